import fc from 'fast-check';
import { ID_PATTERN, makeId, timeOf } from './id';

const instant = fc.integer({ min: 0, max: 32 ** 9 - 1 });
const randomness = fc.array(fc.nat(31), { minLength: 11, maxLength: 11 });

test('an id is 20 characters that nobody misreads', () => {
  fc.assert(
    fc.property(instant, randomness, (at, random) => {
      expect(makeId(at, random)).toMatch(ID_PATTERN);
      expect(timeOf(makeId(at, random))).toBe(at);
    }),
  );
  expect(makeId(Date.UTC(2026, 10, 23), new Array(11).fill(31))).toHaveLength(20);
});

test('later ids sort behind earlier ones, whatever their random part', () => {
  fc.assert(
    fc.property(instant, instant, randomness, randomness, (a, b, x, y) => {
      fc.pre(a !== b);
      expect(makeId(a, x) < makeId(b, y)).toBe(a < b);
    }),
  );
});

test('of one moment they differ by their random part', () => {
  fc.assert(
    fc.property(instant, randomness, randomness, (at, x, y) => {
      expect(makeId(at, x) === makeId(at, y)).toBe(x.join() === y.join());
    }),
  );
});

test('whole bytes are as good as five bits', () => {
  expect(makeId(1, new Uint8Array(11).fill(255))).toBe(makeId(1, new Array(11).fill(31)));
});

test.each([
  '',
  '0'.repeat(19),
  '0'.repeat(21),
  'i'.repeat(20),
  'l'.repeat(20),
  'o'.repeat(20),
  'u'.repeat(20),
  'A'.repeat(20),
  `${'0'.repeat(20)}\n`,
  `0000000000000000000'`,
])('%j is none', (text) => {
  expect(text).not.toMatch(ID_PATTERN);
});
