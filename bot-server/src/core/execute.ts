// THE WRITE PATH. Every change, wherever it comes from, is one command that one pure function turns into events, inside one
// transaction; what the outside world hears is read back from rows written here.
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { isDuplicate, isRetryable } from '../store/dialect';
import { commandKey } from '../store/tables/commandKey';
import { event as eventTable } from '../store/tables/event';
import { vault as vaultTable } from '../store/tables/vault';
import type { Store, Unit } from '../store/unit';
import { closeIn } from '../store/vault';
import { again } from './again';
import { type Aggregate, type Body, Conflict, type Dated, dataOf } from './aggregate';
import { chain, type EventRow, GENESIS } from './chain';
import type { Clock } from './clock';
import { crashPoint } from './crash';
import type { Marks } from './marks';
import type { Measure, Outcome } from './measure';
import { memberIdOf, principalOf, type Scope } from './scope';
import { waited } from './waited';

export type Order<Command> = {
  readonly scope: Scope;
  /** The unit of the same organization that it is part of; one of its own when left out. */
  readonly within?: Unit | undefined;
  /** Idempotency-Key; null for the product's own commands, which are harmless when repeated. */
  readonly key: string | null;
  /** Whose key it is, where it is not the actor's own. */
  readonly principal?: string;
  readonly id: string;
  /** The id is new: there is nothing to load. */
  readonly fresh?: true;
  readonly command: Command;
  /** A refusal is kept with the key, too: the same order never wins when it comes again. For what platforms deliver repeatedly. */
  readonly remember?: true;
  /** What the key is held against, where the command itself has secrets or random parts in it. */
  readonly fingerprint?: object;
};

export type Done<State> = {
  readonly id: string;
  readonly state: State;
  /** Sequence numbers of the events that this command caused; empty when there was nothing to do. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly replayed: boolean;
};

export type Execute = <Command extends Json | object, State extends { readonly version: number }, Event extends Body>(
  aggregate: Aggregate<Command, State, Event>,
  order: Order<Command>,
) => Promise<Result<Done<State>, Refusal>>;

export type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly marks: Marks;
  /** Writes the outbox rows that `wiring` asks for. */
  readonly publish: (u: Unit, rows: readonly EventRow[], now: number) => Promise<void>;
  /** A hint after the commit; a sweep finds the same rows. */
  readonly poke: (tenantId: Scope['tenantId']) => void;
  readonly measure?: Measure['command'] | undefined;
};

export const makeExecute =
  (deps: Deps): Execute =>
  async (aggregate, order) => {
    const begun = performance.now();
    let outcome: Outcome = 'fault';
    try {
      const done = await again(isCollision, () => attempt(deps, aggregate, order), order.scope.patience);
      crashPoint('execute.committed');
      outcome = done.ok ? 'done' : 'refused';
      return done;
    } finally {
      deps.measure?.(aggregate.kind, verbOf(order.command), outcome, performance.now() - begun);
    }
  };

/** `ticket.accept` and the verb of a record's command alike; commands are made by the program, never by a caller. */
const verbOf = (command: unknown): string => {
  const { type, verb = type } = command as { readonly type?: unknown; readonly verb?: unknown };
  return typeof verb === 'string' ? (verb.split('.').at(-1) ?? verb) : 'set';
};

/** Somebody else was faster: what they did is seen on the next turn. */
export const isCollision = (error: unknown): boolean =>
  error instanceof Conflict || isRetryable(error) || isDuplicate(error);

