// A signature: drawn with finger, pen or mouse, and saved as a picture once the pen has rested. Ink on paper in both themes.
import type { FileId } from '@paidan/shared/kernel/id';
import { RotateCcw } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { fileUrl, upload } from '../../lib/upload';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import type { ControlProps } from './control';
import { textIn } from './values';

export const SignatureControl = ({ value, onChange }: ControlProps) => (
  <SignatureField value={textIn(value)} onChange={(id) => onChange(id)} />
);

/** Milliseconds of rest after which the drawing is saved. */
const REST_MS = 900;
const INK = '#101c1a';

export function SignatureField({ value, onChange }: { value: string; onChange: (id: FileId | undefined) => void }) {
  const text = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawing = useRef(0);
  const [state, setState] = useState<'blank' | 'inked' | 'saving' | { problem: string }>('blank');
  useEffect(() => () => clearTimeout(timer.current), []);

  const save = () => {
    const turn = drawing.current;
    canvas.current?.toBlob(async (blob) => {
      if (blob === null || turn !== drawing.current) return;
      setState('saving');
      const answer = await upload('file.upload', new File([blob], 'signature.png', { type: 'image/png' }));
      if (turn !== drawing.current) return;
      if (answer.ok) onChange(answer.value.file.id);
      else setState({ problem: answer.refusal.message });
    }, 'image/png');
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>, start: boolean) => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || !canvas.current) return;
    const box = canvas.current.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.current.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.current.height;
    if (start) {
      if (state === 'blank') paper(canvas.current);
      pen.strokeStyle = INK;
      pen.lineWidth = 5;
      pen.lineCap = 'round';
      pen.lineJoin = 'round';
      pen.beginPath();
      pen.moveTo(x, y);
      setState('inked');
    }
    pen.lineTo(x, y);
    pen.stroke();
  };
  const again = () => {
    drawing.current += 1;
    clearTimeout(timer.current);
    if (canvas.current) paper(canvas.current);
    setState('blank');
    onChange(undefined);
  };

  if (value !== '') {
    return (
      <div className="flex items-end gap-3">
        <img src={fileUrl(value)} alt={text.fields.signed} className="h-24 rounded border border-line bg-[#fff]" />
        <Button size="sm" onClick={again}>
          <RotateCcw className="h-4 w-4" aria-hidden="true" />
          {text.fields.signAgain}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <div className="relative overflow-hidden rounded border border-line-strong bg-[#fff]">
        <canvas
          ref={canvas}
          width={960}
          height={320}
          role="img"
          aria-label={text.fields.sign}
          className="block aspect-[3/1] w-full touch-none"
          onPointerDown={(event) => {
            clearTimeout(timer.current);
            drawing.current += 1;
            event.currentTarget.setPointerCapture?.(event.pointerId);
            draw(event, true);
          }}
          onPointerMove={(event) => event.buttons > 0 && draw(event, false)}
          onPointerUp={() => {
            timer.current = setTimeout(save, REST_MS);
          }}
        />
        {state === 'blank' && (
          <span className="pointer-events-none absolute inset-x-8 bottom-6 border-t border-[#b2bdb9] pt-1.5 text-center text-xs text-[#5f6d69]">
            {text.fields.sign}
          </span>
        )}
      </div>
      <div className="mt-1 flex min-h-[32px] items-center justify-between text-xs text-ink-2">
        <span role="status">{state === 'saving' && text.fields.signUp}</span>
        {typeof state === 'object' && <span className="text-danger">{state.problem}</span>}
        {state !== 'blank' && (
          <Button size="sm" look="quiet" onClick={again}>
            {text.fields.signAgain}
          </Button>
        )}
      </div>
    </div>
  );
}

function paper(canvas: HTMLCanvasElement) {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
}
