import { guestName, tagOf } from './guestName';

const called = (name: string, erasedAt: number | null = null) =>
  (['zh-CN', 'en'] as const).map((locale) => guestName({ name, erasedAt }, locale));

test('whoever reads of a guest does so in their own language', () => {
  expect(tagOf('7c3a90ffee')).toBe('7C3A');
  expect(called('7C3A')).toEqual(['访客7C3A', 'Guest 7C3A']);
});

test('what an earlier version wrote is told safely: the word and four letters, nothing else', () => {
  expect(called('访客7C3A')).toEqual(['访客7C3A', 'Guest 7C3A']);
  for (const name of ['访客', '访客王', '访客7C3A5', '访客7c3a', 'x7C3A', '访客中心'])
    expect(called(name)).toEqual([name, name]);
});

test('whoever was erased is nobody, whatever stands there', () =>
  expect(called('访客7C3A', 1)).toEqual(['已删除用户', 'Erased user']));
