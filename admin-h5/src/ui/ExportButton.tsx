// Takes the list along as it stands, with its filters: as Excel or CSV. On long work it says how far it is, and can be given up.
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ExportInput, ExportName, Progress } from '../lib/exportFile';
import { useText } from '../text/useText';
import { Button } from './Button';
import { Menu, MenuItem } from './Menu';
import { Spinner } from './Spinner';
import { toast } from './Toasts';

type Props<Name extends ExportName> = {
  readonly of: Name;
  /** The list's own filters. */
  readonly filter: ExportInput<Name>;
  /** Its name is spoken only, where there is little room. */
  readonly narrow?: boolean;
};

export function ExportButton<Name extends ExportName>({ of, filter, narrow = false }: Props<Name>) {
  const text = useText().records.export;
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function take(format: 'csv' | 'xlsx') {
    const control = new AbortController();
    stop.current = control;
    setProgress({ rows: null, bytes: 0 });
    // Fetched with the first file: lists open without it.
    const { fetchExport, save } = await import('../lib/exportFile');
    const done = await fetchExport(of, { ...filter, format }, setProgress, control.signal);
    if (stop.current === control) setProgress(null);
    if (control.signal.aborted) return;
    if (!done.ok) return toast('danger', done.refusal.message);
    save(done.value);
    toast('ok', text.done(done.value.name, done.value.rows ?? 0));
  }
  function giveUp() {
    stop.current?.abort();
    setProgress(null);
  }
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" disabled={progress !== null}>
            <Download className="h-4 w-4" aria-hidden="true" />
            <span className={narrow ? 'max-lg:sr-only' : undefined}>{text.button}</span>
          </Button>
        }
      >
        <MenuItem onSelect={() => void take('xlsx')} note={text.xlsxNote}>
          Excel (.xlsx)
        </MenuItem>
        <MenuItem onSelect={() => void take('csv')} note={text.csvNote}>
          CSV
        </MenuItem>
      </Menu>
      {progress !== null && (
        <div className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 md:bottom-6">
          <div className="pop-in pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-raised py-2 pl-4 pr-2 shadow-high">
            <Spinner />
            <span role="status" className="text-sm tabular-nums">
              {text.under(progress.rows, (progress.bytes / 1_000_000).toFixed(1))}
            </span>
            <Button size="sm" look="quiet" onClick={giveUp}>
              {text.giveUp}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
