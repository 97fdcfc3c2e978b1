import { describe, expect, test } from '@jest/globals';
import type { ActionView } from '@paidan/shared/contract/ticket';
import type { TicketView } from '@paidan/shared/model/ticket';
import { stageOf, stationsOf } from './stage';

const none = { acceptedAt: null, departedAt: null, arrivedAt: null, completedAt: null, endedAt: null, createdAt: 1 };
const ticket = (work: string | null, more: object = {}) =>
  ({ phase: 'active', work: work === null ? [] : [{ kind: work }], ...none, ...more }) as unknown as TicketView;
const may = (command: string): ActionView[] => [{ command, enabled: true }];

describe('the stage', () => {
  test.each<[string, TicketView, ActionView[], string]>([
    ['nobody yet', ticket('dispatch', { phase: 'open' }), [], 'dispatch'],
    ['in the pool', ticket('offer', { phase: 'open' }), [], 'offer'],
    ['assigned, not accepted', ticket('task'), [], 'offer'],
    ['accepted', ticket('task', { acceptedAt: 2 }), [], 'accepted'],
    ['on the way', ticket('task', { acceptedAt: 2, departedAt: 3 }), [], 'departed'],
    ['there', ticket('task', { acceptedAt: 2, arrivedAt: 4 }), [], 'working'],
    ['mine to confirm', ticket('accept', { phase: 'done' }), may('ticket.confirm'), 'acceptMe'],
    ['another’s to confirm', ticket('accept', { phase: 'done' }), [], 'accept'],
    ['mine to rate', ticket('rate', { phase: 'done' }), may('ticket.rate'), 'rateMe'],
    ['over', ticket(null, { phase: 'closed' }), [], 'closed'],
    ['cancelled', ticket(null, { phase: 'cancelled' }), [], 'cancelled'],
  ])('%s', (_, given, actions, expected) => {
    expect(stageOf(given, actions)).toBe(expected);
  });
});

describe('the stations', () => {
  const passed = (given: TicketView) =>
    stationsOf(given)
      .filter((one) => one.passed)
      .map(({ station }) => station);
  test.each<[string, TicketView, string[]]>([
    ['reported', ticket('dispatch'), ['reported']],
    ['at work', ticket('task', { acceptedAt: 2, arrivedAt: 3 }), ['reported', 'accepted', 'arrived']],
    [
      'done without checking in: the station counts as passed',
      ticket('accept', { acceptedAt: 2, completedAt: 4 }),
      ['reported', 'accepted', 'arrived', 'completed'],
    ],
    [
      'sent back: no longer repaired',
      ticket('task', { acceptedAt: 2, arrivedAt: 3, completedAt: 4 }),
      ['reported', 'accepted', 'arrived'],
    ],
    ['cancelled at once', ticket(null, { phase: 'cancelled', endedAt: 9 }), ['reported', 'ended']],
    [
      'cancelled when it had been accepted',
      ticket(null, { phase: 'cancelled', acceptedAt: 2, endedAt: 9 }),
      ['reported', 'accepted', 'ended'],
    ],
  ])('%s', (_, given, expected) => {
    expect(passed(given)).toEqual(expected);
  });
});
