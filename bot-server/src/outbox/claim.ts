// Takes due outbox rows for this process. Leases and due times are reckoned by the database's clock.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { SystemRow } from '../store/reader';
import { outbox } from '../store/tables/outbox';
import type { Store, SystemUnit } from '../store/unit';
import { TOPICS, type Topic } from '../wiring';

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

type DueRow = SystemRow<typeof outbox>;

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
    const page = await duePage(store, topics, now, limit, last);
    if (page.length > 0) claimed.push(...(await claimPage(store, page, limit - claimed.length, now + lease)));
    last = page.at(-1);
    if (page.length < limit || claimed.length >= limit) return claimed;
  }
}

const duePage = (
  store: Store,
  topics: readonly Topic[],
  now: number,
  limit: number,
  after: { readonly availableAt: number; readonly id: string } | undefined,
): Promise<DueRow[]> =>
  store.system.read.find(outbox, {
    where: {
      state: 'pending',
      availableAt: { lte: now },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
      topic: { in: [...topics] },
    },
    order: [
      ['availableAt', 'asc'],
      ['id', 'asc'],
    ],
    ...(after !== undefined && { after: { availableAt: after.availableAt, id: after.id } }),
    limit,
  });

async function claimPage(
  store: Store,
  page: readonly DueRow[],
  most: number,
  leaseUntil: number,
): Promise<readonly ClaimedRow[]> {
  try {
    return await store.system.unit((u) => claimTogether(u, page, most, leaseUntil));
  } catch (error) {
    if (!(error instanceof Contended)) throw error;
    return store.system.unit((u) => claimOneByOne(u, page, most, leaseUntil));
  }
}

/** A handful of statements for all of the rows, or none of it. */
async function claimTogether(
  u: SystemUnit,
  page: readonly DueRow[],
  most: number,
  leaseUntil: number,
): Promise<readonly ClaimedRow[]> {
  const pending = await u.find(outbox, {
    where: {
      tenantId: { in: each(page, 'tenantId') },
      topic: { in: each(page, 'topic') },
      destination: { in: each(page, 'destination') },
      state: 'pending',
    },
    columns: ['tenantId', 'topic', 'destination', 'id'],
    limit: LONGEST_QUEUES,
  });
  if (pending.length === LONGEST_QUEUES) throw new Contended();
  const eldest = new Map<string, string>();
  for (const row of pending) {
    const elder = eldest.get(queueOf(row));
    if (elder === undefined || row.id < elder) eldest.set(queueOf(row), row.id);
  }
  const heads = page.filter((row) => eldest.get(queueOf(row)) === row.id).slice(0, most);
  for (const { fence, attempts, rows } of alike(heads)) {
    const where = { tenantId: { in: each(rows, 'tenantId') }, id: { in: each(rows, 'id') } };
    const taken = { fence: fence + 1, attempts: attempts + 1, leaseUntil };
    const count = await u.change(outbox, { ...where, state: 'pending', fence }, taken);
    if (count !== rows.length) throw new Contended();
  }
  return heads.map(claimedRow);
}

const LONGEST_QUEUES = 2000;

/** Somebody else claims at the same moment, or there are long queues: row by row it is then. */
class Contended extends Error {}

async function claimOneByOne(
  u: SystemUnit,
  page: readonly DueRow[],
  most: number,
  leaseUntil: number,
): Promise<readonly ClaimedRow[]> {
  const claimed: ClaimedRow[] = [];
  for (const row of page) {
    if (claimed.length >= most) break;
    if (await hasElder(u, row)) continue;
    const where = { tenantId: row.tenantId, id: row.id, state: 'pending' as const, fence: row.fence };
    const taken = { fence: row.fence + 1, attempts: row.attempts + 1, leaseUntil };
    if ((await u.change(outbox, where, taken)) === 1) claimed.push(claimedRow(row));
  }
  return claimed;
}

/** A destination's rows go in order: an earlier one that is still pending comes first. A buried one holds up nobody. */
async function hasElder(u: SystemUnit, { tenantId, topic, destination, id }: DueRow): Promise<boolean> {
  return (await u.count(outbox, { tenantId, topic, destination, state: 'pending', id: { lt: id } }, 1)) > 0;
}

const claimedRow = ({ tenantId, id, streamId, seq, topic, destination, createdAt, ...row }: DueRow): ClaimedRow => ({
  tenantId,
  id,
  streamId,
  seq,
  topic: topic as Topic,
  destination,
  createdAt,
  attempts: row.attempts + 1,
  fence: row.fence + 1,
});

const queueOf = (row: Pick<DueRow, 'tenantId' | 'topic' | 'destination'>) =>
  `${row.tenantId} ${row.topic} ${row.destination}`;

const each = <Name extends keyof DueRow>(rows: readonly DueRow[], name: Name): DueRow[Name][] => [
  ...new Set(rows.map((row) => row[name])),
];

/** Rows that were tried as often: one change suits them all. */
function alike(rows: readonly DueRow[]): readonly { fence: number; attempts: number; rows: readonly DueRow[] }[] {
  const groups = new Map<string, { fence: number; attempts: number; rows: DueRow[] }>();
  for (const row of rows) {
    const { fence, attempts } = row;
    const group = groups.get(`${fence} ${attempts}`) ?? { fence, attempts, rows: [] };
    group.rows.push(row);
    groups.set(`${fence} ${attempts}`, group);
  }
  return [...groups.values()];
}
