// The work behind the answers: sealing, the outbox, timers and the periodic jobs. Every process may run it; leases, fences and
// unique rows decide who does what.

import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY, HOUR } from '@paidan/shared/kernel/time';
import type { Clock } from './core/clock';
import type { Execute } from './core/execute';
import { levelOf } from './core/faults';
import type { Log } from './core/log';
import type { Measure } from './core/measure';
import { systemScope } from './core/scope';
import { ticketAggregate } from './features/ticket/aggregate';
import { type Job, startJobs } from './jobs/clock';
import { makeLoop } from './jobs/loop';
import { makeSealer } from './jobs/sealer';
import { makeIndexing } from './jobs/search';
import { sweepCommandKeys, sweepJobSlots, sweepOutbox } from './jobs/sweeps';
import { fireTimers, type Lapse } from './jobs/timers';
import type { Templates } from './lookups/templates';
import { makeDispatcher, type TopicHandler } from './outbox/dispatcher';
import type { Store } from './store/unit';

export type WorkerDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly execute: Execute;
  readonly templates: Templates;
  readonly log: Log;
  /** Names this process in leases and job rows. */
  readonly holder: string;
  readonly sealed: (tenantId: TenantId) => void;
  readonly measure?: Measure['sealed'] | undefined;
  readonly sweepFiles: (now: number) => Promise<unknown>;
  /** Ends a member's sessions that began no later than this. */
  readonly signOut: (tenantId: TenantId, memberId: string, until: number) => Promise<unknown>;
  readonly notices: {
    readonly notify: TopicHandler;
    readonly card: TopicHandler;
    readonly screen: TopicHandler;
    /** Sends one batch; how many were claimed. */
    readonly deliver: () => Promise<number>;
    readonly sweep: (now: number) => Promise<unknown>;
    /** Reads the contacts of every connection anew. */
    readonly pullDirectories: () => Promise<unknown>;
  };
};

export type Workers = {
  /** Something of this organization was committed. */
  readonly poke: (tenantId: TenantId) => void;
  /** There may be something to send, or to change. */
  readonly pokePlatforms: () => void;
  /** Time was moved on: what is due by now need not wait for the next second. */
  readonly look: () => void;
  /** Lets the batches that have begun come to their end; what is left stays in its rows, for whoever is there next. */
  readonly stop: () => Promise<void>;
};

/** Milliseconds that sealing and dispatch wait for more to come, so that one turn serves many writes. */
const GATHER = 30;
/** Milliseconds. */
const LONGEST_STAND = 500;
/** Milliseconds between two turns of sealing while commands are waiting. */
const GATHER_BUSY = 250;
/** Calls to platforms at once. */
const ABREAST = 8;
const KEYS_KEPT = 7 * DAY;
const SLOTS_KEPT = 7 * DAY;
const OUTBOX_KEPT = 3 * DAY;

/** What is done now and then: by one process among all, once in each of its slots. */
export const SELDOM: Readonly<Record<string, Seldom>> = {
  'sweep-files': { every: '0 */10 * * * *', slot: HOUR, run: ({ clock, sweepFiles }) => sweepFiles(clock.now()) },
  'sweep-keys': {
    every: '30 */10 * * * *',
    slot: HOUR,
    run: ({ store, clock }) => sweepCommandKeys(store, clock.now() - KEYS_KEPT),
  },
  'sweep-slots': {
    every: '45 */10 * * * *',
    slot: DAY,
    run: ({ store, clock }) => sweepJobSlots(store, clock.now() - SLOTS_KEPT),
  },
  'sweep-outbox': {
    every: '50 */10 * * * *',
    slot: HOUR,
    run: ({ store, clock }) => sweepOutbox(store, clock.now() - OUTBOX_KEPT),
  },
  'sweep-notices': { every: '20 */10 * * * *', slot: HOUR, run: ({ clock, notices }) => notices.sweep(clock.now()) },
  directories: { every: '10 */5 * * * *', slot: HOUR, run: ({ notices }) => notices.pullDirectories() },
};
type Seldom = {
  readonly every: string;
  readonly slot: number;
  readonly run: (deps: WorkerDeps) => Promise<unknown>;
};

