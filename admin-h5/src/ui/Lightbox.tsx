// The large picture. Arrow keys and swipes go to its neighbours; Escape closes.
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useRef, useState } from 'react';
import { fileUrl } from '../lib/upload';
import { useText } from '../text/useText';
import { useOpener } from './opener';

type Props = { readonly ids: readonly string[]; readonly first: number; readonly onClose: () => void };
/** Pixels that a finger must travel. */
const SWIPE = 50;
const BUTTON = 'flex h-11 w-11 items-center justify-center rounded-full bg-[#000]/60 text-[#fff] hover:bg-[#000]/80';

export default function Lightbox({ ids, first, onClose }: Props) {
  const text = useText();
  const [at, setAt] = useState(Math.max(0, first));
  const toOpener = useOpener();
  const start = useRef<number | null>(null);
  const step = (by: number) => setAt((now) => Math.max(0, Math.min(ids.length - 1, now + by)));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  };
  const id = ids[at];
  if (id === undefined) return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <div className="fixed inset-0 z-50 bg-[#000]/90" aria-hidden="true" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={toOpener}
          onKeyDown={onKey}
          onPointerDown={(event) => {
            start.current = event.clientX;
          }}
          onPointerUp={(event) => {
            const moved = event.clientX - (start.current ?? event.clientX);
            if (Math.abs(moved) > SWIPE) step(moved < 0 ? 1 : -1);
          }}
          className="fixed inset-0 z-50 flex touch-pan-y items-center justify-center focus:outline-none"
        >
          <Dialog.Title className="sr-only">{text.fields.photo}</Dialog.Title>
          <img
            src={fileUrl(id)}
            alt={text.fields.photoOf(at + 1, ids.length)}
            draggable={false}
            className="max-h-full max-w-full select-none object-contain"
          />
          <Dialog.Close aria-label={text.common.close} className={`${BUTTON} absolute right-4 top-4`}>
            <X className="h-5 w-5" aria-hidden="true" />
          </Dialog.Close>
          {ids.length > 1 && (
            <>
              <button
                type="button"
                aria-label={text.fields.previousPhoto}
                disabled={at === 0}
                onClick={() => step(-1)}
                className={`${BUTTON} absolute left-4 disabled:opacity-30`}
              >
                <ChevronLeft className="h-5 w-5" aria-hidden="true" />
              </button>
              <button
                type="button"
                aria-label={text.fields.nextPhoto}
                disabled={at === ids.length - 1}
                onClick={() => step(1)}
                className={`${BUTTON} absolute right-4 disabled:opacity-30`}
              >
                <ChevronRight className="h-5 w-5" aria-hidden="true" />
              </button>
              <p className="absolute bottom-5 rounded-full bg-[#000]/60 px-3 py-1 text-sm text-[#fff]">
                {at + 1} / {ids.length}
              </p>
            </>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
