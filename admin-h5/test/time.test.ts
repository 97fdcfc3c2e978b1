import { DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { ago, span, untilDue } from '../src/lib/time';

const NOW = 1_700_000_000_000;

// The same edges as on the phone (miniapp's due.test.ts): one ticket, one number.
test.each([
  [2 * DAY - 1, '剩 2 天', '2 d left'],
  [2 * DAY - MINUTE, '剩 1 天 23 小时', '1 d 23 h left'],
  [2 * DAY, '剩 2 天', '2 d left'],
  [DAY - MINUTE, '剩 23 小时 59 分钟', '23 h 59 min left'],
  [HOUR - MINUTE, '剩 59 分钟', '59 min left'],
  [0, '剩 1 分钟', '1 min left'],
  [-(2 * DAY - HOUR), '超 1 天 23 小时', '1 d 23 h late'],
])('%i ms before the promise', (left, zh, en) => {
  expect(untilDue(NOW + left, NOW, 'zh')).toBe(zh);
  expect(untilDue(NOW + left, NOW, 'en')).toBe(en);
});

test('what is past is as far off as it is', () => {
  expect(ago(NOW - 1, NOW, 'zh')).toBe('刚刚');
  expect(ago(NOW - 1.9 * HOUR, NOW, 'zh')).toBe('1 小时前');
});

test('a promise that was set loses nothing', () => {
  expect(span(36 * HOUR, 'zh')).toBe('36 小时');
  expect(span(90 * MINUTE, 'en')).toBe('90 min');
  expect(span(5 * DAY, 'zh')).toBe('5 天');
});
