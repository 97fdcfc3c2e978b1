import { describe, expect, test } from '@jest/globals';
import { whenIn } from './when';

const CHINA = 480;
const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-23T13:40:00');

describe('when', () => {
  test.each([
    ['2026-11-23T18:05:00', '今天 18:05', 'today 18:05'],
    ['2026-11-24T00:00:00', '明天 00:00', 'tomorrow 00:00'],
    ['2026-11-22T23:59:00', '昨天 23:59', 'yesterday 23:59'],
    ['2026-12-02T09:30:00', '12月2日 09:30', 'Dec 2, 09:30'],
    ['2027-01-02T09:30:00', '2027年1月2日 09:30', 'Jan 2 2027, 09:30'],
  ])('%s', (moment, zh, en) => {
    expect(whenIn('zh-CN', at(moment), now, CHINA)).toBe(zh);
    expect(whenIn('en', at(moment), now, CHINA)).toBe(en);
  });

  test('the day is the organization’s, wherever the phone is', () => {
    expect(whenIn('zh-CN', at('2026-11-24T00:30:00'), now, 0)).toBe('今天 16:30');
  });
});
