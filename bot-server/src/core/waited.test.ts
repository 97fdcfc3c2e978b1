import { DAY, MINUTE } from '@paidan/shared/kernel/time';
import { systemScope, tenantOf } from './scope';
import { waited } from './waited';

const NOW = Date.UTC(2026, 10, 27, 3);
const scope = systemScope(tenantOf('t'));

test.each([
  ['a minute ago', MINUTE, true],
  ['a fortnight ago', 14 * DAY, true],
  ['just now', MINUTE - 1, false],
  ['in the future: a clock that is ahead', -MINUTE, false],
  ['years ago: a clock that was never set', 9_000 * DAY, false],
])('%s', (_, ago, told) => {
  expect(waited({ ...scope, doneAt: NOW - ago }, NOW)).toEqual(told ? { doneAt: NOW - ago } : {});
});

test('nothing said', () => {
  expect(waited(scope, NOW)).toEqual({});
});
