// Takes due deliveries for this process, all that one receiver is to hear together. When they are due says the product's clock, how
// long they are ours the database's.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import { again } from '../../core/again';
import type { Log } from '../../core/log';
import { isSuspect, SILENT, verdictOn } from '../../core/silence';
import type { RowOf } from '../../store/columns';
import { isRetryable } from '../../store/dialect';
import { accountHealth } from '../../store/tables/accountHealth';
import { delivery } from '../../store/tables/delivery';
import type { Store, SystemUnit } from '../../store/unit';

/** `attempts` counts this one, which is written down when something has come of it: a kill on the way is no failure of the notice (`silence`). */
export type Due = RowOf<typeof delivery> & { readonly tenantId: TenantId };

/** Of those who are in the first `limit` rows. What they are to hear is told together, so it is claimed together. */
const MOST = 1000;

export async function claimDue(
  store: Store,
  now: number,
  limit: number,
  lease: number,
  log?: Log,
): Promise<readonly Due[]> {
  await putOff(store, now);
  const leaseNow = await store.now();
  const first = await store.system.read.find(delivery, {
    where: {
      state: 'pending',
      availableAt: { lte: now },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: leaseNow } }],
    },
    columns: ['tenantId', 'accountId', 'recipient'],
    order: ORDER,
    limit,
  });
  if (first.length === 0) return [];
  const free = await ofThese(store, first, now, leaseNow);
  const leaseUntil = leaseNow + lease;
  const alone = await claimSuspect(store, free, leaseUntil, now + lease, log);
  if (alone !== null) return [alone];
  const groups = byReceiver(free.filter((row) => !isSuspect(row)));
  return again(isRetryable, () =>
    store.system.unit(async (u) => {
      const claimed: Due[] = [];
      for (const rows of groups) claimed.push(...(await claimAll(u, rows, leaseUntil)));
      return claimed;
    }),
  );
}

/**
 * All of one receiver, or none: where another process was quicker with one of them, it is talking to that receiver just now, and knows
 * nothing of those that came after it had looked.
 */
async function claimAll(u: SystemUnit, rows: readonly Due[], leaseUntil: number): Promise<readonly Due[]> {
  const claimed: Due[] = [];
  for (const row of rows) {
    const { tenantId, id, fence } = row;
    const taken = { fence: fence + 1, leaseUntil };
    if ((await u.change(delivery, { tenantId, id, state: 'pending', fence }, taken)) === 1) {
      claimed.push({ ...row, ...taken, attempts: row.attempts + 1 });
    }
  }
  if (claimed.length === rows.length) return claimed;
  for (const { tenantId, id, fence } of claimed)
    await u.change(delivery, { tenantId, id, fence }, { leaseUntil: null });
  return [];
}

/** What may be taking processes down comes by itself. The first that is free; one that has had its chances is buried instead. */
async function claimSuspect(
  store: Store,
  rows: readonly Due[],
  leaseUntil: number,
  after: number,
  log?: Log,
): Promise<Due | null> {
  for (const row of rows.filter(isSuspect)) {
    const { tenantId, id, fence, attempts } = row;
    const verdict = verdictOn(row);
    const taken = { fence: fence + 1, leaseUntil };
    const patch =
      verdict.kind === 'buried'
        ? { state: 'buried' as const, leaseUntil: null, errorCode: 'silent', lastError: SILENT }
        : {
            ...taken,
            ...(verdict.kind === 'counted' && { attempts: verdict.attempts, availableAt: after + verdict.wait }),
          };
    const where = { tenantId, id, state: 'pending', fence } as const;
    if ((await again(isRetryable, () => store.system.unit((u) => u.change(delivery, where, patch)))) !== 1) continue;
    const told = { delivery: id, fence, attempts };
    if (verdict.kind === 'buried') log?.error(told, `notice buried: ${SILENT}`);
    else {
      log?.warn(told, 'notice claimed by itself: its claims ended without a word several times');
      return { ...row, ...taken, attempts: attempts + 1 };
    }
  }
  return null;
}

const ORDER = [
  ['availableAt', 'asc'],
  ['id', 'asc'],
] as const;

type Receiver = Pick<Due, 'tenantId' | 'accountId' | 'recipient'>;
const receiverOf = ({ tenantId, accountId, recipient }: Receiver): string => `${tenantId} ${accountId} ${recipient}`;

/** In the order in which they came. */
export function byReceiver(rows: readonly Due[]): readonly (readonly Due[])[] {
  const groups = new Map<string, Due[]>();
  for (const row of rows) groups.set(receiverOf(row), [...(groups.get(receiverOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** All that these receivers are to hear now; but nothing of one to whom another process is just talking. */
async function ofThese(
  store: Store,
  first: readonly Receiver[],
  now: number,
  leaseNow: number,
): Promise<readonly Due[]> {
  const wanted = new Set(first.map(receiverOf));
  const rows = await store.system.read.find(delivery, {
    where: {
      tenantId: { in: unique(first.map(({ tenantId }) => tenantId)) },
      accountId: { in: unique(first.map(({ accountId }) => accountId)) },
      recipient: { in: unique(first.map(({ recipient }) => recipient)) },
      sentAt: null,
      state: 'pending',
      any: [{ availableAt: { lte: now } }, { leaseUntil: { gt: leaseNow } }],
    },
    order: ORDER,
    limit: MOST,
  });
  const isLeased = ({ leaseUntil }: Due) => leaseUntil !== null && leaseUntil > leaseNow;
  const busy = new Set(rows.filter(isLeased).map(receiverOf));
  return rows.filter((row) => wanted.has(receiverOf(row)) && !busy.has(receiverOf(row)));
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** Whatever waits for a resting connection waits until it is up again, out of the way of the others. */
async function putOff(store: Store, now: number): Promise<void> {
  const resting = await store.system.read.find(accountHealth, {
    where: { pausedUntil: { gt: now } },
    columns: ['tenantId', 'accountId', 'pausedUntil'],
  });
  for (const { tenantId, accountId, pausedUntil } of resting) {
    if (pausedUntil === null) continue;
    const where = { tenantId, accountId, state: 'pending', availableAt: { lte: now }, leaseUntil: null } as const;
    await again(isRetryable, () => store.system.unit((u) => u.change(delivery, where, { availableAt: pausedUntil })));
  }
}

/** Whether a connection rests, until when. */
export async function restOf(
  store: Store,
  tenantId: TenantId,
  accountId: AccountId,
  now: number,
): Promise<number | null> {
  const row = await store.read({ tenantId }).one(accountHealth, { accountId });
  const until = row?.pausedUntil ?? null;
  return until !== null && until > now ? until : null;
}
