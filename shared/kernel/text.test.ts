import { line, words } from '../model/base';
import { isOneLine, isVisible } from './text';

const NOTHING = [
  '',
  ' ',
  '\u3000',
  '\u200b',
  '\u200d\ufeff',
  '\u00ad',
  '\u2028',
  '\u202e',
  '\u3164',
  '\u2800',
  '\ufe0f',
  '\t\n',
];
const SOMETHING = ['x', '水', '。', '🔧', '👩‍🔧', '\u200bx', 'e\u0301', 'שלום'];
const TURNED = ['a\nb', 'a\rb', 'a\u2028b', 'a\u2029b', 'a\u202eb', 'a\u202ab', 'a\u2066b', 'a\u2069b'];

test.each(NOTHING)('%j shows nothing', (text) => {
  expect(isVisible(text)).toBe(false);
  for (const schema of [line(20), words(20)]) expect(schema.safeParse(text).success).toBe(false);
});

test.each(SOMETHING)('%j shows something', (text) => {
  expect(isVisible(text)).toBe(true);
  for (const schema of [line(20), words(20)]) expect(schema.safeParse(text).success).toBe(true);
});

test.each(TURNED)('%j is not one line that reads as it stands', (text) => {
  expect(isOneLine(text)).toBe(false);
  expect(line(20).safeParse(text).success).toBe(false);
});

test('joined emoji and right-to-left letters are one line like any other', () => {
  for (const text of SOMETHING) expect(isOneLine(text)).toBe(true);
});
