// All pages for the browser's own printing: nothing of the page around them, each on a sheet of its own size.
import { pagesOf } from '@paidan/shared/rules/label/sheet';
import { type ComponentProps, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { SheetView } from './SheetView';
import './print.css';

type Props = Omit<ComponentProps<typeof SheetView>, 'page' | 'guides' | 'className'> & { readonly onDone: () => void };

export function PrintOut({ onDone, ...sheet }: Props) {
  const { width, height } = sheet.run.sheet.page;
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    document.documentElement.dataset.printing = 'labels';
    const forget = paperOf(width, height);
    const after = () => done.current();
    window.addEventListener('afterprint', after, { once: true });
    // Pictures are decoded with the next frame.
    const timer = setTimeout(() => window.print(), 100);
    return () => {
      clearTimeout(timer);
      delete document.documentElement.dataset.printing;
      forget();
      window.removeEventListener('afterprint', after);
    };
  }, [width, height]);
  return createPortal(
    <div className="label-print" aria-hidden="true">
      {Array.from({ length: pagesOf(sheet.run) }, (_, page) => (
        <div key={page} className="label-print-page" style={{ width: `${width}mm`, height: `${height}mm` }}>
          <SheetView {...sheet} page={page} className="label-print-sheet" />
        </div>
      ))}
    </div>,
    document.body,
  );
}

/** The page's size goes into a style sheet that is there: an element of its own the server's policy would not let in. */
function paperOf(width: number, height: number): () => void {
  const [sheet] = document.styleSheets;
  if (sheet === undefined) return () => {};
  const at = sheet.insertRule(`@page { size: ${width}mm ${height}mm; margin: 0; }`, sheet.cssRules.length);
  return () => sheet.deleteRule(at);
}
