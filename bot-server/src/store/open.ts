// Opens the database that the configuration names and gives it the store's face: scopes, joined units, hints after the commit.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { asReader, asUnit, readerOn, unitOn } from './access';
import { DIALECTS, isRetryable } from './dialect';
import { type Engine, type Link, within } from './link';
import { openMysql } from './mysql';
import type { SystemUnit, Unit } from './reader';
import { openSqlite } from './sqlite';
import type { Store, StoreConfig } from './unit';
import type { Reach } from './where';

/** Connected, checked and migrated. Throws, saying what to do, where the database must not be used. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const engine = config.kind === 'sqlite' ? await openSqlite(config) : await openMysql(config);
  return faceOf(engine, config.unitDeadline ?? UNIT_DEADLINE);
}

/** The unit that the present call is part of. */
type Around = {
  readonly reach: Reach;
  readonly unit: Unit & SystemUnit;
  open: boolean;
  broken?: { readonly error: unknown };
};

const UNIT_DEADLINE = 15_000;

function faceOf(engine: Engine, deadline: number): Store {
  const dialect = DIALECTS[engine.dialect];
  const here = new AsyncLocalStorage<Around>();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  let asked = 0;
  let busy = 0;

  async function counted<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  async function transact<T>(reach: Reach, work: (u: Unit & SystemUnit) => Promise<T>): Promise<T> {
    const around = here.getStore();
    if (around?.open) return join(around, reach, work);
    if (closed) throw new Error('the store is closed');
    const hints: (() => void)[] = [];
    // The lane calls from whichever unit came first: what the caller carries with it must be the caller's.
    const caller = new AsyncResource('unit');
    let begun = false;
    asked += 1;
    const turn = (link: Link) => {
      begun = true;
      busy += 1;
      return caller.runInAsyncScope(() => inUnit(link, reach, work, hints));
    };
    const result = await counted(engine.transact(turn)).finally(() => {
      asked -= 1;
      if (begun) busy -= 1;
    });
    for (const hint of hints) here.exit(() => attempt(hint));
    return result;
  }

  async function inUnit<T>(
    link: Link,
    reach: Reach,
    work: (u: Unit & SystemUnit) => Promise<T>,
    hints: (() => void)[],
  ) {
    const state: { around?: Around } = {};
    const unit = asUnit(
      unitOn(
        guarded(link, () => state.around),
        dialect,
        reach,
        (hint) => void hints.push(hint),
      ),
    );
    const around: Around = { reach, unit, open: true };
    state.around = around;
    try {
      const result = await within(
        deadline,
        'UNIT_TIMEOUT',
        here.run(around, () => work(unit)),
      );
      if (around.broken !== undefined) throw around.broken.error;
      return result;
    } finally {
      // Also where time is up and `work` goes on: what it still writes would land in somebody else's unit.
      around.open = false;
    }
  }

  return {
    dialect: engine.dialect,
    warnings: engine.warnings,
    unit: ({ tenantId }, work) => transact({ tenantId }, work),
    read: ({ tenantId }) => asReader(readerOn(engine.reading, dialect, { tenantId })),
    system: {
      read: asReader(readerOn(engine.reading, dialect, 'system')),
      unit: (work) => transact('system', work),
    },
    now: async () => {
      const [row] = await engine.reading.all({ sql: `select ${dialect.now} as now`, params: [] });
      return Number(row?.now);
    },
    load: () => ({ busy, waiting: asked - busy }),
    ready: async () => {
      await engine.reading.all({ sql: 'select 1', params: [] });
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      await engine.close();
    },
  };
}

async function join<T>(around: Around, reach: Reach, work: (u: Unit & SystemUnit) => Promise<T>): Promise<T> {
  const same =
    around.reach === 'system' ? reach === 'system' : reach !== 'system' && around.reach.tenantId === reach.tenantId;
  if (!same) throw new Error('a unit stays inside the scope that it was opened with');
  try {
    return await work(around.unit);
  } catch (error) {
    // Its half of the work cannot be taken back by itself, so nothing of the whole may be kept.
    around.broken ??= { error };
    throw error;
  }
}

/** Refuses statements of a unit that is over, or that the database has given up: those would be kept by themselves. */
function guarded(link: Link, around: () => Around | undefined): Link {
  const guard =
    <A, R>(call: (argument: A) => Promise<R>) =>
    async (argument: A): Promise<R> => {
      const now = around();
      if (now?.open !== true) throw new Error('this unit is over: a call was not awaited');
      if (now.broken !== undefined) throw now.broken.error;
      try {
        return await call(argument);
      } catch (error) {
        if (isRetryable(error)) now.broken ??= { error };
        throw error;
      }
    };
  return { all: guard(link.all), run: guard(link.run) };
}

function attempt(hint: () => void): void {
  try {
    hint();
  } catch (error) {
    process.emitWarning(`a hint after a commit failed: ${error instanceof Error ? error.stack : error}`);
  }
}
