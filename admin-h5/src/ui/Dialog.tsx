// A dialog: in the middle on a desktop, from below on a phone. Radix keeps the focus; we lock the page ourselves, because the
// library's own lock writes a <style> element, which the content security policy forbids.
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { cn } from '../lib/cn';
import { useUnsaved } from '../lib/unsaved';
import { useText } from '../text/useText';
import { Button } from './Button';
import { useOpener } from './opener';

type Props = {
  readonly title: string;
  readonly words?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** What is typed here is worth keeping: a click beside it does not close it then, and Escape asks, as leaving the page does. */
  readonly keeps?: boolean;
};
const WIDTHS = { sm: 'md:max-w-[420px]', md: 'md:max-w-[560px]', lg: 'md:max-w-[820px]' };

export function Dialog({ title, words, onClose, children, foot, size = 'md', keeps = false }: Props) {
  const text = useText();
  const [typed, setTyped] = useState(false);
  const [asks, setAsks] = useState(false);
  const toOpener = useOpener();
  useUnsaved(typed && keeps);
  useLockedPage();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-veil/45" aria-hidden="true" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={toOpener}
          onInteractOutside={(event) => typed && event.preventDefault()}
          onEscapeKeyDown={(event) => {
            if (!typed || asks) return;
            event.preventDefault();
            setAsks(true);
          }}
          className={cn(
            'fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-lg bg-raised shadow-high max-md:sheet-in focus:outline-none',
            'md:pop-in md:inset-x-4 md:bottom-auto md:top-[8vh] md:mx-auto md:max-h-[84vh] md:rounded-lg',
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pb-2 pt-4">
            <div className="min-w-0 flex-1 pt-0.5">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {words && <div className="mt-1 text-sm text-ink-2">{words}</div>}
            </div>
            <Radix.Close
              aria-label={text.common.close}
              className="-mr-2 inline-flex h-8 w-8 items-center justify-center rounded text-ink-2 hover:bg-sunken max-md:h-11 max-md:w-11"
            >
              <X className="h-4 w-4" aria-hidden="true" />
            </Radix.Close>
          </header>
          <div data-body="" className="min-h-0 flex-1 overflow-y-auto px-5 py-2" onInput={() => setTyped(keeps)}>
            {children}
          </div>
          {asks && (
            <div role="alert" className="flex flex-wrap items-center gap-2 bg-warn-soft px-5 py-2 text-sm">
              <span className="min-w-0 flex-1">{text.common.unsaved}</span>
              <Button size="sm" onClick={onClose}>
                {text.common.discard}
              </Button>
              <Button size="sm" look="primary" autoFocus onClick={() => setAsks(false)}>
                {text.common.goOn}
              </Button>
            </div>
          )}
          {foot && (
            <footer className="safe-bottom flex flex-wrap justify-end gap-2 border-t border-line px-5 pt-3 max-md:[&>button]:flex-1">
              {foot}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useLockedPage() {
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.locked = '';
    return () => {
      delete root.dataset.locked;
    };
  }, []);
}

/** A keyboard on the screen springs up with every focus in a field. */
export const isTouch = (): boolean => window.matchMedia?.('(pointer: coarse)').matches === true;

/**
 * The first control takes the focus; where there is none, the button that is marked as the answer (`data-first`). On a phone the
 * dialog itself does, so that no keyboard springs up.
 */
function focusFirst(event: Event) {
  const box = event.currentTarget as HTMLElement;
  event.preventDefault();
  const first =
    box.querySelector<HTMLElement>('[data-body] :is(input, textarea, select):not([hidden], [disabled])') ??
    box.querySelector<HTMLElement>('[data-first]');
  if (isTouch() || first === null) box.focus();
  else first.focus();
}
