import type { AccountKind, Via } from '../../kinds';
import { wayInstead, wayOf } from './way';

test.each<readonly [Via, readonly AccountKind[], Via | null]>([
  ['wecom', ['wecom', 'wechat'], 'wecom'],
  ['wechat', ['wecom', 'wechat'], 'wechat'],
  ['wechat', ['wecom'], 'wecom'],
  ['wecom', ['wechat'], 'wechat'],
  ['wecom', ['wecomGroup'], null],
  ['wechat', [], null],
])('prefers %s, is reached by %j: %s', (preferred, reaching, expected) => {
  expect(wayOf(preferred, reaching)).toBe(expected);
});

test.each<readonly [AccountKind, readonly AccountKind[], Via | null]>([
  ['wechat', ['wechat', 'wecom'], 'wecom'],
  ['wechat', ['wechat'], null],
  ['wechat', ['wechat', 'wecomGroup'], null],
  ['wecom', ['wechat', 'wecom'], null],
  ['wecomGroup', ['wecom'], null],
])('no leave by %s, is reached by %j: %s instead', (tried, reaching, expected) => {
  expect(wayInstead(tried, reaching)).toBe(expected);
});
