// Where the focus goes when a dialog closes: back to what opened it. The library only knows openers of its own kind.
import { useState } from 'react';

/** For `onCloseAutoFocus`. What opened it may be gone by then – its work is done –: the page keeps the focus, not its very top. */
export function useOpener(): (event: Event) => void {
  const [opener] = useState(openerNow);
  return (event) => {
    event.preventDefault();
    const target = opener?.isConnected && opener !== document.body ? opener : document.getElementById('main');
    target?.focus({ preventScroll: true });
  };
}

/** A menu is gone before its dialog: what opened the menu stands for it. */
function openerNow(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role=menu]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : activeElement;
  return opener instanceof HTMLElement ? opener : null;
}
