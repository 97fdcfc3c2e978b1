// A small picture that opens the large one, among the others of its set.
import { lazy, Suspense, useState } from 'react';
import { cn } from '../../lib/cn';
import { fileUrl } from '../../lib/upload';

const Lightbox = lazy(() => import('../Lightbox'));

type Props = {
  readonly id: string;
  readonly name: string;
  readonly all: readonly string[];
  readonly className?: string;
};

export function PhotoThumb({ id, name, all, className }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" aria-label={name} onClick={() => setOpen(true)} className="block rounded">
        <img
          src={fileUrl(id, 'thumb')}
          alt=""
          loading="lazy"
          className={cn(
            'h-20 w-20 rounded border border-line bg-sunken object-cover transition-opacity hover:opacity-85',
            className,
          )}
        />
      </button>
      {open && (
        <Suspense fallback={null}>
          <Lightbox ids={all} first={all.indexOf(id)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
