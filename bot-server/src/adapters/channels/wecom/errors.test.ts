import { isSorted, sortError } from './errors';

/** Everything that the platform's list of codes names for what we do (90313). */
const LISTED = `
-1 40001 40013 40014 40003 60111 40004 40005 40006 40007 40008 40029 42003 42022 40031 40032 40035 40058 40063
40050 86001 86003 86004 86006 86007 86008 86215 86216 86220 86207 40054 40055 50001 40056 301002 40066 40068
40093 42012 41001 41002 41004 41008 41009 41011 41016 41033 42001 42013 42014 42015 42016 42017 42018 42019 42020
42027 42028 42029 42030 42031 42032 42033 42034 42035 42036 42037 42038 42039 42040 42041 42042 42043 42044 42045
42046 42047 42048 42049 42050 42051 42052 43012 44001 44004 45001 45002 45008 45009 45033 45034 48001 48002 48006
48009 50002 50003 60003 60004 60011 60020 60021 60102 60140 81012 81013 82001 82002 82003 82101 82102 85002
90201 90202 90203 90204 90205 90206 90207 90208 93000 830002
-40001 -40002 -40003 -40004 -40005 -40006 -40007 -40008 -40009 -40010 -40011`
  .trim()
  .split(/\s+/)
  .map(Number);

test.each(LISTED)('%d is sorted', (code) => {
  expect(isSorted(code)).toBe(true);
});

test.each([
  [-1, 'later'],
  [42001, 'later'],
  [60111, 'person'],
  [81013, 'person'],
  [60021, 'person'],
  [40001, 'account'],
  [43012, 'account'],
  [60020, 'account'],
  [48009, 'account'],
  [60011, 'account'],
  [93000, 'account'],
  [60140, 'content'],
  [42014, 'content'],
  [42052, 'content'],
  [42045, 'content'],
] as const)('%d: %s', (code, kind) => {
  expect(sortError(code, 'said')).toEqual({ kind, code: String(code), message: 'said' });
});

test('too many calls: wait a minute', () => {
  expect(sortError(45009, '')).toMatchObject({ kind: 'later', wait: 60_000 });
});

test('a code that nobody has heard of may pass', () => {
  expect(isSorted(99_999)).toBe(false);
  expect(sortError(99_999, '').kind).toBe('later');
});
