import { makeCounter, makeWindow } from './meter';

const LIMITS = [
  { count: 3, span: 60 },
  { count: 5, span: 600 },
];

test('so many in any span, not in a span of the clock', () => {
  const window = makeWindow();
  const at = (time: number) => window(time, LIMITS);
  expect([0, 1, 2].map(at)).toEqual([true, true, true]);
  expect(at(59)).toBe(false);
  expect(at(61)).toBe(true);
  expect(at(61)).toBe(true);
  expect(at(130)).toBe(false);
  expect(at(700)).toBe(true);
});

test('what was refused does not count', () => {
  const window = makeWindow();
  for (let n = 0; n < 3; n++) window(0, LIMITS);
  for (let n = 0; n < 1000; n++) expect(window(30, LIMITS)).toBe(false);
  expect(window(61, LIMITS)).toBe(true);
});

test('a clock that is set back holds nothing up', () => {
  const window = makeWindow();
  for (let n = 0; n < 3; n++) window(1000, LIMITS);
  expect(window(5, LIMITS)).toBe(true);
});

test('a thousand an hour', () => {
  const window = makeWindow();
  const limits = [{ count: 1000, span: 3600 }];
  const taken = Array.from({ length: 5000 }, (_, n) => window(n, limits)).filter(Boolean);
  expect(taken).toHaveLength(2000);
});

test('counts within a window of the clock', () => {
  const counter = makeCounter();
  expect([counter('a', 1), counter('a', 1), counter('b', 1), counter('a', 2, 5), counter('a', 2)]).toEqual([
    1, 2, 1, 5, 6,
  ]);
});
