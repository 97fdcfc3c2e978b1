import { cookieName, isState, newState, readState, STATE_LASTS } from './state';

const KEY = 'a key for tests, thirty-two characters long';
const WAY = { accountId: 'a1', to: '/admin/work?x=1' };
const NOW = 1_800_000_000_000;

test('what begins here ends here, for ten minutes', () => {
  const { state, cookie } = newState(KEY, WAY, NOW);
  expect(isState(state)).toBe(true);
  expect(cookie).toMatchObject({ name: cookieName(state), seconds: 600 });
  expect(cookie.value).toMatch(/^[\w.-]+$/);
  expect(readState(KEY, 'a1', state, cookie.value, NOW)).toBe(WAY.to);
  expect(readState(KEY, 'a1', state, cookie.value, NOW + STATE_LASTS - 1)).toBe(WAY.to);
  expect(readState(KEY, 'a1', state, cookie.value, NOW + STATE_LASTS)).toBeNull();
});

test('nothing else does', () => {
  const { state, cookie } = newState(KEY, WAY, NOW);
  const other = newState(KEY, WAY, NOW);
  expect(other.state).not.toBe(state);
  const [random = '', until = '', to = ''] = cookie.value.split('.');
  const evil = Buffer.from('https://evil.example').toString('base64url');
  const later = (NOW + 9 * STATE_LASTS).toString(36);
  for (const value of [
    undefined,
    '',
    '..',
    'x',
    other.cookie.value,
    [random, until, evil].join('.'),
    [random, later, to].join('.'),
    [`${random}A`, until, to].join('.'),
    `${cookie.value}.more`,
    `${until}.${random}.${to}`,
  ])
    expect(readState(KEY, 'a1', state, value, NOW)).toBeNull();
  expect(readState(KEY, 'a2', state, cookie.value, NOW)).toBeNull();
  expect(readState('another key', 'a1', state, cookie.value, NOW)).toBeNull();
  expect(readState(KEY, 'a1', other.state, cookie.value, NOW)).toBeNull();
});

test.each(['', 'abc', 'g'.repeat(64), 'A'.repeat(64), 'a'.repeat(65)])('%j is no state', (state) =>
  expect(isState(state)).toBe(false),
);
