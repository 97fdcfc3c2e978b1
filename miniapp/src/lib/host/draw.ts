// The watermark itself, on any canvas: a photo no larger than it must be, and its lines at the bottom left on a dark band.
import { IMAGE_SIDE } from '@paidan/shared/limits';

export type Paper = Pick<CanvasRenderingContext2D, 'fillStyle' | 'font' | 'textBaseline' | 'fillRect' | 'fillText'> & {
  readonly drawImage: (image: never, x: number, y: number, width: number, height: number) => void;
};
export type Size = { readonly width: number; readonly height: number };

export function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, IMAGE_SIDE.full / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function drawStamp(paper: Paper, image: unknown, { width, height }: Size, lines: readonly string[]): void {
  paper.drawImage(image as never, 0, 0, width, height);
  const text = Math.max(14, Math.round(Math.min(width, height) / 28));
  const step = Math.round(text * 1.5);
  const band = lines.length * step + text;
  paper.fillStyle = 'rgba(0, 0, 0, 0.45)';
  paper.fillRect(0, height - band, width, band);
  paper.fillStyle = '#ffffff';
  paper.font = `${text}px sans-serif`;
  paper.textBaseline = 'top';
  lines.forEach((line, at) => {
    paper.fillText(line, text, height - band + text * 0.6 + at * step);
  });
}
