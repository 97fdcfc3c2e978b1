// Where the steps of the clock lead, in China's time.
import { ahead, HOUR, MINUTE, next, stamp, tomorrow } from './clock';

const at = (text: string) => Date.parse(`${text}+08:00`);

test.each([
  ['before it', '2026-03-01T09:00', '2026-03-01T22:30'],
  ['at it: the next one', '2026-03-01T22:30', '2026-03-02T22:30'],
  ['after it', '2026-03-01T23:59', '2026-03-02T22:30'],
  ['after midnight', '2026-03-02T00:10', '2026-03-02T22:30'],
])('22:30, %s', (_name, now, then) => expect(next(at(now), 22, 30)).toBe(at(then)));

test.each([
  ['in the evening', '2026-02-28T22:30', '2026-03-01T08:00'],
  ['before eight in the morning: not today', '2026-03-01T07:00', '2026-03-02T08:00'],
])('8:00 tomorrow, %s', (_name, now, then) => expect(tomorrow(at(now), 8)).toBe(at(then)));

test.each([
  [0, ''],
  [10 * MINUTE, '+10 min'],
  [26 * HOUR + 5 * MINUTE, '+1 d 2 h 5 min'],
  [-HOUR, '−1 h'],
  [20_000, ''],
])('%d ms ahead', (offset, words) => expect(ahead(offset, ['d', 'h', 'min'])).toBe(words));

test('a time of today is a time, of another day a day and a time', () => {
  expect(stamp(at('2026-03-01T09:05'), at('2026-03-01T10:00'), 'zh')).toBe('09:05');
  expect(stamp(at('2026-02-28T09:05'), at('2026-03-01T10:00'), 'zh')).toMatch(/2月28日.* 09:05/);
});
