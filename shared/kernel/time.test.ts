import { civilDay, civilMinute, DAY, HOUR, MINUTE, SECOND } from './time';

const CHINA = 480;
const at = Date.UTC(2026, 10, 23, 15, 59, 59, 999);

test.each([
  ['the last moment of a day in China', at, CHINA, '2026-11-23', '2026-11-23 23:59'],
  ['the first moment of the next', at + 1, CHINA, '2026-11-24', '2026-11-24 00:00'],
  ['the same in UTC', at + 1, 0, '2026-11-23', '2026-11-23 16:00'],
  ['west of Greenwich', at + 1, -16 * 60, '2026-11-23', '2026-11-23 00:00'],
  ['a quarter of an hour off', at + 1, 345, '2026-11-23', '2026-11-23 21:45'],
  ['a leap day', Date.UTC(2028, 1, 28, 16), CHINA, '2028-02-29', '2028-02-29 00:00'],
  ['the beginning', 0, 0, '1970-01-01', '1970-01-01 00:00'],
])('%s', (_, instant, offset, day, minute) => {
  expect(civilDay(instant, offset)).toBe(day);
  expect(civilMinute(instant, offset)).toBe(minute);
});

test('a day is made of hours, minutes and seconds', () => {
  expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1000, 60_000, 3_600_000, 86_400_000]);
});
