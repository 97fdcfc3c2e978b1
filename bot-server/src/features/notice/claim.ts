// Takes due deliveries for this process. When they are due says the product's clock, how long they are ours the database's.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import type { RowOf } from '../../store/columns';
import { accountHealth } from '../../store/tables/accountHealth';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';

/** `attempts` counts this one. */
export type Due = RowOf<typeof delivery> & { readonly tenantId: TenantId };

export async function claimDue(store: Store, now: number, limit: number, lease: number): Promise<readonly Due[]> {
  await putOff(store, now);
  const leaseNow = await store.now();
  const rows = await store.system.read.find(delivery, {
    where: {
      state: 'pending',
      availableAt: { lte: now },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: leaseNow } }],
    },
    order: [
      ['availableAt', 'asc'],
      ['id', 'asc'],
    ],
    limit,
  });
  if (rows.length === 0) return [];
  return store.system.unit(async (u) => {
    const claimed: Due[] = [];
    for (const row of rows) {
      const { tenantId, id, fence } = row;
      const taken = { fence: fence + 1, attempts: row.attempts + 1, leaseUntil: leaseNow + lease };
      if ((await u.change(delivery, { tenantId, id, state: 'pending', fence }, taken)) === 1) {
        claimed.push({ ...row, ...taken });
      }
    }
    return claimed;
  });
}

/** Whatever waits for a resting connection waits until it is up again, out of the way of the others. */
async function putOff(store: Store, now: number): Promise<void> {
  const resting = await store.system.read.find(accountHealth, {
    where: { pausedUntil: { gt: now } },
    columns: ['tenantId', 'accountId', 'pausedUntil'],
  });
  for (const { tenantId, accountId, pausedUntil } of resting) {
    if (pausedUntil === null) continue;
    const where = { tenantId, accountId, state: 'pending', availableAt: { lte: now }, leaseUntil: null } as const;
    await store.system.unit((u) => u.change(delivery, where, { availableAt: pausedUntil }));
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
