import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import { TEST_KEY } from '../../../test/support/server';
import { makeHide } from '../../core/hidden';
import type { Store } from '../../store/unit';
import { ACCOUNT_FAILS, ADDRESS_FAILS, beginAttempt, endAttempt, WINDOW } from './lockout';

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  const hide = makeHide(TEST_KEY);
  const HERE = '203.0.113.9';
  const NOW = 1_800_000_000_000;
  const attempt = (login: string, address = HERE) => ({ org: 'cuihu', login, address, hide });
  const failsOf = async (login: string, times: number, address = HERE) => {
    for (let i = 0; i < times; i++) await beginAttempt(store, attempt(login, address), NOW);
  };

  test('strangers close an account to where they are, and not to whoever it belongs to', async () => {
    await failsOf('front', ACCOUNT_FAILS);
    expect(await beginAttempt(store, attempt('front'), NOW)).toBe(NOW + WINDOW);
    expect(await beginAttempt(store, attempt('front', '198.51.100.7'), NOW)).toBeNull();
    // Nor are others who sit where they are kept out.
    expect(await beginAttempt(store, attempt('dispatch'), NOW)).toBeNull();
    // Control: at the same address it is closed for the whole time, and open after it.
    expect(await beginAttempt(store, attempt('front'), NOW + WINDOW - SECOND)).toBe(NOW + WINDOW);
    expect(await beginAttempt(store, attempt('front'), NOW + WINDOW)).toBeNull();
  });

  test('whoever tries one account after the other from one address is stopped as well', async () => {
    const address = '198.51.100.20';
    const logins = Array.from({ length: ADDRESS_FAILS }, (_unused, i) => `guess${i}`);
    for (const login of logins) await failsOf(login, 1, address);
    expect(await beginAttempt(store, attempt('one-more', address), NOW)).toBe(NOW + WINDOW);
    expect(await beginAttempt(store, attempt('one-more', '198.51.100.21'), NOW)).toBeNull();
  });

  test('a right password begins the account’s count anew', async () => {
    const address = '198.51.100.30';
    await failsOf('tech1', ACCOUNT_FAILS - 1, address);
    expect(await beginAttempt(store, attempt('tech1', address), NOW)).toBeNull();
    await endAttempt(store, attempt('tech1', address));
    await failsOf('tech1', ACCOUNT_FAILS, address);
    expect(await beginAttempt(store, attempt('tech1', address), NOW + MINUTE)).toBe(NOW + MINUTE + WINDOW);
  });
});
