// What stands where on one label, in millimetres from its left upper corner. Wide ones have the code left and the words right;
// the others have the code in the middle.
import type { LabelCode } from '../../kinds';
import type { Size } from './sheet';
import { widthOf, wrap, wrapPath } from './text';

export type Content = {
  readonly org: string;
  readonly name: string;
  /** Where it is, without its own name. */
  readonly path: string;
  readonly code: string;
  readonly phone: string;
  /** "Scan to report", in one language or two. */
  readonly lead: readonly string[];
  /** Under each code where there are two. */
  readonly captions: { readonly link: string; readonly mini: string };
};

export type CodePiece = {
  readonly kind: 'code';
  readonly which: 'link' | 'mini';
  readonly x: number;
  readonly y: number;
  /** Of the square, the quiet zone included. */
  readonly side: number;
};
export type TextPiece = {
  readonly kind: 'text';
  readonly text: string;
  /** Of the line's start, or of its middle. */
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle';
  readonly strong: boolean;
};
export type Piece = CodePiece | TextPiece;

/** Smaller Chinese text is no longer read on paper. */
export const LEAST_TEXT = 1.9;
const LEADING = 1.28;
/** Strong text is outlined by this much of its size: one font does for all. */
export const STRONG = 0.035;

/** `codes`: which ones the label bears. */
export function layOut(content: Content, label: Size, codes: LabelCode): readonly Piece[] {
  const which = codes === 'both' ? (['mini', 'link'] as const) : [codes];
  // Two codes side by side leave words little room beside them.
  const isWide = label.width > label.height * (which.length > 1 ? 1.35 : 1.15);
  return isWide ? wide(content, label, which) : tall(content, label, which);
}

type Which = readonly CodePiece['which'][];
/** Characters that a line beside the code should hold. */
const IN_A_LINE = 11;
/** A mini-program code comes without the margin that a link's has as its quiet zone. */
const MINI_MARGIN = 0.05;

const codeIn = (which: CodePiece['which'], x: number, y: number, square: number): CodePiece => {
  const margin = which === 'mini' ? square * MINI_MARGIN : 0;
  return { kind: 'code', which, x: x + margin, y: y + margin, side: square - 2 * margin };
};

function wide(content: Content, { width, height }: Size, which: Which): readonly Piece[] {
  const edge = edgeOf({ width, height });
  const unit = Math.max(LEAST_TEXT, height * 0.075);
  const small = Math.max(LEAST_TEXT, unit * 0.8);
  const caption = which.length > 1 ? small * LEADING : 0;
  const side = Math.min(height - 2 * edge - caption, (width - 2 * edge) * (which.length > 1 ? 0.33 : 0.5));
  const top = (height - side - caption) / 2;
  const pieces = which.map((one, n) => codeIn(one, edge + n * side, top, side));
  const left = edge + which.length * side + edge * 0.5;
  const room = { width: width - left - edge * 1.5, height: height - 2 * edge * 1.5 };
  const lines = fit([...headOf(content), ...factsOf(content)], room, Math.min(unit, room.width / IN_A_LINE));
  const start = (height - heightOf(lines)) / 2;
  return [...pieces, ...captionsOf(content, pieces, small), ...set(lines, left, start, 'start')];
}

function tall(content: Content, { width, height }: Size, which: Which): readonly Piece[] {
  const edge = edgeOf({ width, height });
  const unit = Math.max(LEAST_TEXT, Math.min(width, height * 0.75) * 0.048);
  const caption = which.length > 1 ? unit * LEADING * 1.2 : 0;
  const across = (width - 2 * edge) / which.length;
  const side = Math.min(across, (height - 2 * edge) * 0.58);
  const room = { width: width - 4 * edge, height: height - side - caption - 3 * edge };
  const head = fit(headOf(content), { ...room, height: room.height * 0.42 }, unit);
  const facts = fit(factsOf(content), { ...room, height: room.height - heightOf(head) }, unit);
  // What room is left goes to both ends and around the code alike.
  const spare = (height - 2 * edge - side - caption - heightOf(head) - heightOf(facts)) / 4;
  const codeTop = edge + spare + heightOf(head) + spare;
  const from = (width - side * which.length) / 2;
  const pieces = which.map((one, n) => codeIn(one, from + n * side, codeTop, side));
  return [
    ...set(head, width / 2, edge + spare, 'middle'),
    ...pieces,
    ...captionsOf(content, pieces, unit),
    ...set(facts, width / 2, codeTop + side + caption + spare, 'middle'),
  ];
}

