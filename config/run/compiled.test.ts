// What is compiled again is what it would be if it were compiled for the first time.
import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import './compiled.cjs';

const made = (code: string, parameters: string[] = ['a', 'b']) =>
  vm.compileFunction(code, parameters, { filename: '/a file.js' });

test('the same text again is taken from what was kept, and does the same', () => {
  expect([made('return a + b;'), made('return a + b;')].map((one) => [one(1, 2), one.cachedDataRejected])).toEqual([
    [3, undefined],
    [3, false],
  ]);
});

test('another text of the same length and other parameters are not', () => {
  expect(made('return a + b;')(1, 2)).toBe(3);
  expect(made('return a - b;')(1, 2)).toBe(-1);
  expect(made('return a - b;', ['b', 'a'])(1, 2)).toBe(1);
  expect(made('return a - b;')(1, 2)).toBe(-1);
});

test('what has no file, and what cannot be read, is as Node has it', () => {
  expect(vm.compileFunction('return 1;')()).toBe(1);
  expect(() => made('return (;')).toThrow(/^Unexpected token/);
});
