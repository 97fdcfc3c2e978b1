// A few words on hover and on keyboard focus. Never the only place where something is said.
import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';
import { Kbd } from './Kbd';

export function Tip({ words, keys, children }: { words: string; keys?: string; children: ReactElement }) {
  return (
    <Tooltip.Root delayDuration={350}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="pop-in z-50 flex max-w-[280px] items-center gap-2 rounded bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-high"
        >
          {words}
          {keys !== undefined && <Kbd keys={keys} inverse />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

export const TipProvider = Tooltip.Provider;
