import { expect, test } from '@jest/globals';
import { dayOf } from './day';

const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-23T18:00:00');
const ticket = (completed: string | null, arrived: string | null, minutes: number, stars: number | null) => ({
  completedAt: completed === null ? null : at(completed),
  arrivedAt: arrived === null ? null : at(arrived),
  dueAt: at('2026-11-23T12:00:00'),
  workMinutes: minutes,
  stars,
});

test('counts what was completed today, and only that', () => {
  const tickets = [
    ticket('2026-11-23T11:00:00', '2026-11-23T10:00:00', 40, 5),
    ticket('2026-11-23T13:00:00', '2026-11-23T12:30:00', 20, null),
    ticket('2026-11-22T23:59:00', '2026-11-22T20:00:00', 90, 1),
    ticket(null, '2026-11-23T17:00:00', 15, null),
  ];
  expect(dayOf(tickets, now, 480)).toEqual({ done: 2, arrived: 3, minutes: 60, onTime: 1, stars: 5 });
});

test('a day without work has no rating', () => {
  expect(dayOf([], now, 480)).toEqual({ done: 0, arrived: 0, minutes: 0, onTime: 0, stars: null });
});
