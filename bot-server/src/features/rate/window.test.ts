import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import fc from 'fast-check';
import { type Counted, inLastMinute, minuteOf, NOTHING, secondsUntil, together, turned } from './window';

const NOON = 30_000_000 * MINUTE;
const counted = fc.record({ minute: fc.constant(minuteOf(NOON)), count: fc.nat(5000), before: fc.nat(5000) });

test('the minute before fades as this one goes on', () => {
  const full: Counted = { minute: minuteOf(NOON), count: 60, before: 0 };
  expect(inLastMinute(full, NOON)).toBe(60);
  expect(inLastMinute(full, NOON + MINUTE)).toBe(60);
  expect(inLastMinute(full, NOON + MINUTE + 15 * SECOND)).toBe(45);
  expect(inLastMinute(full, NOON + 2 * MINUTE)).toBe(0);
});

test('whoever waits as long as told may ask again, and a second earlier might not', () => {
  fc.assert(
    fc.property(counted, fc.integer({ min: 1, max: 3000 }), fc.nat(MINUTE - 1), (each, most, into) => {
      const now = NOON + into;
      const wait = secondsUntil(each, most, now);
      const fits = (seconds: number) => inLastMinute(each, now + seconds * SECOND) + 1 <= most;
      expect(fits(wait)).toBe(true);
      if (wait > 0) expect(fits(wait - 1)).toBe(false);
    }),
  );
});

test('evenly asked at the limit is never refused; twice as often, half of it is', () => {
  const most = 120;
  const served = (gap: number) => {
    let here: Counted = NOTHING;
    let done = 0;
    for (let now = NOON; now < NOON + 10 * MINUTE; now += gap) {
      if (secondsUntil(here, most, now) > 0) continue;
      const turn = turned(here, minuteOf(now));
      here = { ...turn, count: turn.count + 1 };
      done += 1;
    }
    return done / 10;
  };
  expect(served(MINUTE / (most - 1))).toBeGreaterThan(most - 2);
  expect(served(MINUTE / (2 * most))).toBeLessThanOrEqual(most + most / 10);
});

test('counted by several is as if counted by one', () => {
  fc.assert(
    fc.property(fc.array(counted, { maxLength: 5 }), fc.nat(2), (all, later) => {
      const minute = minuteOf(NOON) + later;
      const sum = together(all, minute);
      const each = all.map((one) => turned(one, minute));
      expect(sum.count).toBe(each.reduce((total, { count }) => total + count, 0));
      expect(sum.before).toBe(each.reduce((total, { before }) => total + before, 0));
    }),
  );
});
