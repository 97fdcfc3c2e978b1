// Access tokens of the platforms: one refresher among all processes, everybody else waits for what it brings.
import { setTimeout } from 'node:timers/promises';
import type { AccountId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { again } from '../../core/again';
import type { Answer, Tokens, Trouble } from '../../core/channels';
import { isCollision } from '../../core/execute';
import type { Seal } from '../../core/seal';
import { credentialsOf } from '../../lookups/accounts';
import type { RowOf } from '../../store/columns';
import { account as accountTable } from '../../store/tables/account';
import { accountToken } from '../../store/tables/accountToken';
import type { Store, Unit } from '../../store/unit';

/** Longer than any call to a platform is waited for: whoever holds it longer is gone. */
const LEASE = 20 * SECOND;
const PATIENCE = 8 * SECOND;
const LOOK = 50;
/** A token that has less left than this is renewed, while the others go on with it. */
const RENEW_BEFORE = 5 * MINUTE;
const RENEW_SHARE = 0.1;
/** How long a token is believed without a look at its row, which goes when the connection's values change. */
const BELIEVED = 30 * SECOND;

type Fetch = Parameters<Tokens>[2];
type Asker = Parameters<Tokens>[0];
type Key = { readonly accountId: AccountId; readonly purpose: string };
/** `until`, `renewAt`: by the database's clock. */
type Token = { readonly token: string; readonly renewAt: number; readonly until: number };
type Row = RowOf<typeof accountToken>;

export function makeTokens(store: Store, seal: Seal): Tokens {
  const believed = new Map<string, { readonly token: string; readonly until: number }>();
  const asked = new Map<string, Promise<Answer<string>>>();

  return (account, purpose, fetch, stale) => {
    const name = `${account.tenantId} ${account.id} ${account.credentials} ${purpose}`;
    const known = believed.get(name);
    if (known !== undefined && known.token !== stale && known.until > performance.now()) {
      return Promise.resolve({ ok: true, value: known.token });
    }
    believed.delete(name);
    const question = `${name} ${stale ?? ''}`;
    const under = asked.get(question);
    if (under !== undefined) return under;
    const answer = obtain(store, seal, account, purpose, fetch, stale)
      .then((found) => {
        if (!found.ok) return found;
        const { token, left } = found.value;
        believed.set(name, { token, until: performance.now() + Math.min(BELIEVED, left) });
        return { ok: true, value: token } as const;
      })
      .finally(() => asked.delete(question));
    asked.set(question, answer);
    return answer;
  };
}

/** `left`: milliseconds until it should be looked at again. */
type Found = Answer<{ readonly token: string; readonly left: number }>;

async function obtain(
  store: Store,
  seal: Seal,
  account: Asker,
  purpose: string,
  fetch: Fetch,
  stale: string | undefined,
): Promise<Found> {
  const { tenantId, id } = account;
  const key: Key = { accountId: id as AccountId, purpose };
  const about = `token ${tenantId} ${id} ${purpose}`;
  const reader = store.read({ tenantId });
  const begun = performance.now();
  let first: string | null = null;
  for (;;) {
    const now = await store.now();
    const row = await reader.one(accountToken, key);
    const token = row === undefined ? null : open(seal, about, row);
    first ??= row?.token ?? '';
    // The platform may give the refused token once more: what was written since we came is the answer, whatever it says.
    const usable = token !== null && token.until > now && (token.token !== stale || row?.token !== first);
    if (usable && token.renewAt > now) return found(token, now);
    const busy = row?.leaseUntil != null && row.leaseUntil > now;
    const fence = busy ? null : await take(store, account, key, row, now);
    if (fence === 'outdated') return { ok: false, trouble: OUTDATED };
    if (fence !== null) {
      const brought = await refresh(store, seal, account, { ...key, fence }, about, fetch, now);
      if (brought === 'outdated') return { ok: false, trouble: OUTDATED };
      if (brought === 'lost') {
        if ((await reader.one(accountToken, key)) !== undefined) continue;
        return { ok: false, trouble: OUTDATED };
      }
      // Renewed early, so that trouble now is no trouble yet.
      return !brought.ok && usable ? found(token, now, SECOND) : brought;
    }
    if (usable) return found(token, now, SECOND);
    if (performance.now() - begun > PATIENCE) return { ok: false, trouble: WAITED };
    await setTimeout(LOOK * (0.5 + Math.random() / 2));
  }
}

const WAITED: Trouble = { kind: 'later', code: 'token_wait', message: 'another process is still fetching a token' };

/** Whoever asks read the connection before its credentials changed, and comes again with the new ones. */
const OUTDATED: Trouble = { kind: 'later', code: 'token_wait', message: 'the connection has other credentials by now' };

/** Until the unit is over the credentials stay as they are: whoever changes them comes before or after. */
async function isOutdated(u: Unit, { id, credentials }: Asker): Promise<boolean> {
  const row = await u.lock(accountTable, { id: id as AccountId });
  return row !== undefined && credentialsOf(row) !== credentials;
}

const found = ({ token, renewAt }: Token, now: number, least = 0): Found => ({
  ok: true,
  value: { token, left: Math.max(least, renewAt - now) },
});

/** Null: sealed under another key, or none yet. */
function open(seal: Seal, about: string, row: Row): Token | null {
  if (row.token === '') return null;
  try {
    const { token, renewAt } = JSON.parse(seal.open(about, row.token)) as { token: string; renewAt: number };
    return { token, renewAt, until: row.expiresAt };
  } catch {
    return null;
  }
}

/** The fence under which it is ours to refresh; null: somebody else was faster. */
const take = (
  store: Store,
  account: Asker,
  key: Key,
  row: Row | undefined,
  now: number,
): Promise<number | 'outdated' | null> =>
  again(isCollision, () =>
    store.unit(account, async (u) => {
      if (await isOutdated(u, account)) return 'outdated';
      const fence = (row?.fence ?? 0) + 1;
      const taken = { fence, leaseUntil: now + LEASE };
      if (row === undefined) {
        if ((await u.one(accountToken, key)) !== undefined) return null;
        await u.insert(accountToken, [{ ...key, ...taken, token: '', expiresAt: 0 }]);
        return fence;
      }
      return (await u.change(accountToken, { ...key, fence: row.fence }, taken)) === 1 ? fence : null;
    }),
  );

/** `lost`: it took so long that somebody else took over. */
async function refresh(
  store: Store,
  seal: Seal,
  account: Asker,
  mine: Key & { readonly fence: number },
  about: string,
  fetch: Fetch,
  now: number,
): Promise<Found | 'lost' | 'outdated'> {
  const put = (patch: Partial<Row>) =>
    again(isCollision, () =>
      store.unit(account, async (u) => {
        if (await isOutdated(u, account)) return 'outdated';
        return (await u.change(accountToken, mine, { ...patch, leaseUntil: null })) === 1 ? 'put' : 'lost';
      }),
    );
  let brought: Awaited<ReturnType<Fetch>>;
  try {
    brought = await fetch();
  } catch (error) {
    await put({});
    throw error;
  }
  if (!brought.ok) {
    // Trouble with what is no longer in use says nothing of what is.
    return (await put({})) === 'outdated' ? 'outdated' : brought;
  }
  const { token, seconds } = brought.value;
  const lasts = Math.max(0, seconds) * SECOND;
  const renewAt = now + lasts - Math.min(RENEW_BEFORE, lasts * RENEW_SHARE);
  const sealed = seal.close(about, JSON.stringify({ token, renewAt }));
  const outcome = await put({ token: sealed, expiresAt: now + lasts });
  return outcome !== 'put' ? outcome : found({ token, renewAt, until: now + lasts }, now);
}
