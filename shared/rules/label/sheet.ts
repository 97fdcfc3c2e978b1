// Papers for labels, in millimetres, and where on them each label comes to lie. The console's preview, the browser's print and the
// PDF all draw from here.
import type { LabelSheet } from '../../kinds';

/** `roll`: a label printer, one label is one page. `stickers`: die-cut. `cut`: plain paper, cut along marks. `whole`: one page. */
export type SheetKind = 'roll' | 'stickers' | 'cut' | 'whole';
export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };
export type Sheet = {
  readonly kind: SheetKind;
  readonly page: Size;
  readonly label: Size;
  readonly columns: number;
  readonly rows: number;
  /** From the page's corner to the first label's. */
  readonly corner: Point;
  /** Between labels. */
  readonly gap: Point;
};

const A4: Size = { width: 210, height: 297 };

/** So many labels as will lie in the middle of an A4 page, side by side. */
function onA4(kind: SheetKind, label: Size, columns: number, rows: number, gapX = 0): Sheet {
  const corner = {
    x: (A4.width - columns * label.width - (columns - 1) * gapX) / 2,
    y: (A4.height - rows * label.height) / 2,
  };
  return { kind, page: A4, label, columns, rows, corner, gap: { x: gapX, y: 0 } };
}

const roll = (width: number, height: number): Sheet => ({
  kind: 'roll',
  page: { width, height },
  label: { width, height },
  columns: 1,
  rows: 1,
  corner: { x: 0, y: 0 },
  gap: { x: 0, y: 0 },
});

/** The sticker sheets are the common ones of 8, 21, 24 and 40 labels, with 2.5 mm between the columns. */
const SHEETS: { readonly [Name in Exclude<LabelSheet, 'custom'>]: Sheet } = {
  poster: onA4('whole', { width: 186, height: 273 }, 1, 1),
  door: onA4('cut', { width: 90, height: 130 }, 2, 2),
  card: onA4('cut', { width: 85.6, height: 54 }, 2, 5),
  '2x4': onA4('stickers', { width: 99.1, height: 67.7 }, 2, 4, 2.5),
  '3x7': onA4('stickers', { width: 63.5, height: 38.1 }, 3, 7, 2.5),
  '3x8': onA4('stickers', { width: 63.5, height: 33.9 }, 3, 8, 2.5),
  '4x10': onA4('stickers', { width: 45.7, height: 25.4 }, 4, 10, 2.5),
  '40x30': roll(40, 30),
  '50x30': roll(50, 30),
  '60x40': roll(60, 40),
  '70x50': roll(70, 50),
  '100x80': roll(100, 80),
};

/** What a roll may measure. */
export const ROLL = { least: 20, most: 210 } as const;

export const sheetOf = (name: LabelSheet, custom: Size = { width: 50, height: 30 }): Sheet =>
  name === 'custom' ? roll(custom.width, custom.height) : SHEETS[name];

export const perPage = ({ columns, rows }: Sheet): number => columns * rows;

/** What is to be printed: so many labels, beginning at the page's `first` one (from 1), all shifted by `shift`. */
export type Run = { readonly sheet: Sheet; readonly count: number; readonly first: number; readonly shift: Point };

export const firstOf = ({ sheet, first }: Run): number => Math.min(Math.max(1, Math.trunc(first)), perPage(sheet));

export const pagesOf = (run: Run): number =>
  run.count === 0 ? 0 : Math.ceil((run.count + firstOf(run) - 1) / perPage(run.sheet));

/** Left upper corner of the `nth` label, both counted from 0. */
export function spotOf(run: Run, nth: number): Point & { readonly page: number } {
  const { sheet } = run;
  const at = nth + firstOf(run) - 1;
  const page = Math.floor(at / perPage(sheet));
  const onPage = at % perPage(sheet);
  const shift = shiftOf(run);
  const [column, row] = [onPage % sheet.columns, Math.floor(onPage / sheet.columns)];
  return {
    page,
    x: sheet.corner.x + shift.x + column * (sheet.label.width + sheet.gap.x),
    y: sheet.corner.y + shift.y + row * (sheet.label.height + sheet.gap.y),
  };
}

/** How far labels can be shifted, either way, before they leave the page. */
export const slackOf = ({ corner }: Sheet): Point => corner;

/** The shift that was asked for, as far as the page allows it. */
export function shiftOf({ sheet, shift }: Run): Point {
  const slack = slackOf(sheet);
  const within = (asked: number, most: number) => Math.min(Math.max(asked, -most), most);
  return { x: within(shift.x, slack.x), y: within(shift.y, slack.y) };
}

export type Line = { readonly from: Point; readonly to: Point };
/** Longest mark, and how far it keeps from label and edge. */
const MARK = 4;
const CLEAR = 1;

/** Short strokes outside the labels, where to cut. The same on every page. */
export function cutMarks(run: Run): readonly Line[] {
  const { sheet } = run;
  const { label, columns, rows, gap, page } = sheet;
  const shift = shiftOf(run);
  const [left, top] = [sheet.corner.x + shift.x, sheet.corner.y + shift.y];
  const right = left + columns * label.width + (columns - 1) * gap.x;
  const bottom = top + rows * label.height + (rows - 1) * gap.y;
  const xs = edges(left, columns, label.width, gap.x);
  const ys = edges(top, rows, label.height, gap.y);
  const upright = (x: number) => [
    ...stroke(top, -1, top, (y) => ({ x, y })),
    ...stroke(bottom, 1, page.height - bottom, (y) => ({ x, y })),
  ];
  const level = (y: number) => [
    ...stroke(left, -1, left, (x) => ({ x, y })),
    ...stroke(right, 1, page.width - right, (x) => ({ x, y })),
  ];
  // A label that ends on the page's edge may end a rounding error beyond it.
  const onPage = ({ x, y }: Point): Point => ({ x: between(0, x, page.width), y: between(0, y, page.height) });
  return [...xs.flatMap(upright), ...ys.flatMap(level)].map(({ from, to }) => ({ from: onPage(from), to: onPage(to) }));
}

const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

/** Where labels begin and end along one side; where two touch, once. */
function edges(from: number, count: number, length: number, gap: number): readonly number[] {
  const all = Array.from({ length: count }, (_, n) => from + n * (length + gap)).flatMap((at) => [at, at + length]);
  return all.filter((at, n) => n === 0 || Math.abs(at - (all[n - 1] ?? 0)) > 0.01);
}

/** Away from the labels' edge, as long as there is room. */
function stroke(edge: number, away: 1 | -1, room: number, at: (where: number) => Point): readonly Line[] {
  const length = Math.min(MARK, room - 2 * CLEAR);
  return length < 1 ? [] : [{ from: at(edge + away * CLEAR), to: at(edge + away * (CLEAR + length)) }];
}
