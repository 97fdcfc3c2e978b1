// The work behind the answers: sealing, the outbox, timers and the periodic jobs. Every process may run it; leases, fences and
// unique rows decide who does what.
import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY, HOUR } from '@paidan/shared/kernel/time';
import type { Clock } from './core/clock';
import type { Execute } from './core/execute';
import type { Log } from './core/log';
import { systemScope } from './core/scope';
import { ticketAggregate } from './features/ticket/aggregate';
import { type Job, startJobs } from './jobs/clock';
import { makeLoop } from './jobs/loop';
import { makeSealer } from './jobs/sealer';
import { indexTicket } from './jobs/search';
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
  /** Lets what has begun come to its end. */
  readonly stop: () => Promise<void>;
};

/** Milliseconds that sealing and dispatch wait for more to come, so that one turn serves many writes. */
const GATHER = 30;
/** Calls to platforms at once. */
const ABREAST = 8;
const KEYS_KEPT = 7 * DAY;
const SLOTS_KEPT = 7 * DAY;
const OUTBOX_KEPT = 3 * DAY;

export function startWorkers(deps: WorkerDeps): Workers {
  const { store, clock, log, holder } = deps;
  const sealer = makeSealer(store);
  const waiting = new Set<TenantId>();
  const failed = (what: string) => (err: unknown) => log.error({ err }, `${what} failed; the next sweep tries again`);

  const sealing = makeLoop(
    async () => {
      const tenants = [...waiting];
      waiting.clear();
      for (const tenantId of tenants) if ((await sealer.seal(tenantId)) !== null) deps.sealed(tenantId);
    },
    GATHER,
    failed('sealing'),
  );
  const dispatcher = makeDispatcher(
    store,
    {
      search: (row) => indexTicket(store, deps.templates, row),
      signOut: async (row) => void (await deps.signOut(row.tenantId, row.streamId, row.createdAt)),
      notify: deps.notices.notify,
    },
    log,
  );
  const outside = makeDispatcher(store, { card: deps.notices.card, screen: deps.notices.screen }, log, ABREAST);
  const dispatching = makeLoop(
    async () => {
      while ((await dispatcher.drain()) > 0);
    },
    GATHER,
    failed('the outbox'),
  );

  const changing = makeLoop(
    async () => {
      while ((await outside.drain()) > 0);
    },
    GATHER,
    failed('the outbox of the platforms'),
  );
  const delivering = makeLoop(
    async () => {
      while ((await deps.notices.deliver()) > 0);
    },
    GATHER,
    failed('delivery'),
  );

  const jobs: readonly Job[] = [
    {
      name: 'seal',
      every: '* * * * * *',
      run: async () => {
        for (const tenantId of await sealer.behind()) waiting.add(tenantId);
        if (waiting.size > 0) sealing.poke();
      },
    },
    {
      name: 'outbox',
      every: '* * * * * *',
      run: async () => {
        dispatching.poke();
        changing.poke();
        delivering.poke();
      },
    },
    { name: 'timers', every: '* * * * * *', run: () => fireTimers(store, clock, lapse(deps), log) },
    { name: 'sweep-files', every: '0 */10 * * * *', slot: HOUR, run: () => deps.sweepFiles(clock.now()) },
    {
      name: 'sweep-keys',
      every: '30 */10 * * * *',
      slot: HOUR,
      run: () => sweepCommandKeys(store, clock.now() - KEYS_KEPT),
    },
    {
      name: 'sweep-slots',
      every: '45 */10 * * * *',
      slot: DAY,
      run: () => sweepJobSlots(store, clock.now() - SLOTS_KEPT),
    },
    {
      name: 'sweep-outbox',
      every: '50 */10 * * * *',
      slot: HOUR,
      run: () => sweepOutbox(store, clock.now() - OUTBOX_KEPT),
    },
    {
      name: 'sweep-notices',
      every: '20 */10 * * * *',
      slot: HOUR,
      run: () => deps.notices.sweep(clock.now()),
    },
    { name: 'directories', every: '10 */5 * * * *', slot: HOUR, run: () => deps.notices.pullDirectories() },
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
    stop: async () => {
      await running.stop();
      await Promise.all([sealing.stop(), dispatching.stop(), changing.stop(), delivering.stop()]);
    },
  };
}

/** A refusal here means that the timer's moment has passed: the state no longer wants it. */
const lapse =
  ({ execute, templates }: WorkerDeps): Lapse =>
  async (tenantId, ticketId, purpose) => {
    const command = { type: 'ticket.lapse', ticketId, purpose } as const;
    await execute(ticketAggregate(templates, null), { scope: systemScope(tenantId), key: null, id: ticketId, command });
  };
