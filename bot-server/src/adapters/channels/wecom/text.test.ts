import fc from 'fast-check';
import { cutBytes, fit, message, plain } from './text';

test.each([
  ['several lines become one', ' 水管\r\n 漏水\t了 ', '水管 漏水 了'],
  ['what turns the direction is left out', 'abc\u202edcba\u2066x', 'abc dcba x'],
  ['a null byte, half a character', 'a\0b\ud800c', 'a b c'],
])('%s', (_, text, line) => {
  expect(plain(text)).toBe(line);
});

test('words keep their lines, and lead nowhere', () => {
  expect(message('一\r\n<a href="http://evil.example">二</a>\n3 < 4\n')).toBe(
    '一\n＜a href="http://evil.example">二＜/a>\n3 < 4',
  );
});

test.each([
  ['二三四', 3, '二三四'],
  ['二三四五', 3, '二三…'],
  ['abcdef', 3, 'abcdef'],
  ['abcdefg', 3, 'abcd…'],
  ['👍👍👍👍', 3, '👍👍…'],
])('%s in the room of %d', (text, room, kept) => {
  expect(fit(text, room)).toBe(kept);
});

test('bytes are cut between characters, and only where there are too many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 3, max: 80 }), (text, most) => {
      const cut = cutBytes(text, most);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
      if (Buffer.byteLength(text) <= most) expect(cut).toBe(text);
      else expect(text.startsWith(cut.slice(0, -1)) && cut.endsWith('…')).toBe(true);
      expect(Buffer.from(cut).toString()).not.toContain('\ufffd');
    }),
  );
});
