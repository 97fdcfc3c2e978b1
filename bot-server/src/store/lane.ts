// How do many units share SQLite's one writer? In the order they came; those that wait together share one commit, since getting to
// the disk is what takes long. Each has its own savepoint, and nobody is answered before the commit is done.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { isRetryable } from './dialect';

export type Writer = { readonly exec: (sql: string) => unknown; readonly inTransaction: boolean };
/** Runs `work` when its turn comes; resolves when the commit is done. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

type Waiting = { readonly work: () => Promise<unknown>; readonly settle: (outcome: Outcome) => void };
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Units that share one commit, at most. */
export const GROUP = 64;
/** How long another process (the command line) is waited for. Milliseconds. */
const PATIENCE = 2_500;

export function makeLane(writer: Writer): Lane {
  const queue: Waiting[] = [];
  let busy = false;

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (queue.length > 0) {
        await group(writer, queue);
        // Units go on in microtasks alone: without this, a long queue would keep the network waiting.
        await setImmediate();
      }
    } finally {
      busy = false;
    }
  }

  return <T>(work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(outcome.error));
      queue.push({ work, settle });
      void pump();
    });
}

async function group(writer: Writer, queue: Waiting[]): Promise<void> {
  const finished: { readonly unit: Waiting; readonly outcome: Outcome }[] = [];
  try {
    await begin(writer).catch((error: unknown) => {
      // They have waited already: to begin anew, as after a moment's collision, would keep their callers for many times as long.
      throw isRetryable(error) ? lockedFor(PATIENCE) : error;
    });
    for (let unit = queue.shift(); unit !== undefined; unit = finished.length < GROUP ? queue.shift() : undefined) {
      const outcome = await inSavepoint(writer, unit.work);
      finished.push({ unit, outcome });
      // A full disk undoes the whole transaction, not only the statement that met it.
      if (!writer.inTransaction) throw outcome.ok ? new Error('the transaction was lost') : outcome.error;
    }
    writer.exec('commit');
  } catch (error) {
    takeBack(writer);
    const refused = finished.length > 0 ? finished.map(({ unit }) => unit) : queue.splice(0);
    for (const { settle } of refused) settle({ ok: false, error });
    return;
  }
  for (const { unit, outcome } of finished) unit.settle(outcome);
}

/** Not among those that are tried again. */
const lockedFor = (ms: number) =>
  Object.assign(new Error(`another process held the database for ${ms} ms`), { code: 'LANE_TIMEOUT' });

/** A rollback that fails leaves the next group to find out; nobody may be left without an answer for it. */
function takeBack(writer: Writer): void {
  try {
    if (writer.inTransaction) writer.exec('rollback');
  } catch (error) {
    process.emitWarning(`a rollback failed: ${error instanceof Error ? error.message : error}`);
  }
}

async function inSavepoint(writer: Writer, work: () => Promise<unknown>): Promise<Outcome> {
  try {
    writer.exec('savepoint unit');
    const value = await work();
    writer.exec('release unit');
    return { ok: true, value };
  } catch (error) {
    try {
      if (writer.inTransaction) writer.exec('rollback to unit');
      if (writer.inTransaction) writer.exec('release unit');
    } catch {
      // What cannot be taken back alone is taken back with the whole group.
      takeBack(writer);
    }
    return { ok: false, error };
  }
}

/** Waits for other processes without blocking this one, which SQLite's own busy timeout would do. */
export async function begin(writer: Writer, patience = PATIENCE): Promise<void> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      writer.exec('begin immediate');
      return;
    } catch (error) {
      if (!isRetryable(error) || performance.now() > until) throw error;
      await setTimeout(2 + Math.random() * 20);
    }
  }
}
