// How wide is text, and where does it break? Measured by Noto Sans CJK's own widths, so that preview and PDF break alike; another
// font of the browser may draw it some hairs narrower or wider.

/** Widths of ASCII from the blank on, in hundredths of the size. */
const ASCII = [
  22, 32, 47, 56, 56, 92, 68, 28, 34, 34, 47, 56, 28, 35, 28, 39, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 28, 28, 56,
  56, 56, 47, 95, 61, 66, 64, 69, 59, 55, 69, 73, 29, 54, 65, 54, 81, 72, 74, 63, 74, 64, 60, 60, 72, 57, 88, 57, 53,
  60, 34, 39, 34, 56, 56, 61, 56, 62, 51, 62, 55, 33, 56, 61, 28, 28, 55, 28, 93, 61, 61, 62, 62, 39, 47, 38, 61, 52,
  80, 50, 52, 48, 34, 27, 34, 56,
] as const;

export function widthOf(text: string, size: number): number {
  let hundredths = 0;
  for (const char of text) hundredths += ASCII[(char.codePointAt(0) ?? 0) - 32] ?? 100;
  return (hundredths * size) / 100;
}

const DOTS = '…';

/** Into lines of at most `width`; what does not fit into `most` of them ends in dots. */
export function wrap(text: string, size: number, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const taken = lines.length === most - 1 ? rest : fitting(rest, size, width);
    lines.push(taken.trim());
    rest = rest.slice(taken.length).trim();
  }
  const last = lines.pop();
  return last === undefined ? [] : [...lines, clipped(last, size, width)];
}

/** A place's path loses its outer parts first: whoever stands there knows the compound, not the floor. */
export function wrapPath(path: string, size: number, width: number, most: number): readonly string[] {
  const parts = path.split(' / ');
  for (let from = 0; from < parts.length; from++) {
    const text = [...(from > 0 ? [DOTS] : []), ...parts.slice(from)].join(' / ');
    const lines = wrap(text, size, width, most);
    if (lines.at(-1)?.endsWith(DOTS) !== true || from === parts.length - 1) return lines;
  }
  return [];
}

function clipped(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  const chars = [...text];
  while (chars.length > 0 && widthOf(chars.join('') + DOTS, size) > width) chars.pop();
  return `${chars.join('').trim()}${DOTS}`;
}

/** As much of the front as a line holds, up to the last place where it may break. */
function fitting(text: string, size: number, width: number): string {
  const chars = [...text];
  let taken = '';
  let breakable = '';
  let blank = '';
  for (const [n, char] of chars.entries()) {
    if (taken !== '' && widthOf((taken + char).trim(), size) > width) {
      return widthOf(blank, size) > width * 0.45 ? blank : breakable || taken;
    }
    const before = taken;
    taken += char;
    if (char === ' ') blank = taken;
    if (isWide(char) && before !== '') breakable = before;
    // A telephone number stays in one piece.
    const isInNumber = char === '-' && /\d/.test(chars[n + 1] ?? '');
    if (isWide(char) || (' /-_.·'.includes(char) && !isInNumber)) breakable = taken;
  }
  return text;
}

const isWide = (char: string): boolean => (char.codePointAt(0) ?? 0) >= 0x2e80;
