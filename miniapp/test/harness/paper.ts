// Canvases: what was drawn is noted, and given back as a picture that any program can read.
import { crc32, deflateSync } from 'node:zlib';

export type Drawn = { readonly what: string; readonly how: readonly unknown[] };
export type Point = { readonly x: number; readonly y: number };

/** Strokes in black on white. Sizes and places in pixels. */
export function inked(width: number, height: number, lines: readonly (readonly [Point, Point])[]): Buffer {
  const stride = width + 1;
  const dots = Buffer.alloc(stride * height, 0xff);
  for (let row = 0; row < height; row++) dots[row * stride] = 0;
  for (const [from, to] of lines) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y)));
    for (let step = 0; step <= steps; step++) {
      const x = Math.round(from.x + ((to.x - from.x) * step) / steps);
      const y = Math.round(from.y + ((to.y - from.y) * step) / steps);
      if (x >= 0 && x < width && y >= 0 && y < height) dots[y * stride + 1 + x] = 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(dots)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

const STYLES = ['setStrokeStyle', 'setLineWidth', 'setLineCap', 'setLineJoin', 'setFillStyle', 'setFontSize'];

/** The old kind of context, which keeps its strokes back until `draw`; `draw(false)` begins a blank sheet. */
export function oldContext(note: (drawn: Drawn) => void) {
  let [waiting, shown]: [[Point, Point][], [Point, Point][]] = [[], []];
  let pen: Point = { x: 0, y: 0 };
  let path: [Point, Point][] = [];
  const styles = Object.fromEntries(STYLES.map((what) => [what, (...how: unknown[]) => note({ what, how })]));
  const context = {
    ...styles,
    beginPath: () => {
      path = [];
    },
    moveTo: (x: number, y: number) => {
      pen = { x, y };
    },
    lineTo: (x: number, y: number) => {
      path.push([pen, { x, y }]);
      pen = { x, y };
    },
    stroke: () => {
      waiting.push(...path);
      path = [];
      note({ what: 'stroke', how: [] });
    },
    draw: (reserve = false, done?: () => void) => {
      shown = reserve ? [...shown, ...waiting] : waiting;
      waiting = [];
      if (done) setTimeout(done, 0);
    },
  };
  return { context, picture: (width: number, height: number) => inked(width, height, shown) };
}

/** The new kind, off the screen: its picture is that of the image drawn onto it. `read` gives a file's content. */
export function offscreen(
  size: { width: number; height: number },
  read: (address: string) => Buffer,
  tell: (drawn: Drawn) => void,
) {
  let under: string | null = null;
  const note =
    (what: string) =>
    (...how: unknown[]) => {
      tell({ what, how });
    };
  const paper = {
    fillStyle: '',
    font: '',
    textBaseline: '',
    fillRect: note('fillRect'),
    fillText: note('fillText'),
    drawImage: (image: { readonly src: string }, ...how: unknown[]) => {
      under = image.src;
      note('drawImage')(...how);
    },
  };
  const sheet = {
    ...size,
    getContext: (kind: string) => {
      if (kind !== '2d') throw new Error(`no context ${kind}`);
      return paper;
    },
    createImage: () => {
      const image = {
        width: 0,
        height: 0,
        onload: () => {},
        onerror: (_error: unknown) => {},
        address: '',
        get src() {
          return image.address;
        },
        set src(address: string) {
          image.address = address;
          setTimeout(() => {
            try {
              read(address);
              image.onload();
            } catch (error) {
              image.onerror(error);
            }
          }, 0);
        },
      };
      return image;
    },
  };
  return { sheet, picture: () => (under === null ? inked(size.width, size.height, []) : read(under)) };
}
