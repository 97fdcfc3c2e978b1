// Numbers committed events, one line per organization, after the fact: no write waits for a counter, and a number is given only
// to what is already visible, so a reader of the line misses nothing, in whatever order the writers committed.
import { createHash } from 'node:crypto';
import type { TenantId } from '@paidan/shared/kernel/id';
import { again } from '../core/again';
import { GENESIS } from '../core/chain';
import { crashPoint } from '../core/crash';
import { isCollision } from '../core/execute';
import { systemScope } from '../core/scope';
import { event } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';

export type Sealer = {
  /** Seals what this organization has unsealed; the new end of its line, or null when there was nothing. */
  readonly seal: (tenantId: TenantId) => Promise<number | null>;
  /** Organizations with unsealed events, whoever wrote them. */
  readonly behind: () => Promise<readonly TenantId[]>;
};

const BATCH = 500;
/** `at`: when the event was written. */
type Sealed = (at: number) => void;

/** `sealed`: told of each event that was numbered, once that is committed. */
export function makeSealer(store: Store, sealed?: Sealed): Sealer {
  return {
    seal: async (tenantId) => {
      let end: number | null = null;
      for (;;) {
        // Writers of the same timelines are at work beside it: a lost deadlock is no fault.
        const batch = await again(isCollision, () => sealBatch(store, tenantId, sealed));
        if (batch !== null) end = batch.no;
        if (batch === null || batch.count < BATCH) return end;
      }
    },
    behind: async () => {
      const rows = await store.system.read.find(tenant, {
        where: { exists: { table: event, on: { tenantId: 'id' }, where: { feedNo: null } } },
      });
      return rows.map((row) => row.id as TenantId);
    },
  };
}

async function sealBatch(
  store: Store,
  tenantId: TenantId,
  sealed: Sealed | undefined,
): Promise<{ no: number; count: number } | null> {
  return store.unit(systemScope(tenantId), async (u) => {
    // Taking the head's lock first makes sealers of one organization queue up, and what they read afterwards is current.
    const head = await u.lock(feedHead, {});
    if (head === undefined) {
      await u.insert(feedHead, [{ no: 0, hash: GENESIS }]);
      return { no: 0, count: BATCH };
    }
    const rows = await u.find(event, {
      where: { feedNo: null },
      order: [
        ['at', 'asc'],
        ['streamId', 'asc'],
        ['seq', 'asc'],
      ],
      columns: ['streamId', 'seq', 'hash', 'at'],
      limit: BATCH,
    });
    if (rows.length === 0) return null;
    const numbered = rows.map((row, index) => ({ ...row, feedNo: head.no + 1 + index }));
    await u.number(event, 'feedNo', numbered);
    crashPoint('seal.inside');
    const no = head.no + rows.length;
    await u.change(feedHead, { no: head.no }, { no, hash: sealHash(head.hash, numbered) });
    u.onCommit(() => {
      if (sealed !== undefined) for (const row of rows) sealed(row.at);
    });
    return { no, count: rows.length };
  });
}

/** The line's own chain: over each number and the hash of the event that holds it. */
export function sealHash(prev: string, rows: readonly { readonly feedNo: number; readonly hash: string }[]): string {
  return rows.reduce(
    (last, row) => createHash('sha256').update(`${last} ${row.feedNo} ${row.hash}`).digest('hex'),
    prev,
  );
}
