// Given what was filled in, what is told of it later.
import { field, start, task } from '../../testing/template';
import { didIn } from './did';

const label = { zh: 'x', en: 'x' };
const template = {
  flow: [start(), task('repair'), task('tidy')],
  fields: [
    field('title', 'text'),
    field('fault', 'longText', { node: 'repair' }),
    field('part', 'text', { node: 'repair' }),
    field('photo', 'photo', { node: 'repair' }),
    field('list', 'checklist', {
      node: 'tidy',
      items: [
        { key: 'amps', kind: 'number', label, low: 2, high: 8 },
        { key: 'door', kind: 'tick', label },
      ],
    }),
  ],
};

test.each([
  ['nothing yet', { title: '漏水' }, [], 0],
  [
    'the words of the work, not of the report',
    { title: '漏水', fault: '垫圈老化', part: '垫圈' },
    ['垫圈老化', '垫圈'],
    0,
  ],
  ['blanks say nothing', { fault: ' ', part: '' }, [], 0],
  ['what was out of order counts', { list: { checks: { amps: 9, door: true } } }, [], 1],
  ['what was in order does not', { list: { checks: { amps: 3 } } }, [], 0],
])('%s', (_name, values, words, flags) => {
  expect(didIn(template as never, values as never)).toEqual({ words, flags });
});
