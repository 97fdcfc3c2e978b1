import type { FormValues } from '../../model/field';
import { field } from '../../testing/template';
import { visibleFields } from './visible';

const fields = [
  field('c', 'text', { visibleWhen: { op: 'filled', fact: 'values.b' } }),
  field('b', 'text', { visibleWhen: { op: 'filled', fact: 'values.a' } }),
  field('a', 'text'),
  field('d', 'text', { visibleWhen: { op: 'empty', fact: 'values.b' } }),
  field('later', 'text', { node: 'repair' }),
];
const shown = (values: FormValues) => visibleFields(fields, 'report', values).map((one) => one.key);

test.each<readonly [string, FormValues, readonly string[]]>([
  ['nothing yet', {}, ['a', 'd']],
  ['one after the other', { a: '1' }, ['b', 'a', 'd']],
  ['down the chain, whichever order the fields have', { a: '1', b: '2' }, ['c', 'b', 'a']],
  ['a hidden answer shows nothing', { b: '2' }, ['a', 'd']],
  ['nor does it hide anything', { b: '2', c: '3', d: '4' }, ['a', 'd']],
  ['an emptied answer is none', { a: '', b: '2' }, ['a', 'd']],
])('%s', (_, values, keys) => {
  expect(shown(values)).toEqual(keys);
});

test('another node’s fields stay there', () => {
  expect(visibleFields(fields, 'repair', {}).map((one) => one.key)).toEqual(['later']);
  expect(visibleFields(fields, 'nowhere', {})).toEqual([]);
});

test('conditions that go round in a circle come to an end', () => {
  const circle = [
    field('a', 'text', { visibleWhen: { op: 'empty', fact: 'values.b' } }),
    field('b', 'text', { visibleWhen: { op: 'filled', fact: 'values.a' } }),
  ];
  expect(visibleFields(circle, 'report', { a: '1', b: '2' }).length).toBeLessThanOrEqual(2);
});
