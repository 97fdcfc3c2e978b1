import { DAY, HOUR, MINUTE } from '../../kernel/time';
import { DISPATCHER, REQUESTER, SYSTEM, TECH } from '../../testing/people';
import { BRANCHED, REPAIR } from '../../testing/sample';
import { arrive, comment, complete, lapse, log, reject, report } from '../../testing/say';
import {
  accepted,
  cancelled,
  closed,
  confirmed,
  done,
  offered,
  onSite,
  reported,
  urgentDone,
} from '../../testing/stories';
import { type Act, act, START, ticketAfter } from '../../testing/story';
import { expects } from './expects';

const timers = (story: readonly Act[], template = REPAIR) =>
  expects(ticketAfter(template, story), template).map((timer) => [timer.purpose, timer.stage, timer.dueAt - START]);
const PROMISE = ['promise', 1, DAY];

test.each<readonly [string, readonly Act[], readonly unknown[]]>([
  ['reported', reported, [PROMISE]],
  ['offered', offered, [PROMISE]],
  ['accepted', accepted, [PROMISE]],
  ['on site', onSite, [PROMISE]],
  ['overdue: told once', [...onSite, act(SYSTEM, lapse('promise'), 2 * DAY)], []],
  ['done: only the answer is awaited', done, [['autoConfirm', 1, 4 * MINUTE + 3 * DAY]]],
  ['a comment puts nothing off', [...done, act(REQUESTER, comment(), DAY)], [['autoConfirm', 1, 4 * MINUTE + 3 * DAY]]],
  ['sent back: the promise holds again', [...done, act(REQUESTER, reject())], [PROMISE]],
  [
    'done again: the answer has its full time again',
    [...done, act(REQUESTER, reject(), HOUR), act(TECH, arrive()), act(TECH, complete())],
    [['autoConfirm', 1, HOUR + 6 * MINUTE + 3 * DAY]],
  ],
  ['confirmed', confirmed, [['autoClose', 1, 5 * MINUTE + 7 * DAY]]],
  ['closed', closed, []],
  ['cancelled', cancelled, []],
])('%s', (_, story, expected) => {
  expect(timers(story)).toEqual(expected);
});

test('an urgent one is promised sooner', () => {
  expect(timers([act(REQUESTER, report({ priority: 'urgent' }), 0)])).toEqual([['promise', 1, 2 * HOUR]]);
});

test('where the flow sets no time, the answer is awaited for ever', () => {
  expect(timers(urgentDone, BRANCHED)).toEqual([]);
});

test('what is said in between asks for nothing else', () => {
  const talk = [act(TECH, log('看过')), act(DISPATCHER, comment())];
  expect(timers([...onSite, ...talk])).toEqual(timers(onSite));
});
