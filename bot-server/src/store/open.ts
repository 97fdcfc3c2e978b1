// Opens the database that the configuration names and gives it the store's face: scopes, joined units, hints after the commit.
import { asReader, asUnit, readerOn, unitOn } from './access';
import { DIALECTS, isFull, isRetryable } from './dialect';
import { type Engine, type Link, PATIENT_DEADLINE, type Reading } from './link';
import { isOver, limitOf, outOfPatience, type Patience } from './patience';
import type { SystemUnit, Unit } from './reader';
import { makeRoom } from './room';
import type { Asking, Store, StoreConfig, TenantScope } from './unit';
import { makeWatch, NOBODY_WATCHES, type Watch } from './watch';
import type { Reach } from './where';
import { within } from './within';

/** Connected, checked and migrated. Throws, saying what to do, where the database must not be used. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const engine = await engineOf(config);
  const deadline = config.unitDeadline ?? (config.patient === true ? PATIENT_DEADLINE : UNIT_DEADLINE);
  return faceOf(engine, deadline, config.watched === true ? makeWatch() : NOBODY_WATCHES);
}

/** The driver of the other database is not loaded: it takes some hundredths of a second of each start. */
const engineOf = async (config: StoreConfig): Promise<Engine> =>
  config.kind === 'sqlite'
    ? (await import('./sqlite')).openSqlite(config)
    : (await import('./mysql')).openMysql(config);

/** What is known of a unit that is under way. */
type Around = {
  open: boolean;
  wrote?: true;
  broken?: { readonly error: unknown };
};
type AnyUnit = Unit & SystemUnit;

const UNIT_DEADLINE = 15_000;

function faceOf(engine: Engine, deadline: number, watch: Watch): Store {
  const dialect = DIALECTS[engine.dialect];
  const units = new WeakMap<object, Around>();
  const underWay = new Set<Promise<unknown>>();
  const room = makeRoom();
  let closed = false;
  let asked = 0;
  let busy = 0;
  let commands = 0;

  async function counted<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  /** Whoever has no more patience is told so; what was on its way then is done or not, and counted to its end. */
  async function transact<T>(
    reach: Reach,
    work: (u: AnyUnit) => Promise<T>,
    patience: Patience | undefined,
    touches?: readonly string[],
  ): Promise<T> {
    watch.check();
    if (isOver(patience)) throw outOfPatience();
    const doing = () => toItsEnd(reach, work, patience, touches);
    return patience === undefined ? doing() : patience.bound(doing);
  }

  async function toItsEnd<T>(
    reach: Reach,
    work: (u: AnyUnit) => Promise<T>,
    patience: Patience | undefined,
    touches?: readonly string[],
  ): Promise<T> {
    if (closed) throw new Error('the store is closed');
    const hints: (() => void)[] = [];
    let begun = false;
    let around: Around | undefined;
    asked += 1;
    if (touches !== undefined) commands += 1;
    // The lane calls from whichever unit came first.
    const turn = watch.mine((link: Link) => {
      if (!begun) busy += 1;
      begun = true;
      hints.length = 0;
      around = { open: true };
      return inUnit(link, around, reach, work, hints, patience);
    });
    const carriedOut = engine.transact(turn, { touches, patience }).catch((error: unknown) => {
      if (isFull(error)) room.missed();
      throw error;
    });
    const result = await counted(carriedOut).finally(() => {
      asked -= 1;
      if (touches !== undefined) commands -= 1;
      if (begun) busy -= 1;
    });
    if (around?.wrote === true) room.found();
    for (const hint of hints) watch.outside(() => attempt(hint));
    return result;
  }

  async function inUnit<T>(
    link: Link,
    around: Around,
    reach: Reach,
    work: (u: AnyUnit) => Promise<T>,
    hints: (() => void)[],
    patience: Patience | undefined,
  ) {
    const limit = limitOf(deadline, patience);
    const unit = asUnit(unitOn(guarded(link, around, patience), dialect, reach, (hint) => void hints.push(hint)));
    units.set(unit, around);
    try {
      const result = await within(
        limit,
        'UNIT_TIMEOUT',
        watch.inside(
          () => around.open,
          () => work(unit),
        ),
      );
      if (around.broken !== undefined) throw around.broken.error;
      return result;
    } finally {
      // Also where time is up and `work` goes on: what it still writes would land in somebody else's unit.
      around.open = false;
    }
  }

  function unitFor<T>(
    scope: TenantScope,
    work: (u: Unit) => Promise<T>,
    patience: Patience | undefined,
    touches?: readonly string[],
  ): Promise<T> {
    const around = units.get(scope);
    if (around !== undefined) return join(around, scope as Unit, work);
    const { tenantId } = scope;
    return transact(
      { tenantId },
      work,
      patience,
      touches?.map((thing) => `${tenantId} ${thing}`),
    );
  }

  const asking = (patience: Patience | undefined): Asking => ({
    unit: (scope, work, touches) => unitFor(scope, work, scope.patience ?? patience, touches),
    read: ({ tenantId, patience: own = patience }) =>
      asReader(readerOn(bounded(engine.reading, own), dialect, { tenantId })),
    glance: ({ tenantId, patience: own = patience }) =>
      asReader(readerOn(bounded(engine.glancing, own), dialect, { tenantId })),
    system: {
      read: asReader(readerOn(bounded(engine.reading, patience), dialect, 'system')),
      unit: (work) => transact('system', work, patience),
    },
  });

  return {
    ...asking(undefined),
    within: asking,
    dialect: engine.dialect,
    warnings: engine.warnings,
    now: async () => {
      const [row] = await engine.reading.all({ sql: `select ${dialect.now} as now`, params: [] });
      return Number(row?.now);
    },
    load: () => ({ busy, waiting: asked - busy, commands }),
    isFull: room.isFull,
    ready: async () => {
      await engine.reading.all({ sql: 'select 1', params: [] });
    },
    scrub: engine.scrub,
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      await engine.close();
    },
  };
}

