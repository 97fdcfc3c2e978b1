// The figures in Prometheus' text format. What happens in this process is counted as it happens; what stands in the database is
// read when somebody asks, and kept for some seconds.
import { SECOND } from '@paidan/shared/kernel/time';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../core/clock';
import type { Measure } from '../core/measure';
import type { Store } from '../store/unit';
import { type Backlog, MOST, readState, type State } from './state';

export type Meters = {
  readonly measure: Measure;
  /** Rejects never: what cannot be read now is left out, and `paidan_state_up` is 0. */
  readonly read: (store: Store, clock: Clock) => Promise<{ readonly type: string; readonly text: string }>;
};

/** For how long the database is not asked again. */
export const FRESH = 5 * SECOND;
/** A database that is stuck must not keep the figures of this process from being read. */
const PATIENCE = 2 * SECOND;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `version`: of the product. `process`: also memory, CPU, the event loop's lag and the collector's pauses. */
export function makeMeters({ version, process: own }: { readonly version: string; readonly process: boolean }): Meters {
  const registry = new Registry();
  const registers = [registry];
  if (own) collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'paidan_http_request_seconds',
    help: 'Time until a request was answered, by endpoint and class of status',
    labelNames: ['endpoint', 'status'] as const,
    buckets: BUCKETS,
    registers,
  });
  const commands = new Histogram({
    name: 'paidan_command_seconds',
    help: 'Time that a command took, turns lost to others included',
    labelNames: ['aggregate', 'verb', 'outcome'] as const,
    buckets: BUCKETS,
    registers,
  });
  const sealed = new Histogram({
    name: 'paidan_unsealed_seconds',
    help: 'For how long an event was not yet numbered, of those that this process numbered',
    buckets: BUCKETS,
    registers,
  });
  const showProcess = processGauges(registers, version);
  const waiting = new Registry();
  const showState = stateGauges([waiting]);
  let kept: { readonly at: number; readonly state: Promise<State | null> } | undefined;

  return {
    measure: {
      request: (endpoint, status, ms) =>
        requests.observe({ endpoint, status: `${Math.floor(status / 100)}xx` }, ms / SECOND),
      command: (aggregate, verb, outcome, ms) => commands.observe({ aggregate, verb, outcome }, ms / SECOND),
      sealed: (ms) => sealed.observe(ms / SECOND),
    },
    read: async (store, clock) => {
      const now = performance.now();
      if (kept === undefined || now - kept.at > FRESH) kept = { at: now, state: inTime(readState(store, clock.now())) };
      const state = await kept.state;
      showProcess(store, state !== null);
      if (state !== null) showState(state);
      // Old figures would pass for present ones.
      const texts = [await registry.metrics(), ...(state === null ? [] : [await waiting.metrics()])];
      return { type: registry.contentType, text: texts.join('\n') };
    },
  };
}

function inTime(state: Promise<State>): Promise<State | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null).unref());
  return Promise.race([state.catch(() => null), late]);
}

const gauge = <Label extends string>(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) => new Gauge({ name: `paidan_${name}`, help, labelNames, registers });

function processGauges(registers: Registry[], version: string): (store: Store, up: boolean) => void {
  const build = gauge(registers, 'build_info', 'Version of the product, of Node.js, and the kind of database', [
    'version',
    'node',
    'database',
  ]);
  const up = gauge(registers, 'state_up', 'Whether the database could be asked for what waits there');
  const full = gauge(
    registers,
    'database_full',
    'Whether rows of this process were turned away lately for lack of room',
  );
  const busy = gauge(registers, 'database_units', 'Units of work of this process that are under way');
  const queue = gauge(registers, 'database_queue', 'Units of this process that wait for a connection or the writer');
  return (store, isUp) => {
    build.set({ version, node: process.versions.node, database: store.dialect }, 1);
    const load = store.load();
    busy.set(load.busy);
    queue.set(load.waiting);
    up.set(isUp ? 1 : 0);
    full.set(store.isFull() ? 1 : 0);
  };
}

function stateGauges(registers: Registry[]): (state: State) => void {
  const make = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    gauge(registers, name, help, labelNames);
  const capped = `at most ${MOST} are counted`;
  const outbox = make('outbox_waiting', `Outbox rows still to be carried out, by topic; ${capped}`, ['topic']);
  const outboxOldest = make('outbox_oldest_seconds', 'Age of the oldest outbox row that waits, by topic', ['topic']);
  const outboxBuried = make('outbox_buried', `Outbox rows given up for good; ${capped}`);
  const timers = make('timers_overdue', `Timers that are due; ${capped}`);
  const timersOldest = make('timers_oldest_seconds', 'For how long the first due timer has been due');
  const timersBuried = make('timers_buried', `Timers given up for good; ${capped}`);
  const deliveries = make('deliveries_waiting', `Notices to be sent, put off ones included; ${capped}`);
  const deliveriesOldest = make('deliveries_oldest_seconds', 'For how long the first notice could have been sent');
  const deliveriesBuried = make('deliveries_buried', `Notices given up for good; ${capped}`);
  const connections = make(
    'connections',
    'Connections to chat platforms, by kind and whether they rest after trouble',
    ['kind', 'state'],
  );
  const unsealed = make('unsealed_events', `Events that the sealer has not numbered; ${capped}`);
  const unsealedOldest = make('unsealed_oldest_seconds', 'Age of the oldest event that the sealer has not numbered');

  return (state) => {
    const both = (count: Gauge<never>, oldest: Gauge<never>, { waiting, oldest: ms }: Backlog) => {
      count.set(waiting);
      oldest.set(ms / SECOND);
    };
    for (const [topic, { waiting, oldest }] of Object.entries(state.outbox)) {
      outbox.set({ topic }, waiting);
      outboxOldest.set({ topic }, oldest / SECOND);
    }
    for (const [kind, counts] of Object.entries(state.connections)) {
      for (const [how, count] of Object.entries(counts)) connections.set({ kind, state: how }, count);
    }
    outboxBuried.set(state.outboxBuried);
    timersBuried.set(state.timersBuried);
    deliveriesBuried.set(state.deliveriesBuried);
    both(timers, timersOldest, state.timers);
    both(deliveries, deliveriesOldest, state.deliveries);
    both(unsealed, unsealedOldest, state.unsealed);
  };
}
