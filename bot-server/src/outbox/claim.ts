// Takes due outbox rows for this process. Leases and due times are reckoned by the database's clock.
import type { TenantId } from '@paidan/shared/kernel/id';
import { outbox } from '../store/tables/outbox';
import type { Store, SystemUnit } from '../store/unit';
import type { Topic } from '../wiring';

export type ClaimedRow = {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly streamId: string;
  readonly seq: number;
  readonly topic: Topic;
  readonly destination: string;
  /** Counting this one. */
  readonly attempts: number;
  readonly fence: number;
  /** When the command that asked for it was carried out. */
  readonly createdAt: number;
};

export async function claim(store: Store, limit: number, lease: number): Promise<readonly ClaimedRow[]> {
  const now = await store.now();
  const due = await store.system.read.find(outbox, {
    where: {
      state: 'pending',
      availableAt: { lte: now },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
    },
    order: [
      ['availableAt', 'asc'],
      ['id', 'asc'],
    ],
    limit,
  });
  if (due.length === 0) return [];
  return store.system.unit(async (u) => {
    const claimed: ClaimedRow[] = [];
    for (const row of due) {
      if (await hasElder(u, row)) continue;
      const where = { tenantId: row.tenantId, id: row.id, state: 'pending' as const, fence: row.fence };
      const patch = { fence: row.fence + 1, attempts: row.attempts + 1, leaseUntil: now + lease };
      if ((await u.change(outbox, where, patch)) !== 1) continue;
      const { tenantId, id, streamId, seq, destination, createdAt } = row;
      const topic = row.topic as Topic;
      claimed.push({
        tenantId,
        id,
        streamId,
        seq,
        topic,
        destination,
        createdAt,
        attempts: patch.attempts,
        fence: patch.fence,
      });
    }
    return claimed;
  });
}

/** A destination's rows go in order: an earlier one that is still pending comes first. A buried one holds up nobody. */
async function hasElder(
  u: SystemUnit,
  row: { tenantId: TenantId; id: string; topic: string; destination: string },
): Promise<boolean> {
  const { tenantId, topic, destination, id } = row;
  return (await u.count(outbox, { tenantId, topic, destination, state: 'pending', id: { lt: id } }, 1)) > 0;
}
