// Figures by their strokes, where no font is installed: when and for which ticket can be written all the same.
import type { Outline } from '../../core/lettering';

/** Strokes between the corners of a field two wide and four high, from the bottom left; `M` begins anew. */
const STROKES: Readonly<Record<string, string>> = {
  '0': '0 0 0 4 2 4 2 0 0 0',
  '1': '1 0 1 4 0 3',
  '2': '0 4 2 4 2 2 0 2 0 0 2 0',
  '3': '0 4 2 4 2 2 0 2 M 2 2 2 0 0 0',
  '4': '0 4 0 2 2 2 M 2 4 2 0',
  '5': '2 4 0 4 0 2 2 2 2 0 0 0',
  '6': '2 4 0 4 0 0 2 0 2 2 0 2',
  '7': '0 4 2 4 1 0',
  '8': '0 0 0 4 2 4 2 0 0 0 M 0 2 2 2',
  '9': '2 2 0 2 0 4 2 4 2 0 0 0',
  '-': '0 2 2 2',
  ':': '1 0.5 1 0.9 M 1 2.7 1 3.1',
  '#': '0.5 0 0.5 4 M 1.5 0 1.5 4 M 0 1.2 2 1.2 M 0 2.8 2 2.8',
};
const STEP = 3;

/** Of what it has no strokes for it leaves room. */
export function inDigits(text: string): Outline {
  const parts = [...text].map((char, nth) => {
    const strokes = STROKES[char];
    return strokes === undefined ? '' : `<path transform="translate(${nth * STEP} 0)" d="M ${strokes}"/>`;
  });
  const drawn = `<g fill="none" stroke="#fff" stroke-width="0.5" stroke-linejoin="round">${parts.join('')}</g>`;
  return { parts: drawn, width: text.length * STEP, em: 5.5 };
}