async function attempt<Command extends Json | object, State extends { readonly version: number }, Event extends Body>(
  { store, clock, marks, publish, poke }: Deps,
  aggregate: Aggregate<Command, State, Event>,
  {
    scope,
    within,
    key,
    principal = principalOf(scope.actor),
    id,
    fresh,
    command,
    remember,
    fingerprint,
  }: Order<Command>,
): Promise<Result<Done<State>, Refusal>> {
  // Two about the same thing, or under the same key, would only get in each other's way.
  const touches = aggregate.together && [id, ...(key === null ? [] : [`${principal} ${key}`])];
  const work = async (u: Unit) => {
    const [seen, before, ahead] = await Promise.all([
      key === null ? undefined : u.one(commandKey, { principal, key }),
      fresh === true ? null : aggregate.find(u, id),
      fresh === true && aggregate.onlyLooks === true ? aggregate.prepare(u, scope, null, command) : undefined,
    ]);
    const wanted = fingerprint ?? command;
    if (seen !== undefined && !marks.fits(seen.hash, aggregate.kind, wanted)) return no(refuse('key_reused'));
    if (seen?.refusal) return no(seen.refusal as Refusal);
    if (seen !== undefined) {
      const state = await aggregate.find(u, seen.streamId);
      if (state === null) return no(refuse('not_found'));
      return ok({ id: seen.streamId, state, fromSeq: seen.fromSeq, toSeq: seen.toSeq, replayed: true });
    }
    const fromSeq = (before?.version ?? 0) + 1;
    const [decide, last] = await Promise.all([
      ahead ?? aggregate.prepare(u, scope, before, command),
      fromSeq === 1 ? undefined : u.one(eventTable, { streamId: id, seq: fromSeq - 1 }),
    ]);
    const now = clock.now();
    const decision = decide(now);
    const keep = async (toSeq: number, refusal: Refusal | null) => {
      if (key === null) return;
      const hash = marks.of(aggregate.kind, wanted);
      const row = { principal, key, hash, streamId: id, fromSeq, toSeq, at: now };
      await u.insert(commandKey, [{ ...row, refusal: refusal as Json }]);
    };
    if (!decision.ok) {
      if (remember === true) await keep(fromSeq - 1, decision.refusal);
      return decision;
    }
    const by = memberIdOf(scope.actor);
    const dated = (bodies: readonly Event[]) => bodies.map((body): Dated<Event> => ({ ...body, at: now, by }));
    const fold = (all: readonly Dated<Event>[]) =>
      all.reduce<State | null>((state, event) => aggregate.evolve(state, id, event), before);
    let bodies = decision.value;
    let events = dated(bodies);
    let after = fold(events);
    if (after === null) return no(refuse('not_found'));
    if (store.vault !== undefined && aggregate.personal !== undefined && bodies.some(hasMembers)) {
      const keys = await aggregate.personal(u, after);
      const closed = closeIn(store.vault, scope.tenantId, { kind: aggregate.kind, subject: id }, bodies, keys, now);
      if (closed.rows.length > 0) {
        await u.insert(vaultTable, closed.rows);
        bodies = closed.bodies;
        events = dated(bodies);
        after = fold(events) ?? after;
      }
    }
    if (events.length > 0) {
      await aggregate.save(u, { id, before, after, events, command, now });
      const rows = await record(u, aggregate.kind, id, scope, now, bodies, fromSeq, last?.hash);
      await publish(u, rows, now);
      crashPoint('execute.inside');
      u.onCommit(() => poke(scope.tenantId));
    }
    const done = { id, state: after, fromSeq, toSeq: after.version, replayed: false };
    await keep(done.toSeq, null);
    return ok(done);
  };
  if (within !== undefined && within.tenantId !== scope.tenantId)
    throw new Error('a unit stays inside the scope that it was opened with');
  return store.unit(within ?? scope, work, touches);
}

const hasMembers = (body: Body): boolean => 'values' in body || 'change' in body;

/** The timeline rows, chained to the one before. */
async function record(
  u: Unit,
  kind: Aggregate<never, never, never>['kind'],
  streamId: string,
  scope: Scope,
  at: number,
  bodies: readonly Body[],
  fromSeq: number,
  last: string | undefined,
): Promise<readonly EventRow[]> {
  if (fromSeq > 1 && last === undefined) throw new Error(`event ${fromSeq - 1} of ${streamId} is missing`);
  const late = waited(scope, at);
  const links = bodies.map((body, index) => ({
    streamId,
    seq: fromSeq + index,
    kind,
    type: body.type,
    at,
    byId: memberIdOf(scope.actor),
    channel: scope.channel,
    requestId: scope.requestId,
    data: { ...dataOf(body), ...late },
  }));
  const rows = chain(scope.tenantId, last ?? GENESIS, links);
  await u.insert(
    eventTable,
    rows.map((row) => ({ ...row, feedNo: null })),
  );
  return rows;
}
