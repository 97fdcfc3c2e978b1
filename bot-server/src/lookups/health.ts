// How a connection stands: what was seen to work, and for how long sending pauses after trouble.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { again } from '../core/again';
import type { Trouble } from '../core/channels';
import type { RowOf } from '../store/columns';
import { isRetryable } from '../store/dialect';
import { accountHealth } from '../store/tables/accountHealth';
import type { Store } from '../store/unit';

export type Seen = 'callbackAt' | 'tokenAt' | 'sentAt' | 'pressedAt';
type Whose = { readonly tenantId: TenantId; readonly id: string };

/** This many failures in a row are no accident any more: the connection rests, and others are not held up by it. */
const PATIENCE = 5;
const FIRST_PAUSE = 10 * SECOND;
const LONGEST_PAUSE = 5 * MINUTE;
/** Whoever must mend the connection needs a while; each new try costs the platform's goodwill. */
const BROKEN_PAUSE = 10 * MINUTE;

/**
 * Something worked: failures are forgotten, but those that came after it. Whoever sends does not wait for the note, so that it may be
 * written behind that of a later trouble.
 */
export function noteSeen(store: Store, { tenantId, id }: Whose, seen: Seen, now: number): Promise<void> {
  const isCalm = seen === 'sentAt' || seen === 'tokenAt';
  return write(store, tenantId, id as AccountId, ({ errorAt }) => ({
    [seen]: now,
    ...(isCalm && (errorAt ?? 0) <= now && CALM),
  }));
}

const CALM = { failures: 0, pausedUntil: null, errorCode: null, errorText: null, errorAt: null } as const;

/**
 * Until when the connection is left alone now; null: it goes on. Trouble of one receiver or one message says nothing of the
 * connection.
 */
export async function noteTrouble(
  store: Store,
  { tenantId, id }: Whose,
  trouble: Trouble,
  now: number,
): Promise<number | null> {
  if (trouble.kind === 'person' || trouble.kind === 'content') return null;
  let until = now;
  await write(store, tenantId, id as AccountId, ({ failures, pausedUntil }) => {
    // Whoever failed beside it, and was asked for less patience, does not cut it short.
    until = Math.max(pausedUntil ?? 0, now + pauseAfter(failures + 1, trouble));
    return {
      failures: failures + 1,
      pausedUntil: until,
      errorCode: trouble.code.slice(0, 40),
      errorText: trouble.message.slice(0, 500),
      errorAt: now,
    };
  });
  return until > now ? until : null;
}

function pauseAfter(failures: number, { kind, wait = 0 }: Trouble): number {
  if (kind === 'account') return BROKEN_PAUSE;
  if (failures < PATIENCE) return wait;
  return Math.max(wait, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - PATIENCE)));
}

type Patch = Partial<RowOf<typeof accountHealth>>;

async function write(
  store: Store,
  tenantId: TenantId,
  accountId: AccountId,
  patchOf: (before: Pick<RowOf<typeof accountHealth>, 'failures' | 'pausedUntil' | 'errorAt'>) => Patch,
): Promise<void> {
  await again(isRetryable, () =>
    store.unit({ tenantId }, async (u) => {
      await u.upsert(accountHealth, { accountId, ...NOTHING_SEEN }, []);
      const before = await u.lock(accountHealth, { accountId });
      if (before !== undefined) await u.change(accountHealth, { accountId }, patchOf(before));
    }),
  );
}

const NOTHING_SEEN = { callbackAt: null, tokenAt: null, sentAt: null, pressedAt: null, ...CALM } as const;
