import { badCharacters, depthOf } from './body';

test.each([
  ['{}', 1],
  ['[[[]]]', 3],
  ['{"a":[{"b":1}]}', 3],
  ['"[[[["', 0],
  ['{"a":"\\"[[["}', 1],
  ['[]{}[]', 1],
])('%s nests %d deep', (text, depth) => expect(depthOf(text)).toBe(depth));

test.each([
  [{ a: 'fine 😀' }, null],
  [{ a: { b: ['x', 'y\0'] } }, 'a.b.1'],
  [{ a: 'half \ud83d' }, 'a'],
  ['\0', ''],
  [JSON.parse('{"a":{"__proto__":1}}'), 'a'],
])('%j: first unfit text is at %j', (value, path) => expect(badCharacters(value, '')).toBe(path));
