// How the work behind the answers stands, as the database tells it. Every question goes along an index and stops at `MOST`: a
// figure that is there means "that many, or more".

import type { TenantId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import { ACCOUNT_KINDS } from '@paidan/shared/kinds';
import { account } from '../store/tables/account';
import { accountHealth } from '../store/tables/accountHealth';
import { delivery } from '../store/tables/delivery';
import { event } from '../store/tables/event';
import { outbox } from '../store/tables/outbox';
import { tenant } from '../store/tables/tenant';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';
import { TOPICS, type Topic } from '../wiring';

export const MOST = 5000;
/** Organizations looked into for unsealed events. */
const MOST_BEHIND = 50;

/** `oldest`: milliseconds that the first of them has been waiting; 0 when there is none. */
export type Backlog = { readonly waiting: number; readonly oldest: number };
export type State = {
  readonly outbox: Readonly<Record<Topic, Backlog>>;
  readonly outboxBuried: number;
  readonly timers: Backlog;
  readonly timersBuried: number;
  readonly deliveries: Backlog;
  readonly deliveriesBuried: number;
  /** Connections in use, by kind; `paused`: after trouble they are left alone for a while. */
  readonly connections: Readonly<Record<AccountKind, { readonly working: number; readonly paused: number }>>;
  /** Events that the sealer has not numbered yet. */
  readonly unsealed: Backlog;
};

export async function readState(store: Store, now: number): Promise<State> {
  const { read } = store.system;
  return {
    outbox: await outboxOf(store, now),
    outboxBuried: await read.count(outbox, { state: 'buried' }, MOST),
    ...(await timersOf(store, now)),
    deliveries: await deliveriesOf(store, now),
    deliveriesBuried: await read.count(delivery, { state: 'buried' }, MOST),
    connections: await connectionsOf(store, now),
    unsealed: await unsealedOf(store, now),
  };
}

const since = (now: number, at: number | undefined) => (at === undefined ? 0 : Math.max(0, now - at));

async function outboxOf(store: Store, now: number): Promise<State['outbox']> {
  const rows = await store.system.read.find(outbox, {
    where: { state: 'pending' },
    order: [['availableAt', 'asc']],
    columns: ['topic', 'createdAt'],
    limit: MOST,
  });
  const backlog = (topic: Topic): Backlog => {
    const mine = rows.filter((row) => row.topic === topic).map(({ createdAt }) => createdAt);
    const first = mine.reduce<number | undefined>((least, at) => Math.min(least ?? at, at), undefined);
    return { waiting: mine.length, oldest: since(now, first) };
  };
  return Object.fromEntries(TOPICS.map((topic) => [topic, backlog(topic)])) as State['outbox'];
}

/** Those that are buried have been due for longest. */
async function timersOf(store: Store, now: number): Promise<Pick<State, 'timers' | 'timersBuried'>> {
  const rows = await store.system.read.find(timer, {
    where: { dueAt: { lte: now } },
    order: [['dueAt', 'asc']],
    columns: ['dueAt', 'state'],
    limit: MOST,
  });
  const waiting = rows.filter(({ state }) => state === 'pending');
  return {
    timers: { waiting: waiting.length, oldest: since(now, waiting[0]?.dueAt) },
    timersBuried: rows.length - waiting.length,
  };
}

/** What waits for the morning or for another try is counted, but is not late. */
async function deliveriesOf(store: Store, now: number): Promise<Backlog> {
  const { read } = store.system;
  const where = { state: 'pending' as const };
  const order = [['availableAt', 'asc']] as const;
  const [first] = await read.find(delivery, { where, order, columns: ['availableAt', 'createdAt'], limit: 1 });
  return {
    waiting: await read.count(delivery, where, MOST),
    oldest: since(now, first && Math.max(first.availableAt, first.createdAt)),
  };
}

/** Few rows: organizations have a handful of connections each. */
async function connectionsOf(store: Store, now: number): Promise<State['connections']> {
  const { read } = store.system;
  const rows = await read.find(account, {
    where: { state: 'active' },
    columns: ['tenantId', 'id', 'kind'],
    limit: MOST,
  });
  const resting = await read.find(accountHealth, {
    where: { pausedUntil: { gt: now } },
    columns: ['tenantId', 'accountId'],
    limit: MOST,
  });
  const paused = new Set(resting.map(({ tenantId, accountId }) => `${tenantId} ${accountId}`));
  const countOf = (kind: AccountKind) => {
    const mine = rows.filter((row) => row.kind === kind);
    const ill = mine.filter(({ tenantId, id }) => paused.has(`${tenantId} ${id}`)).length;
    return { working: mine.length - ill, paused: ill };
  };
  return Object.fromEntries(ACCOUNT_KINDS.map((kind) => [kind, countOf(kind)])) as State['connections'];
}

async function unsealedOf(store: Store, now: number): Promise<Backlog> {
  const behind = await store.system.read.find(tenant, {
    where: { exists: { table: event, on: { tenantId: 'id' }, where: { feedNo: null } } },
    limit: MOST_BEHIND,
  });
  let waiting = 0;
  let oldest = 0;
  for (const { id } of behind) {
    const reader = store.read({ tenantId: id as TenantId });
    const rows = await reader.find(event, { where: { feedNo: null }, columns: ['at'], limit: MOST });
    waiting += rows.length;
    oldest = rows.reduce((most, { at }) => Math.max(most, now - at), oldest);
  }
  return { waiting: Math.min(waiting, MOST), oldest };
}
