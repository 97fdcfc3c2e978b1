import fc from 'fast-check';
import { aJson } from '../testing/arbitrary';
import { canonical, type Json } from './json';

test.each<readonly [Json, string]>([
  [null, 'null'],
  [true, 'true'],
  ['水"\\\n\u0001', '"水\\"\\\\\\n\\u0001"'],
  ['\ud800', '"\\ud800"'],
  ['🔧', '"🔧"'],
  [-0, '0'],
  [1e21, '1e+21'],
  [1e-7, '1e-7'],
  [0.1, '0.1'],
  [[], '[]'],
  [{}, '{}'],
  [[1, [2, {}]], '[1,[2,{}]]'],
  [{ b: 1, a: { d: undefined, c: 2 } }, '{"a":{"c":2},"b":1}'],
  [{ '': 1, '10': 2, '9': 3, A: 4, a: 5, é: 6, 水: 7 }, '{"":1,"10":2,"9":3,"A":4,"a":5,"é":6,"水":7}'],
  // by UTF-16 code unit, so that an emoji (d83d…) comes before a private-use character (e000)
  [{ '\ue000': 1, '🔧': 2 }, '{"🔧":2,"\ue000":1}'],
  [JSON.parse('{"__proto__": 1, "constructor": 2}'), '{"__proto__":1,"constructor":2}'],
])('%j is written as %s', (value, text) => {
  expect(canonical(value)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%p is no JSON', (value) => {
  expect(() => canonical({ a: [value] })).toThrow(RangeError);
});

describe('for any JSON', () => {
  test('it reads back as the same, and is written the same again', () => {
    fc.assert(
      fc.property(aJson, (value) => {
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('the order of members makes no difference', () => {
    fc.assert(
      fc.property(aJson, (value) => {
        expect(canonical(reversed(value))).toBe(canonical(value));
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  const members = Object.entries(value as { readonly [key: string]: Json }).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}
