// Takes due outbox rows for this process. Leases and due times are reckoned by the database's clock.
import type { TenantId } from '@paidan/shared/kernel/id';
import { again } from '../core/again';
import { isRetryable } from '../store/dialect';
import { outbox } from '../store/tables/outbox';
import type { Store, SystemUnit } from '../store/unit';
import { TOPICS, type Topic } from '../wiring';

export type ClaimedRow = {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly streamId: string;
  /** The events of one decision: from the one to the other. */
  readonly from: number;
  readonly seq: number;
  readonly topic: Topic;
  readonly destination: string;
  /** Counting this one. */
  readonly attempts: number;
  readonly fence: number;
  /** When the command that asked for it was carried out. */
  readonly createdAt: number;
};

type DueRow = Awaited<ReturnType<typeof duePage>>[number];

/** Looks past rows that must wait for an elder, however many there are: they hold up nobody but their own destination. */
export async function claim(
  store: Store,
  limit: number,
  lease: number,
  topics: readonly Topic[] = TOPICS,
): Promise<readonly ClaimedRow[]> {
  const now = await store.now();
  const claimed: ClaimedRow[] = [];
  for (let last: DueRow | undefined; ; ) {
    const page = await duePage(store, now, topics, limit, last);
    if (page.length > 0) claimed.push(...(await claimPage(store, page, limit - claimed.length, now + lease)));
    last = page.at(-1);
    if (page.length < limit || claimed.length >= limit) return claimed;
  }
}

const duePage = (
  store: Store,
  now: number,
  topics: readonly Topic[],
  limit: number,
  after: { availableAt: number; id: string } | undefined,
) =>
  store.system.read.find(outbox, {
    where: {
      state: 'pending',
      topic: { in: [...topics] },
      availableAt: { lte: now },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
    },
    order: [
      ['availableAt', 'asc'],
      ['id', 'asc'],
    ],
    ...(after !== undefined && { after: { availableAt: after.availableAt, id: after.id } }),
    limit,
  });

const claimPage = (store: Store, page: readonly DueRow[], most: number, leaseUntil: number) =>
  again(isRetryable, () =>
    store.system.unit(async (u) => {
      const claimed: ClaimedRow[] = [];
      for (const row of page) {
        if (claimed.length >= most) break;
        if (await hasElder(u, row)) continue;
        const where = { tenantId: row.tenantId, id: row.id, state: 'pending' as const, fence: row.fence };
        const taken = { fence: row.fence + 1, attempts: row.attempts + 1 };
        if ((await u.change(outbox, where, { ...taken, leaseUntil })) !== 1) continue;
        const { tenantId, id, streamId, seq, destination, createdAt } = row;
        const from = (row.payload as { readonly from?: number } | null)?.from ?? seq;
        claimed.push({
          tenantId,
          id,
          streamId,
          from,
          seq,
          topic: row.topic as Topic,
          destination,
          createdAt,
          ...taken,
        });
      }
      return claimed;
    }),
  );

/** A destination's rows go in order: an earlier one that is still pending comes first. A buried one holds up nobody. */
async function hasElder(
  u: SystemUnit,
  row: { tenantId: TenantId; id: string; topic: string; destination: string },
): Promise<boolean> {
  const { tenantId, topic, destination, id } = row;
  return (await u.count(outbox, { tenantId, topic, destination, state: 'pending', id: { lt: id } }, 1)) > 0;
}
