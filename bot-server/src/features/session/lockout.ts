// Five wrong passwords in a quarter of an hour close an account to the address that they came from, and to that one only:
// strangers elsewhere cannot lock anybody out. A wider count per address stops guessing across accounts.
import { type Duration, type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { network } from '../../core/address';
import type { Hide } from '../../core/hidden';
import { isDuplicate } from '../../store/dialect';
import { lockout } from '../../store/tables/lockout';
import type { Store } from '../../store/unit';

export const WINDOW: Duration = 15 * MINUTE;
export const ACCOUNT_FAILS = 5;
/** A whole office may share one address. */
export const ADDRESS_FAILS = 100;

export type Attempt = {
  readonly org: string;
  readonly login: string;
  readonly address: string;
  /** What is counted names neither an address nor an account. */
  readonly hide: Hide;
};

/**
 * Counts the attempt before the password is looked at, so that twenty at once get no more than five looks.
 * Null: go on. Otherwise when to come back.
 */
export async function beginAttempt(store: Store, attempt: Attempt, now: Instant): Promise<Instant | null> {
  const wide = await count(store, addressKey(attempt), ADDRESS_FAILS, now);
  return wide ?? count(store, accountKey(attempt), ACCOUNT_FAILS, now);
}

/** The password was right: the account's count begins anew, the address gets its one back. */
export async function endAttempt(store: Store, attempt: Attempt): Promise<void> {
  await store.system.unit(async (u) => {
    await u.remove(lockout, { key: accountKey(attempt) });
    const wide = await u.one(lockout, { key: addressKey(attempt) });
    if (wide === undefined || wide.fails === 0) return;
    await u.change(lockout, { key: wide.key, fails: wide.fails }, { fails: wide.fails - 1 });
  });
}

export const sweepLockouts = (store: Store, now: Instant): Promise<number> =>
  store.system.unit((u) => u.remove(lockout, { firstAt: { lt: now - 2 * WINDOW } }));

const TURNS = 20;

async function count(store: Store, key: string, most: number, now: Instant): Promise<Instant | null> {
  for (let turn = 1; ; turn++) {
    try {
      const counted = await store.system.unit(async (u): Promise<Instant | null | 'again'> => {
        const row = await u.one(lockout, { key });
        if (row === undefined) {
          await u.insert(lockout, [{ key, fails: 1, firstAt: now, until: null }]);
          return null;
        }
        if (row.until !== null && row.until > now) return row.until;
        const stale = row.until !== null || row.firstAt <= now - WINDOW;
        const fails = stale ? 1 : row.fails + 1;
        const until = fails > most ? now + WINDOW : null;
        const firstAt = stale ? now : row.firstAt;
        const same = { key, fails: row.fails, firstAt: row.firstAt };
        return (await u.change(lockout, same, { fails, firstAt, until })) === 1 ? until : 'again';
      });
      if (counted !== 'again') return counted;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    if (turn === TURNS) return now + MINUTE;
  }
}

const accountKey = ({ hide, org, login, address }: Attempt) => hide('account', org, login, network(address));
const addressKey = ({ hide, address }: Attempt) => hide('address', network(address));
