// A drop-down of commands. Not modal, so that nothing has to lock the page.
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn';

type Props = {
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom';
  readonly children: ReactNode;
};

export function Menu({ trigger, align = 'end', side = 'bottom', children }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="pop-in z-50 max-h-[70vh] min-w-[200px] max-w-[320px] overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-high"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = {
  readonly onSelect?: () => void;
  readonly icon?: ReactNode;
  readonly note?: ReactNode;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly checked?: boolean;
  readonly children: ReactNode;
};

/** A disabled item still takes the focus, so that its reason can be read and heard. */
export function MenuItem({ onSelect, icon, note, disabled = false, danger = false, checked, children }: ItemProps) {
  const Item = checked === undefined ? DropdownMenu.Item : DropdownMenu.CheckboxItem;
  return (
    <Item
      {...(checked !== undefined && { checked })}
      aria-disabled={disabled || undefined}
      onSelect={(event) => (disabled ? event.preventDefault() : onSelect?.())}
      className={cn(
        'flex min-h-[34px] cursor-pointer select-none items-center gap-2.5 rounded px-2.5 py-1.5 outline-none data-[highlighted]:bg-sunken max-md:min-h-[44px]',
        danger && 'text-danger',
        disabled && 'cursor-default text-ink-3',
      )}
    >
      {icon && <span className="flex w-4 shrink-0 justify-center">{icon}</span>}
      <span className="min-w-0 flex-1">
        <span className="block">{children}</span>
        {note && <span className="block text-xs text-ink-3">{note}</span>}
      </span>
      {checked && <span aria-hidden="true">✓</span>}
    </Item>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-line" />;
export const MenuHead = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2.5 pb-1 pt-2 text-xs text-ink-3">{children}</DropdownMenu.Label>
);
