import { en } from '../src/text/en';
import { zh } from '../src/text/zh';

type Leaf = readonly [string, unknown];
const leaves = (tree: unknown, path = ''): Leaf[] =>
  typeof tree === 'object' && tree !== null
    ? Object.entries(tree).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
    : [[path, tree]];

const said = (value: unknown) =>
  typeof value === 'function' ? String((value as (...args: unknown[]) => unknown)(3, 2, 1)) : String(value);

test('both languages say the same things, none of them empty', () => {
  const [chinese, english] = [leaves(zh), leaves(en)];
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  for (const [path, value] of [...chinese, ...english]) expect([path, said(value).trim()]).not.toEqual([path, '']);
});

test('the English is English, the Chinese Chinese', () => {
  for (const [path, value] of leaves(en)) expect([path, /[\u3400-\u9fff]/.test(said(value))]).toEqual([path, false]);
  const foreign = leaves(zh).filter(([, value]) => !/[\u3400-\u9fff\d]/.test(said(value)));
  expect(foreign.map(([path]) => path)).toEqual([]);
});
