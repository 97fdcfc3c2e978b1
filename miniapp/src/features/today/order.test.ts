import { expect, test } from '@jest/globals';
import { type Order, ordered } from './order';

const item = (name: string, dueAt: number, priority: 'low' | 'normal' | 'high' | 'urgent', metres: number | null) => ({
  ticket: { dueAt, priority },
  name,
  metres,
});
const items = [
  item('far', 1, 'low', 900),
  item('near', 4, 'normal', 40),
  item('nowhere', 2, 'urgent', null),
  item('near too', 3, 'urgent', 40),
  item('nowhere, later', 5, 'high', null),
];

test.each<[Order, string[]]>([
  ['due', ['far', 'nowhere', 'near too', 'near', 'nowhere, later']],
  ['near', ['near too', 'near', 'far', 'nowhere', 'nowhere, later']],
  ['priority', ['nowhere', 'near too', 'nowhere, later', 'near', 'far']],
])('by %s', (order, names) => {
  expect(ordered(items, order, ({ metres }) => metres).map(({ name }) => name)).toEqual(names);
});
