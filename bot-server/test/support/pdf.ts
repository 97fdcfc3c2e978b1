// A PDF read back: what its pages paint black, as pixels, so that its codes can be scanned.
import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';

type Matrix = readonly [number, number, number, number, number, number];
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type PdfPage = {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** Filled rectangles, in millimetres from the left upper corner. */
  readonly boxes: readonly Box[];
  readonly images: readonly Box[];
};

const MM = 72 / 25.4;

export function pagesOfPdf(bytes: Buffer): readonly PdfPage[] {
  const text = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
  return [...objects.values()].flatMap((body) => {
    if (!/\/Type \/Page\b(?!s)/.test(body)) return [];
    const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body) ?? [];
    const [, content = ''] = /\/Contents (\d+) 0 R/.exec(body) ?? [];
    const painted = paint(streamIn(objects.get(content) ?? ''), Number(height));
    return [{ width: Number(width) / MM, height: Number(height) / MM, ...painted }];
  });
}

function streamIn(object: string): string {
  const from = object.indexOf('stream\n') + 'stream\n'.length;
  const raw = Buffer.from(object.slice(from, object.lastIndexOf('\nendstream')), 'latin1');
  return (/\/Filter \/FlateDecode/.test(object) ? inflateSync(raw) : raw).toString('latin1');
}

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];

/** Follows what moves the ground, what draws rectangles and what fills them; text is left out. */
function paint(content: string, height: number): Pick<PdfPage, 'boxes' | 'images'> {
  let ground: Matrix = [1, 0, 0, 1, 0, 0];
  const kept: Matrix[] = [];
  let pending: Box[] = [];
  const boxes: Box[] = [];
  const images: Box[] = [];
  const given: number[] = [];
  const at = (x: number, y: number) => ({
    x: x * ground[0] + y * ground[2] + ground[4],
    y: height - (x * ground[1] + y * ground[3] + ground[5]),
  });
  const boxAt = (x: number, y: number, width: number, tall: number): Box => {
    const [a, b] = [at(x, y), at(x + width, y + tall)];
    return {
      x: Math.min(a.x, b.x) / MM,
      y: Math.min(a.y, b.y) / MM,
      width: Math.abs(a.x - b.x) / MM,
      height: Math.abs(a.y - b.y) / MM,
    };
  };
  for (const word of content.split(/\s+/)) {
    if (/^[-+.\d]+$/.test(word)) {
      given.push(Number(word));
      continue;
    }
    const args = given.splice(0);
    if (word === 'q') kept.push(ground);
    else if (word === 'Q') ground = kept.pop() ?? ground;
    else if (word === 'cm') ground = times(args.slice(-6) as unknown as Matrix, ground);
    else if (word === 're') pending.push(boxAt(args[0] ?? 0, args[1] ?? 0, args[2] ?? 0, args[3] ?? 0));
    else if (word === 'f') boxes.push(...pending.splice(0));
    else if (word === 'S' || word === 'n') pending = [];
    else if (word === 'Do') images.push(boxAt(0, 0, 1, 1));
  }
  return { boxes, images };
}

/** What a phone reads in the region; `dots` per millimetre, of which label printers have 8 to 12. */
export function scan({ boxes }: PdfPage, region: Box, dots: number): string | null {
  const [width, height] = [Math.ceil(region.width * dots), Math.ceil(region.height * dots)];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const box of boxes) {
    const from = (value: number, most: number) => Math.min(Math.max(Math.round(value * dots), 0), most);
    const [left, right] = [from(box.x - region.x, width), from(box.x + box.width - region.x, width)];
    const [top, bottom] = [from(box.y - region.y, height), from(box.y + box.height - region.y, height)];
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsQR(pixels, width, height)?.data ?? null;
}
