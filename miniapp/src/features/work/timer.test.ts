import { expect, test } from '@jest/globals';
import { clockSince, minutesSince } from './timer';

test.each([
  [0, 1, '00:00:00'],
  [1_000, 1, '00:00:01'],
  [60_000, 1, '00:01:00'],
  [60_001, 2, '00:01:00'],
  [3_723_000, 63, '01:02:03'],
  [-90_000, 1, '00:00:00'],
  [100 * 3_600_000, 1440, '100:00:00'],
])('%s ms on: %s minutes, %s', (passed, minutes, clock) => {
  expect(minutesSince(1_000_000, 1_000_000 + passed)).toBe(minutes);
  expect(clockSince(1_000_000, 1_000_000 + passed)).toBe(clock);
});
