import { codeOf, ERRORS, sortError } from './errors';

/** Everything that the platform's lists of codes name for what we do. */
const LISTED = `-1 88 40001 40014 42001 41001 40035 40078 40089 400002 43004 33012 50002 52013 60003 60011 60020 60121
90002 90018 90020 invalidClientIdOrSecret AccessTokenPermissionDenied IpNotInWhiteList QpsLimitForApi
QpsLimitForAppkeyAndApi QpmLimitForAppkeyAndApi QpmLimitForSuitekeyAndOrgAndApi ApiCountLimitForOrg 1111`
  .trim()
  .split(/\s+/);

test.each(LISTED)('%s is sorted', (code) => expect(Object.hasOwn(ERRORS, code)).toBe(true));

test.each([
  ['-1', 'later'],
  ['42001', 'later'],
  ['60121', 'person'],
  ['33012', 'person'],
  ['50002', 'person'],
  ['40089', 'account'],
  ['60011', 'account'],
  ['60020', 'account'],
  ['90020', 'account'],
  ['invalidClientIdOrSecret', 'account'],
  ['Forbidden.AccessDenied.AccessTokenPermissionDenied', 'account'],
  ['Forbidden.AccessDenied.IpNotInWhiteList', 'account'],
  ['Forbidden.AccessDenied.ApiCountLimitForOrg', 'account'],
  ['40078', 'content'],
] as const)('%s: %s', (code, kind) => {
  expect(sortError(code, 'said')).toEqual({ kind, code: codeOf(code), message: 'said' });
});

test.each([
  ['90018', 1000],
  ['90002', 60_000],
  ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 1000],
  ['Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi', 60_000],
  ['1111', 300_000],
])('%s: later, not before %d ms', (code, wait) => {
  expect(sortError(code, '')).toMatchObject({ kind: 'later', wait });
});

test('a code that nobody has heard of may pass; ours fits its column, and is never another platform’s', () => {
  for (const code of ['99999', 'constructor', 'some.thing.new', '', 'x'.repeat(200)]) {
    expect(sortError(code, '').kind).toBe('later');
    expect(codeOf(code)).toMatch(/^ding_.{0,35}$/);
  }
});