const edgeOf = ({ width, height }: Size): number => Math.max(1, Math.min(width, height) * 0.035);

/** One thing to say; `size` in units, at most `most` lines. The one with the lowest `rank` is left out first. */
type Block = {
  readonly text: string;
  readonly size: number;
  readonly most: number;
  readonly strong: boolean;
  readonly rank: number;
  readonly isPath?: true;
  /** Cut short it would mislead: rather smaller letters, or none. */
  readonly isWhole?: true;
};

const headOf = ({ org, lead }: Content): readonly Block[] =>
  said([
    { text: org, size: 1, most: 1, strong: false, rank: 2 },
    ...lead.map((text, n) => ({ text, ...(n === 0 ? LEAD : SECOND) })),
  ]);

const LEAD = { size: 1.5, most: 2, strong: true, rank: 8, isWhole: true } as const;
const SECOND = { size: 1.05, most: 2, strong: false, rank: 3, isWhole: true } as const;

const factsOf = ({ name, path, code, phone }: Content): readonly Block[] =>
  said([
    { text: name, size: 1.35, most: 2, strong: true, rank: 9 },
    { text: path, size: 1, most: 2, strong: false, rank: 4, isPath: true },
    { text: code, size: 1, most: 3, strong: false, rank: 7, isWhole: true },
    { text: phone, size: 1, most: 2, strong: false, rank: 5, isWhole: true },
  ]);

const said = (blocks: readonly Block[]): readonly Block[] => blocks.filter(({ text }) => text.trim() !== '');

type Laid = { readonly text: string; readonly size: number; readonly strong: boolean; readonly opens: boolean };

/** As large as fits; where even the smallest does not, the least important goes. */
function fit(blocks: readonly Block[], room: Size, unit: number): readonly Laid[] {
  for (let scale = 1; scale >= 0.6; scale -= 0.08) {
    const each = blocks.map((block) => linesOf(block, room.width, Math.max(LEAST_TEXT, block.size * unit * scale)));
    const lines = each.flat();
    const isWhole = !blocks.some((block, n) => isTorn(block, each[n]));
    if (isWhole && heightOf(lines) <= room.height) return lines;
  }
  const least = [...blocks].sort((a, b) => a.rank - b.rank)[0];
  return least === undefined
    ? []
    : fit(
        blocks.filter((block) => block !== least),
        room,
        unit,
      );
}

const isTorn = ({ isWhole, text }: Block, lines: readonly Laid[] = []): boolean =>
  isWhole === true && lines.at(-1)?.text.endsWith('…') === true && !text.endsWith('…');

function linesOf({ text, most, strong, isPath }: Block, width: number, size: number): readonly Laid[] {
  const lines = (isPath ? wrapPath : wrap)(text, size, width, most);
  return lines.map((line, n) => ({ text: line, size, strong, opens: n === 0 }));
}

/** Between two things there is a little more room than between two lines of one. */
const above = ({ size, opens }: Laid, n: number): number => (opens && n > 0 ? size * 0.22 : 0);
const heightOf = (lines: readonly Laid[]): number =>
  lines.reduce((sum, line, n) => sum + line.size * LEADING + above(line, n), 0);

/** Of a line's height, what lies above the baseline. */
const ASCENT = 1.02;

function set(lines: readonly Laid[], x: number, top: number, anchor: TextPiece['anchor']): readonly TextPiece[] {
  let y = top;
  return lines.map((line, n) => {
    y += above(line, n);
    const { text, size, strong } = line;
    const piece: TextPiece = { kind: 'text', text, x, y: y + size * ASCENT, size, anchor, strong };
    y += size * LEADING;
    return piece;
  });
}

function captionsOf({ captions }: Content, codes: readonly CodePiece[], unit: number): readonly TextPiece[] {
  if (codes.length < 2) return [];
  // Below the link's quiet zone and the mini-program code's margin alike.
  const bottom = Math.max(...codes.map(({ y, side }) => y + side));
  return codes.map(({ which, x, side }) => {
    const text = captions[which];
    const size = Math.min(unit, (unit * side) / widthOf(text, unit));
    return { kind: 'text', text, x: x + side / 2, y: bottom + size * ASCENT, size, anchor: 'middle', strong: false };
  });
}
