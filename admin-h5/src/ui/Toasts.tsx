// Short news at the edge of the page. Stays 5 s, longer while the pointer or the focus rests on it.
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '../lib/cn';
import { signal, useSignal } from '../lib/signal';
import { useText } from '../text/useText';

/** `undo`: a way back, offered for as long as the words stand. */
type Undo = { readonly words: string; readonly act: () => void };
type Toast = {
  readonly id: number;
  readonly tone: 'ok' | 'danger' | 'info';
  readonly words: string;
  readonly undo?: Undo | undefined;
};
const STAYS_MS = 5000;
const toasts = signal<readonly Toast[]>([]);
let next = 1;

export function toast(tone: Toast['tone'], words: string, undo?: Undo): void {
  // Only the newest change can be taken back: an older way back would lead past it.
  const before = undo === undefined ? toasts.get() : toasts.get().filter((each) => each.undo === undefined);
  toasts.set([...before.slice(-2), { id: next++, tone, words, undo }]);
}
const drop = (id: number) => toasts.set(toasts.get().filter((each) => each.id !== id));

/** At the side of a desk; on a phone above the navigation and the steps of a ticket, which both stay free. */
const PLACE =
  'pointer-events-none fixed inset-x-4 bottom-[calc(124px+env(safe-area-inset-bottom))] z-50 flex flex-col items-center gap-2 md:bottom-6 md:left-auto md:right-6 md:items-end print:hidden';
/** A phone's dialogs have their buttons at the bottom. */
const OVER_DIALOGS =
  'max-md:[body:has([role=dialog])_&]:bottom-auto max-md:[body:has([role=dialog])_&]:top-[calc(12px+env(safe-area-inset-top))]';

export function Toasts() {
  return (
    <div role="status" aria-live="polite" className={cn(PLACE, OVER_DIALOGS)}>
      {useSignal(toasts).map((each) => (
        <One key={each.id} toast={each} />
      ))}
    </div>
  );
}

const SIGNS = { ok: '✓', danger: '▲', info: '●' };
const INKS = { ok: 'text-ok', danger: 'text-danger', info: 'text-info' };

function One({ toast: { id, tone, words, undo } }: { toast: Toast }) {
  const text = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => drop(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it there
    <div
      className="pop-in pointer-events-auto flex max-w-[400px] items-start gap-2.5 rounded-lg border border-line bg-raised py-2.5 pl-3.5 pr-2 text-sm shadow-high"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span aria-hidden="true" className={cn('pt-px', INKS[tone])}>
        {SIGNS[tone]}
      </span>
      <span className="min-w-0 flex-1">{words}</span>
      {undo && (
        <button
          type="button"
          onClick={() => {
            drop(id);
            undo.act();
          }}
          className="-my-1 rounded px-2 py-1 font-medium text-accent hover:bg-sunken"
        >
          {undo.words}
        </button>
      )}
      <button
        type="button"
        aria-label={text.common.close}
        onClick={() => drop(id)}
        className="rounded p-1 text-ink-3 hover:bg-sunken"
      >
        <X className="h-3.5 w-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}
