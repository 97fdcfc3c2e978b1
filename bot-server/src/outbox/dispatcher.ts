// Carries out what the outbox holds: claims with a lease and a fencing number, keeps each destination's order, retries with
// full jitter, buries what fails for good. At-least-once: every topic is idempotent by row.

import type { TenantId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Logger } from 'pino';
import { again } from '../core/again';
import { NotYet } from '../core/faults';
import { makeGate } from '../core/gate';
import { hidePersonal } from '../core/log';
import type { RowOf } from '../store/columns';
import { isRetryable } from '../store/dialect';
import { outbox } from '../store/tables/outbox';
import type { Store } from '../store/unit';
import type { Topic } from '../wiring';
import { type ClaimedRow, claim } from './claim';

export type TopicHandler = (row: ClaimedRow) => Promise<void>;
export type TopicHandlers = Readonly<Record<Topic, TopicHandler>>;
/** What waits for the network has a dispatcher of its own, so that a slow platform holds up nothing of ours. */
export type SomeHandlers = Readonly<Partial<TopicHandlers>>;

export const LEASE = 30 * SECOND;
export const MAX_ATTEMPTS = 12;
const BASE_DELAY = SECOND;
const MAX_DELAY = 10 * MINUTE;
/** All under one lease, so not too many. */
const BATCH = 20;

export type Dispatcher = {
  /** Claims and carries out one batch; the number of rows claimed. */
  readonly drain: () => Promise<number>;
};

/** `abreast`: rows that are carried out side by side; two of one destination are never claimed together. */
export function makeDispatcher(store: Store, topics: SomeHandlers, log: Logger, abreast = 1): Dispatcher {
  const names = Object.keys(topics) as readonly Topic[];
  const gate = makeGate(abreast);
  return {
    drain: async () => {
      const rows = await claim(store, BATCH, LEASE, names);
      await Promise.all(rows.map((row) => gate(() => carryOut(store, topics, log, row))));
      return rows.length;
    },
  };
}

async function carryOut(store: Store, topics: SomeHandlers, log: Logger, row: ClaimedRow): Promise<void> {
  try {
    const handler = topics[row.topic];
    if (handler === undefined) throw new Error(`nobody handles ${row.topic}`);
    await handler(row);
  } catch (error) {
    if (error instanceof NotYet) await putBack(store, row, error);
    else await putOff(store, log, row, error);
    return;
  }
  if (!(await finish(store, row, { state: 'done', leaseUntil: null }))) {
    log.warn({ outbox: row.id, fence: row.fence }, 'outbox row was finished by somebody else after its lease ran out');
  }
}

/** It was only not its turn: no attempt. */
async function putBack(store: Store, row: ClaimedRow, { wait, message }: NotYet): Promise<void> {
  const availableAt = (await store.now()) + wait;
  const lastError = message.slice(0, 1000);
  await finish(store, row, { state: 'pending', attempts: row.attempts - 1, availableAt, lastError, leaseUntil: null });
}

async function putOff(store: Store, log: Logger, row: ClaimedRow, error: unknown): Promise<void> {
  const buried = row.attempts >= MAX_ATTEMPTS;
  const reason = hidePersonal(error instanceof Error ? error.message : String(error));
  log[buried ? 'error' : 'warn'](
    { outbox: row.id, topic: row.topic, attempts: row.attempts, reason },
    'outbox row failed',
  );
  const delay = Math.random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** row.attempts);
  const availableAt = (await store.now()) + Math.round(delay);
  const state = buried ? 'buried' : 'pending';
  await finish(store, row, { state, availableAt, lastError: reason.slice(0, 1000), leaseUntil: null });
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
