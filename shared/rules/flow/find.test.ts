import { BRANCHED } from '../../testing/sample';
import { branch, dispatch, end, start, task } from '../../testing/template';
import { after, nodeIn, nodesOf } from './find';

const flow = [start('a'), branch('b', [dispatch('c'), branch('d', [task('e')])], [task('f')]), end('g')];
const ids = (nodes: readonly { readonly id: string }[] | undefined) => nodes?.map((node) => node.id).join('');

test('nodes are read from top to bottom, arms included', () => {
  expect(ids(nodesOf(flow))).toBe('abcdefg');
  expect(nodesOf([])).toEqual([]);
});

test('a node is found wherever it stands', () => {
  for (const id of 'abcdefg') expect(nodeIn(flow, id)?.id).toBe(id);
  expect(nodeIn(flow, 'h')).toBeUndefined();
  expect(nodeIn(flow, 'constructor')).toBeUndefined();
});

test.each([
  ['a', 'bg'],
  ['b', 'g'],
  ['c', 'dg'],
  ['d', 'g'],
  ['e', 'g'],
  ['f', 'g'],
  ['g', ''],
])('after %s comes "%s"', (id, rest) => {
  expect(ids(after(flow, id))).toBe(rest);
});

test('nothing is after a node that is not there', () => {
  expect(after(BRANCHED.flow, 'nowhere')).toBeUndefined();
});
