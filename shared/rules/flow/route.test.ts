import { factsIn } from '../../kernel/condition';
import type { Json } from '../../kernel/json';
import { BRANCHED, REPAIR } from '../../testing/sample';
import { branch, dispatch, end, node, start, task } from '../../testing/template';
import { next } from './route';

const restAfter = (from: string, facts: Json, flow = BRANCHED.flow) => next(flow, from, factsIn(facts)).id;

describe('straight on', () => {
  test.each([
    ['report', 'dispatch'],
    ['dispatch', 'repair'],
    ['repair', 'accept'],
    ['accept', 'rate'],
    ['rate', 'end'],
  ])('after %s the ticket rests at %s', (from, to) => {
    expect(restAfter(from, {}, REPAIR.flow)).toBe(to);
  });
});

describe('at branches', () => {
  const urgent = (category: string | null, more = {}) => ({ priority: 'urgent', values: { category, ...more } });
  test.each<readonly [string, string, Json, string]>([
    ['a trifle ends at once', 'report', { priority: 'low', values: { category: '其他' } }, 'dismissed'],
    ['a small leak is no trifle', 'report', { priority: 'low', values: { category: '水' } }, 'dispatch'],
    ['nothing known is no trifle', 'report', {}, 'dispatch'],
    ['an urgent one goes to the lead', 'repair', urgent('电'), 'leadAccept'],
    ['an urgent leak goes on to the worker', 'leadAccept', urgent('水'), 'drySworn'],
    ['another urgent one to the requester', 'leadAccept', urgent('电'), 'accept'],
    ['out of two arms at once, into the next branch', 'drySworn', urgent('水', { spilt: '走廊' }), 'cleanDispatch'],
    ['out of two arms at once, past the next branch', 'drySworn', urgent('水', { spilt: '' }), 'accept'],
    ['out of an arm', 'clean', {}, 'accept'],
  ])('%s', (_, from, facts, to) => {
    expect(restAfter(from, facts)).toBe(to);
  });

  test('the first arm that holds is taken', () => {
    const arms = ['first', 'second'].map((id) => ({ when: { op: 'always' } as const, steps: [dispatch(id)] }));
    const flow = [start(), node({ id: 'b', kind: 'branch', arms, otherwise: [dispatch('none')] })];
    expect(restAfter('report', {}, flow)).toBe('first');
  });
});

describe('at the end', () => {
  test('a flow that runs out of nodes ends', () => {
    expect(next([start()], 'report', factsIn({}))).toMatchObject({ kind: 'end' });
    expect(next([start(), branch('b', [])], 'report', factsIn({}))).toMatchObject({ kind: 'end' });
  });
  test('an end within an arm ends the whole', () => {
    const flow = [start(), branch('b', [], [end('stop')]), dispatch(), task()];
    expect(restAfter('report', {}, flow)).toBe('stop');
  });
  test('a node that is not there is our own mistake', () => {
    expect(() => restAfter('nowhere', {})).toThrow('no node nowhere');
  });
});
