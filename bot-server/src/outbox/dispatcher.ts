// Carries out what the outbox holds: claims with a lease and a fencing number, keeps each destination's order, retries with
// full jitter, buries what fails for good. At-least-once: every topic is idempotent by row.

import type { TenantId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Logger } from 'pino';
import { again } from '../core/again';
import { crashPoint } from '../core/crash';
import { isFull, NotYet } from '../core/faults';
import { makeGate } from '../core/gate';
import { hidePersonal } from '../core/log';
import type { RowOf } from '../store/columns';
import { isRetryable } from '../store/dialect';
import { outbox } from '../store/tables/outbox';
import type { Store, Unit } from '../store/unit';
import type { Topic } from '../wiring';
import { type ClaimedRow, claim, grouped } from './claim';

export type TopicHandler = ((row: ClaimedRow) => Promise<void>) & { readonly many?: Many };
/**
 * Several rows of one organization at once, in a unit that also says that they are done; those that come back are. All others, and
 * all of them where it fails, are carried out one by one.
 */
export type Many = (u: Unit, rows: readonly ClaimedRow[]) => Promise<readonly ClaimedRow[]>;
export type TopicHandlers = Readonly<Record<Topic, TopicHandler>>;
/** What waits for the network has a dispatcher of its own, so that a slow platform holds up nothing of ours. */
export type SomeHandlers = Readonly<Partial<TopicHandlers>>;

export const LEASE = 30 * SECOND;
export const MAX_ATTEMPTS = 12;
const BASE_DELAY = SECOND;
const MAX_DELAY = 10 * MINUTE;
/** Milliseconds at most until somebody looks again whether there is room. */
const NO_ROOM = 5 * SECOND;
/** All under one lease, so not too many; of those that wait for the network, fewer. */
export const BATCH = 100;
const BATCH_OUTSIDE = 20;
/** Milliseconds under a lease after which nothing is begun. */
const LATE = LEASE / 2;

export type Dispatcher = {
  /** Claims and carries out one batch; the number of rows claimed. */
  readonly drain: () => Promise<number>;
};

/**
 * `abreast`: rows that are carried out side by side, for what waits for the network; two of one destination are never claimed
 * together.
 */
export function makeDispatcher(store: Store, topics: SomeHandlers, log: Logger, abreast = 1): Dispatcher {
  const names = Object.keys(topics) as readonly Topic[];
  const gate = makeGate(abreast);
  return {
    drain: async () => {
      const begun = performance.now();
      const rows = await claim(store, abreast === 1 ? BATCH : BATCH_OUTSIDE, LEASE, names, log);
      if (rows.length > 0) crashPoint('outbox.claimed');
      const left: ClaimedRow[] = [];
      for (const alike of grouped(rows, ({ tenantId, topic }) => `${tenantId} ${topic}`)) {
        left.push(...(await carryOutMany(store, topics[alike[0].topic]?.many, log, alike)));
      }
      const isLate = () => performance.now() - begun > LATE;
      await Promise.all(left.map((row) => gate(() => carryOut(store, topics, log, row, isLate))));
      return rows.length;
    },
  };
}

/** What is left to be carried out one by one. */
async function carryOutMany(
  store: Store,
  many: Many | undefined,
  log: Logger,
  rows: readonly [ClaimedRow, ...ClaimedRow[]],
): Promise<readonly ClaimedRow[]> {
  if (many === undefined || rows.length === 1) return rows;
  const [{ tenantId }] = rows;
  try {
    const done = await again(isRetryable, () =>
      store.unit({ tenantId }, async (u) => {
        const carried = await many(u, rows);
        for (const alike of grouped(carried, (row) => `${row.fence} ${row.attempts}`)) {
          const [{ fence, attempts }] = alike;
          const where = { id: { in: alike.map(({ id }) => id) }, fence };
          // Whose lease ran out is somebody else's now: what was done here is taken back, and each looks for itself.
          if ((await u.change(outbox, where, { ...DONE, attempts })) !== alike.length)
            throw new Error('a lease ran out');
        }
        if (carried.length > 0) crashPoint('outbox.carried');
        return new Set(carried);
      }),
    );
    return rows.filter((row) => !done.has(row));
  } catch (error) {
    // One of them spoils it for all, or the database is away: whichever it is shows when each is carried out by itself.
    log.warn({ topic: rows[0].topic, rows: rows.length, err: error }, 'outbox rows failed together; one by one');
    return rows;
  }
}

const DONE = { state: 'done', leaseUntil: null } as const;

async function carryOut(
  store: Store,
  topics: SomeHandlers,
  log: Logger,
  row: ClaimedRow,
  isLate: () => boolean,
): Promise<void> {
  try {
    if (isLate()) throw new NotYet('the lease is nearly over', 0);
    const handler = topics[row.topic];
    if (handler === undefined) throw new Error(`nobody handles ${row.topic}`);
    await handler(row);
    crashPoint('outbox.carried');
  } catch (error) {
    // A disk that is full for an hour would bury whatever is tried meanwhile, and nobody would hear of it when there is room again.
    // Without words: there may be no room for them, either.
    if (isFull(error)) await putBack(store, log, row, Math.round(Math.random() * NO_ROOM), {});
    else if (error instanceof NotYet) await putBack(store, log, row, error.wait, { lastError: reasonOf(error) });
    else await putOff(store, log, row, error);
    return;
  }
  if (!(await finish(store, row, { ...DONE, attempts: row.attempts }))) sayOvertaken(log, row);
}

const sayOvertaken = (log: Logger, { id, fence }: ClaimedRow): void =>
  log.warn({ outbox: id, fence }, 'outbox row was finished by somebody else after its lease ran out');

/** It was only not its turn: no attempt. */
async function putBack(
  store: Store,
  log: Logger,
  row: ClaimedRow,
  wait: number,
  why: { readonly lastError?: string },
): Promise<void> {
  const availableAt = (await store.now()) + wait;
  const patch = { state: 'pending', attempts: row.attempts - 1, availableAt, ...why, leaseUntil: null } as const;
  if (!(await finish(store, row, patch))) sayOvertaken(log, row);
}

const reasonOf = (error: unknown): string =>
  hidePersonal(error instanceof Error ? error.message : String(error)).slice(0, 1000);

async function putOff(store: Store, log: Logger, row: ClaimedRow, error: unknown): Promise<void> {
  const buried = row.attempts >= MAX_ATTEMPTS;
  const reason = reasonOf(error);
  log[buried ? 'error' : 'warn'](
    { outbox: row.id, topic: row.topic, attempts: row.attempts, reason },
    'outbox row failed',
  );
  const delay = Math.random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** row.attempts);
  const availableAt = (await store.now()) + Math.round(delay);
  const state = buried ? 'buried' : 'pending';
  await finish(store, row, { state, attempts: row.attempts, availableAt, lastError: reason, leaseUntil: null });
}

/** Only under the fence of one's own claim: a process that slept past its lease changes nothing. */
async function finish(
  store: Store,
  row: ClaimedRow,
  patch: Partial<Pick<RowOf<typeof outbox>, 'state' | 'attempts' | 'availableAt' | 'lastError'>> & { leaseUntil: null },
): Promise<boolean> {
  const where = { tenantId: row.tenantId as TenantId, id: row.id, fence: row.fence };
  return (await again(isRetryable, () => store.system.unit((u) => u.change(outbox, where, patch)))) === 1;
}
