import { DAY } from '../../kernel/time';
import { SYSTEM } from '../../testing/people';
import { REPAIR } from '../../testing/sample';
import { lapse } from '../../testing/say';
import { cancelled, closed, done, onSite, reported } from '../../testing/stories';
import { type Act, act, START, ticketAfter } from '../../testing/story';
import { isOverdue } from './overdue';

const DUE = START + DAY;

test.each<readonly [string, readonly Act[], boolean]>([
  ['reported', reported, true],
  ['on site', onSite, true],
  ['told already', [...onSite, act(SYSTEM, lapse('promise'), 2 * DAY)], true],
  ['done', done, false],
  ['closed', closed, false],
  ['cancelled', cancelled, false],
])('%s', (_, story, late) => {
  const ticket = ticketAfter(REPAIR, story);
  expect(isOverdue(ticket, DUE)).toBe(false);
  expect(isOverdue(ticket, DUE + 1)).toBe(late);
});

test('late once does not stay late', () => {
  expect(isOverdue({ ...ticketAfter(REPAIR, closed), overdueAt: DUE } as never, DUE + DAY)).toBe(false);
});