function bounded(reading: Reading, patience: Patience | undefined): Reading {
  if (patience === undefined) return reading;
  return {
    all: async (statement) => {
      if (isOver(patience)) throw outOfPatience();
      return patience.during(() => reading.all(statement, patience));
    },
  };
}

async function join<T>(around: Around, unit: Unit, work: (u: Unit) => Promise<T>): Promise<T> {
  if (!around.open) throw new Error(OVER);
  try {
    return await work(unit);
  } catch (error) {
    // Its half of the work cannot be taken back by itself, so nothing of the whole may be kept.
    around.broken ??= { error };
    throw error;
  }
}

const OVER = 'this unit is over: a call was not awaited';

/** Refuses statements of a unit that is over, or that the database has given up: those would be kept by themselves. */
function guarded(link: Link, around: Around, patience: Patience | undefined): Link {
  const guard =
    <A, R>(call: (argument: A) => Promise<R>) =>
    async (argument: A): Promise<R> => {
      if (!around.open) throw new Error(OVER);
      if (around.broken !== undefined) throw around.broken.error;
      if (isOver(patience)) throw outOfPatience();
      try {
        return await call(argument);
      } catch (error) {
        if (isRetryable(error)) around.broken ??= { error };
        throw error;
      }
    };
  const writing = <A, R>(call: (argument: A) => Promise<R>) => {
    const guarded = guard(call);
    return (argument: A) => {
      around.wrote = true;
      return guarded(argument);
    };
  };
  return { all: guard(link.all), run: writing(link.run), later: writing(link.later) };
}

function attempt(hint: () => void): void {
  try {
    hint();
  } catch (error) {
    process.emitWarning(`a hint after a commit failed: ${error instanceof Error ? error.stack : error}`);
  }
}
