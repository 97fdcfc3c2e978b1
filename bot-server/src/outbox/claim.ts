// Takes due outbox rows for this process. Leases and due times are reckoned by the database's clock.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Logger } from 'pino';
import { again } from '../core/again';
import { isSuspect, SILENT, verdictOn } from '../core/silence';
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
  /** Counting this one, which is written down when something has come of it: to be killed on the way is no failure of the row (`silence`). */
  readonly attempts: number;
  readonly fence: number;
  /** When the command that asked for it was carried out. */
  readonly createdAt: number;
};

type DueRow = Awaited<ReturnType<typeof duePage>>[number];

/**
 * Looks past rows that must wait for an elder, however many there are: they hold up nobody but their own destination. What may be taking
 * processes down comes by itself.
 */
export async function claim(
  store: Store,
  limit: number,
  lease: number,
  topics: readonly Topic[] = TOPICS,
  log?: Logger,
): Promise<readonly ClaimedRow[]> {
  const now = await store.now();
  const claimed: ClaimedRow[] = [];
  for (let last: DueRow | undefined; ; ) {
    const page = await duePage(store, now, topics, limit, last);
    const alone = claimed.length === 0 ? await claimSuspect(store, page, now + lease, log) : null;
    if (alone !== null) return [alone];
    const rows = page.filter((row) => !isSuspect(row));
    if (rows.length > 0) claimed.push(...(await claimPage(store, rows, limit - claimed.length, now + lease)));
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

/** The first that is free. One that has had its chances is buried instead. */
async function claimSuspect(store: Store, page: readonly DueRow[], leaseUntil: number, log?: Logger) {
  for (const row of eldest(page.filter(isSuspect))) {
    const { tenantId, id, topic, fence, attempts } = row;
    const verdict = verdictOn(row);
    const patch =
      verdict.kind === 'buried'
        ? { state: 'buried' as const, leaseUntil: null, lastError: SILENT }
        : {
            fence: fence + 1,
            leaseUntil,
            ...(verdict.kind === 'counted' && {
              attempts: verdict.attempts,
              availableAt: leaseUntil + verdict.wait,
            }),
          };
    const isOurs = await again(isRetryable, () =>
      store.system.unit(async (u) => {
        if (await hasElder(u, row)) return false;
        return (await u.change(outbox, { tenantId, id, state: 'pending', fence }, patch)) === 1;
      }),
    );
    if (!isOurs) continue;
    const told = { outbox: id, topic, fence, attempts };
    if (verdict.kind === 'buried') log?.error(told, `outbox row buried: ${SILENT}`);
    else {
      log?.warn(told, 'outbox row claimed by itself: its claims ended without a word several times');
      return claimedOf(row);
    }
  }
  return null;
}

/** Somebody else has taken one of them meanwhile. */
class Overtaken extends Error {}

async function claimPage(store: Store, page: readonly DueRow[], most: number, leaseUntil: number) {
  const first = eldest(page);
  const all = (u: SystemUnit) => claimAll(u, first, most, leaseUntil);
  try {
    return await again(isRetryable, () => store.system.unit(all));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    return again(isRetryable, () => store.system.unit((u) => claimEach(u, first, most, leaseUntil)));
  }
}

/** Of each destination the first row on this page: the others wait for it in any case. */
function eldest(page: readonly DueRow[]): readonly DueRow[] {
  const first = new Map<string, DueRow>();
  for (const row of page) {
    const known = first.get(placeOf(row));
    if (known === undefined || row.id < known.id) first.set(placeOf(row), row);
  }
  return page.filter((row) => first.get(placeOf(row)) === row);
}

type Place = { readonly tenantId: TenantId; readonly topic: string; readonly destination: string };
const placeOf = ({ tenantId, topic, destination }: Place) => `${tenantId} ${topic} ${destination}`;

/** One look for the elders of all, and one change for those of an organization that are claimed for the same time. */
async function claimAll(u: SystemUnit, rows: readonly DueRow[], most: number, leaseUntil: number) {
  const waits = await withElders(u, rows);
  const free = rows.filter((row) => !waits.has(row.id)).slice(0, most);
  for (const alike of grouped(free, (row) => `${row.tenantId} ${row.fence}`)) {
    const [{ tenantId, fence }] = alike;
    const where = { tenantId, id: { in: alike.map(({ id }) => id) }, state: 'pending' as const, fence };
    const changed = await u.change(outbox, where, { fence: fence + 1, leaseUntil });
    if (changed !== alike.length) throw new Overtaken();
  }
  return free.map(claimedOf);
}

async function claimEach(u: SystemUnit, rows: readonly DueRow[], most: number, leaseUntil: number) {
  const claimed: ClaimedRow[] = [];
  for (const row of rows) {
    if (claimed.length >= most) break;
    if (await hasElder(u, row)) continue;
    const where = { tenantId: row.tenantId, id: row.id, state: 'pending' as const, fence: row.fence };
    const { fence } = claimedOf(row);
    if ((await u.change(outbox, where, { fence, leaseUntil })) === 1) claimed.push(claimedOf(row));
  }
  return claimed;
}

function claimedOf(row: DueRow): ClaimedRow {
  const { tenantId, id, streamId, seq, destination, createdAt } = row;
  const from = (row.payload as { readonly from?: number } | null)?.from ?? seq;
  const taken = { fence: row.fence + 1, attempts: row.attempts + 1 };
  return { tenantId, id, streamId, from, seq, topic: row.topic as Topic, destination, createdAt, ...taken };
}

/** In the order in which each group's first one came. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** Above it, the rows are asked for one by one. */
const MOST_ELDERS = 2000;

/** Ids of those that must wait. */
async function withElders(u: SystemUnit, rows: readonly DueRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const any = grouped(rows, (row) => `${row.tenantId} ${row.topic}`).map((alike) => {
    const [{ tenantId, topic }] = alike;
    const last =
      alike
        .map(({ id }) => id)
        .sort()
        .at(-1) ?? '';
    return { tenantId, topic, destination: { in: alike.map((row) => row.destination) }, id: { lt: last } };
  });
  const there = await u.find(outbox, {
    where: { state: 'pending', any },
    columns: ['tenantId', 'topic', 'destination', 'id'],
    limit: MOST_ELDERS,
  });
  const waits = new Set<string>();
  if (there.length === MOST_ELDERS) {
    for (const row of rows) if (await hasElder(u, row)) waits.add(row.id);
    return waits;
  }
  const eldestOf = new Map<string, string>();
  for (const row of there) {
    const known = eldestOf.get(placeOf(row));
    if (known === undefined || row.id < known) eldestOf.set(placeOf(row), row.id);
  }
  for (const row of rows) {
    const eldest = eldestOf.get(placeOf(row));
    if (eldest !== undefined && eldest < row.id) waits.add(row.id);
  }
  return waits;
}

/** A destination's rows go in order: an earlier one that is still pending comes first. A buried one holds up nobody. */
async function hasElder(u: SystemUnit, row: Place & { readonly id: string }): Promise<boolean> {
  const { tenantId, topic, destination, id } = row;
  return (await u.count(outbox, { tenantId, topic, destination, state: 'pending', id: { lt: id } }, 1)) > 0;
}
