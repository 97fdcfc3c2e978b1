import { fill, type Locale, words } from './index';
import { withLengths } from './lengths';

const message = (locale: Locale, code: 'outside_fence' | 'position_vague', data: Readonly<Record<string, number>>) =>
  fill(words(locale).refusals[code], withLengths(locale, code, data));

test.each([
  [860, '不在签到范围内：距现场 860 米，要求 150 米以内', 'Outside the check-in area: 860 m away, 150 m allowed'],
  [
    196_584,
    '不在签到范围内：距现场 196.6 公里，要求 150 米以内',
    'Outside the check-in area: 196.6 km away, 150 m allowed',
  ],
])('%d metres from the site', (distance, chinese, english) => {
  expect(message('zh-CN', 'outside_fence', { distance, radius: 150 })).toBe(chinese);
  expect(message('en', 'outside_fence', { distance, radius: 150 })).toBe(english);
});

test('a position that may be anywhere within kilometres', () => {
  expect(message('zh-CN', 'position_vague', { accuracy: 3200 })).toContain('约 3.2 公里');
  expect(message('en', 'position_vague', { accuracy: 3200 })).toContain('3.2 km');
});

test('other data, and data that are no numbers, are left alone', () => {
  expect(withLengths('en', 'taken', { distance: 5000 })).toEqual({ distance: 5000 });
  expect(withLengths('en', 'outside_fence', { distance: 'far', radius: 2000 })).toEqual({
    distance: 'far',
    radius: '2 km',
  });
  expect(withLengths('en', 'outside_fence', undefined)).toBeUndefined();
});
