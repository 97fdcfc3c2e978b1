// Photos: chosen, dropped or pasted; each uploads at once, shows how far it has come, and can be taken away again.
import type { FileId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { Camera, RotateCw, X } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { cn } from '../../lib/cn';
import { useUploads } from '../../lib/useUploads';
import { useText } from '../../text/useText';
import { toast } from '../Toasts';
import type { ControlProps } from './control';
import { PhotoThumb } from './PhotoThumb';
import { photosIn } from './values';

export const PhotoControl = ({ field, value, onChange }: ControlProps) => (
  <PhotoField
    value={photosIn(value)}
    max={field.max ?? LIMITS.photosPerField}
    onChange={(change) => onChange((now) => change(photosIn(now)))}
  />
);

type Props = {
  readonly value: readonly FileId[];
  readonly max?: number;
  readonly onChange: (change: (now: readonly FileId[]) => FileId[]) => void;
};

export function PhotoField({ value, max = LIMITS.photosPerField, onChange }: Props) {
  const text = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { uploads, start, retry, drop } = useUploads((id) => onChange((now) => [...now, id]));
  const room = max - value.length - uploads.length;
  const add = (files: readonly File[]) => {
    const pictures = files.filter((file) => file.type.startsWith('image/') || file.type === '');
    if (pictures.length > room) toast('info', text.fields.tooMany(max));
    start(pictures.slice(0, Math.max(0, room)));
  };
  usePaste(add);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn('flex flex-wrap gap-2 rounded', over && 'outline-dashed outline-2 outline-offset-4 outline-accent')}
    >
      {value.map((id, at) => (
        <span key={id} className="relative">
          <PhotoThumb id={id} name={text.fields.openPhoto(at + 1)} all={value} />
          <button
            type="button"
            aria-label={text.fields.removePhoto(at + 1)}
            onClick={() => onChange((now) => now.filter((each) => each !== id))}
            className="absolute -right-2 -top-2 rounded-full border border-line bg-raised p-1.5 text-ink-2 shadow-low after:absolute after:-inset-2 hover:text-danger"
          >
            <X className="h-3.5 w-3.5" aria-hidden="true" />
          </button>
        </span>
      ))}
      {uploads.map((upload) => (
        <span key={upload.key} className="relative h-20 w-20 overflow-hidden rounded border border-line bg-sunken">
          <img src={upload.preview} alt="" className="h-full w-full object-cover opacity-50" />
          <span className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-surface/60 p-1 text-center text-2xs">
            {upload.problem === null ? (
              <>
                <progress
                  className="h-1 w-full accent-[rgb(var(--accent))]"
                  max={1}
                  value={upload.part}
                  aria-label={text.fields.uploading(Math.round(upload.part * 100))}
                />
                {Math.round(upload.part * 100)}%
              </>
            ) : (
              <>
                <span role="alert" className="line-clamp-2 text-danger">
                  {upload.problem}
                </span>
                <span className="flex gap-1">
                  <button
                    type="button"
                    aria-label={text.common.retry}
                    onClick={() => retry(upload.key)}
                    className="rounded p-1"
                  >
                    <RotateCw className="h-3.5 w-3.5" aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    aria-label={text.fields.remove}
                    onClick={() => drop(upload.key)}
                    className="rounded p-1"
                  >
                    <X className="h-3.5 w-3.5" aria-hidden="true" />
                  </button>
                </span>
              </>
            )}
          </span>
        </span>
      ))}
      {room > 0 && (
        <button
          type="button"
          onClick={() => picker.current?.click()}
          className="flex h-20 w-20 flex-col items-center justify-center gap-1 rounded border border-dashed border-line-strong text-xs text-ink-2 hover:border-accent hover:text-accent"
        >
          <Camera className="h-5 w-5" aria-hidden="true" />
          {text.fields.addPhoto}
        </button>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={text.fields.addPhoto}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {value.length + uploads.length === 0 && (
        <span className="self-end pb-1 text-xs text-ink-3 max-md:hidden">{text.fields.photoHint(max)}</span>
      )}
    </div>
  );
}

/** The first photo field on the page takes what is pasted. */
function usePaste(add: (files: readonly File[]) => void) {
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}
