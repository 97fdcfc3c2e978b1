// A panel at the side, over everything on a small screen: takes the focus, gives it back, closes by Escape.
import { type ReactNode, useEffect, useRef } from 'react';
import { Close } from './icons';
import { useWords } from './setting';

type Props = { readonly name: string; readonly onClose: () => void; readonly children: ReactNode };

export function Panel({ name, onClose, children }: Props) {
  const words = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    head.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside className="panel" aria-label={name} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <header>
        <h2 tabIndex={-1} ref={head}>
          {name}
        </h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Close size={18} />
        </button>
      </header>
      <div className="panel-inside">{children}</div>
    </aside>
  );
}