export function startWorkers(deps: WorkerDeps): Workers {
  const { store, clock, log, holder } = deps;
  const { measure } = deps;
  const sealer = makeSealer(store, measure && ((at) => measure(Math.max(0, clock.now() - at))));
  const waiting = new Set<TenantId>();
  let stopping = false;
  const failed = (what: string) => (err: unknown) =>
    log[levelOf(err)]({ err }, `${what} failed; the next sweep tries again`);

  const sealing = makeLoop(
    async () => {
      const tenants = [...waiting];
      waiting.clear();
      for (const tenantId of tenants) {
        if (stopping) return;
        const begun = performance.now();
        if ((await sealer.seal(tenantId)) !== null) deps.sealed(tenantId);
        await standBack(store, begun);
      }
      // The longer the line is left alone, the more events go into one turn.
      if (store.load().commands > 0) await new Promise((resolve) => setTimeout(resolve, GATHER_BUSY));
    },
    GATHER,
    failed('sealing'),
  );
  const dispatcher = makeDispatcher(
    store,
    {
      search: makeIndexing(store, deps.templates),
      signOut: async (row) => void (await deps.signOut(row.tenantId, row.streamId, row.createdAt)),
      notify: deps.notices.notify,
    },
    log,
  );
  const outside = makeDispatcher(store, { card: deps.notices.card, screen: deps.notices.screen }, log, ABREAST);
  const dispatching = makeLoop(
    async () => {
      for (let begun = performance.now(); !stopping && (await dispatcher.drain()) > 0; begun = performance.now()) {
        await standBack(store, begun);
      }
    },
    GATHER,
    failed('the outbox'),
  );

  const changing = makeLoop(
    async () => {
      while (!stopping && (await outside.drain()) > 0);
    },
    GATHER,
    failed('the outbox of the platforms'),
  );
  const delivering = makeLoop(
    async () => {
      while (!stopping && (await deps.notices.deliver()) > 0);
    },
    GATHER,
    failed('delivery'),
  );

  const firing = makeLoop(
    async () => {
      // After a time without anybody, thousands may be due: one batch after the other, not one a second.
      while (!stopping && (await fireTimers(store, clock, lapse(deps), log)) > 0);
    },
    0,
    failed('the timers'),
  );
  const sendAll = () => {
    dispatching.poke();
    changing.poke();
    delivering.poke();
  };
  const jobs: readonly Job[] = [
    {
      name: 'seal',
      every: '* * * * * *',
      run: async () => {
        for (const tenantId of await sealer.behind()) waiting.add(tenantId);
        if (waiting.size > 0) sealing.poke();
      },
    },
    { name: 'outbox', every: '* * * * * *', run: async () => sendAll() },
    { name: 'timers', every: '* * * * * *', run: async () => firing.poke() },
    ...Object.entries(SELDOM).map(([name, { run, ...when }]) => ({ name, ...when, run: () => run(deps) })),
  ];
  const running = startJobs(store, jobs, holder, log);

  return {
    poke: (tenantId) => {
      waiting.add(tenantId);
      sealing.poke();
      dispatching.poke();
    },
    pokePlatforms: () => {
      changing.poke();
      delivering.poke();
    },
    look: () => {
      firing.poke();
      sendAll();
    },
    stop: async () => {
      stopping = true;
      await running.stop();
      await Promise.all([sealing, dispatching, changing, delivering, firing].map((loop) => loop.stop()));
    },
  };
}

/** While somebody waits for the answer to a command, this work takes no more than a fifth of the time. */
async function standBack(store: Store, begun: number): Promise<void> {
  if (store.load().commands === 0) return;
  const rest = Math.min(4 * (performance.now() - begun), LONGEST_STAND);
  await new Promise((resolve) => setTimeout(resolve, rest));
}

const lapse =
  ({ execute, templates }: WorkerDeps): Lapse =>
  async (tenantId, ticketId, purpose) => {
    const command = { type: 'ticket.lapse', ticketId, purpose } as const;
    const order = { scope: systemScope(tenantId), key: null, id: ticketId, command };
    const done = await execute(ticketAggregate(templates, null), order);
    return done.ok && done.value.toSeq >= done.value.fromSeq;
  };
