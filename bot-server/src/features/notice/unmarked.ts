// What went out, as long as it cannot be written down: a database that is full, or away, at that very moment would have it go out again
// with every lease. It is remembered for as long as the process lives, stays this process's own, and is written down as soon as that can be.
import type { Sent } from '../../core/channels';
import { isPassing } from '../../core/faults';
import type { Log } from '../../core/log';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';
import type { Due } from './claim';
import { finishSent, type HeldCard } from './finish';

/** The message of the first; the others were told in it. */
type Told = readonly [Due, ...Due[]];
export type Went = { readonly sent: Sent; readonly held: HeldCard | null; readonly at: number };
/** Rejects where it could not be written down. */
export type Mark = (rows: Told, went: Went) => Promise<void>;

export type Unmarked = {
  readonly mark: Mark;
  /** Another try, up to the first that fails again, which is the last one next time; never rejects. */
  readonly again: () => Promise<void>;
  /** Of rows that were claimed those that have not gone out; the others are written down. Rejects where they could not be. */
  readonly unsent: (rows: readonly Due[]) => Promise<readonly Due[]>;
};

type Entry = { rows: Told; readonly went: Went; until: number };

/** `lease`: milliseconds for which a claim holds. */
export function makeUnmarked(store: Store, log: Log, lease: number): Unmarked {
  const entries = new Set<Entry>();

  async function write(entry: Entry): Promise<void> {
    const { rows, went } = entry;
    const [first, ...merged] = rows;
    await finishSent(store, first, went.sent, went.held, went.at, merged);
    entries.delete(entry);
  }

  /** Whatever will never be written down is as if it had never been sent: its claim ends without a word. */
  function failed(entry: Entry, error: unknown): void {
    entries.delete(entry);
    if (isPassing(error)) entries.add(entry);
  }

  /** Like a claim: where that can be written, this can. */
  async function keep(entry: Entry): Promise<void> {
    const { rows } = entry;
    const begun = performance.now();
    const leaseUntil = (await store.now()) + lease;
    const kept = await store.unit(rows[0], async (u) => {
      let ours = 0;
      for (const { id, fence } of rows)
        ours += await u.change(delivery, { id, fence, state: 'pending' }, { leaseUntil });
      return ours;
    });
    entry.until = begun + lease;
    if (kept > 0) return;
    // Somebody else has claimed them since: theirs to send and to write down.
    entries.delete(entry);
    log.warn({ messages: rows.length }, 'what was sent is in other hands, and may be sent again');
  }

  return {
    mark: async (rows, went) => {
      const entry = { rows, went, until: performance.now() + lease / 2 };
      try {
        await write(entry);
      } catch (error) {
        failed(entry, error);
        throw error;
      }
    },
    again: async () => {
      for (const entry of [...entries]) {
        try {
          await write(entry);
        } catch (error) {
          failed(entry, error);
          log.debug({ err: error, messages: entries.size }, 'what was sent cannot be written down yet');
          break;
        }
      }
      const ending = [...entries].filter(({ until }) => until - performance.now() < lease / 2);
      try {
        for (const entry of ending) await keep(entry);
      } catch (error) {
        log.warn({ err: error, messages: ending.length }, 'what was sent may be sent again by others');
      }
    },
    unsent: async (rows) => {
      const claimed = new Map(rows.map((row) => [row.id as string, row]));
      for (const entry of [...entries].filter((one) => one.rows.some(({ id }) => claimed.has(id)))) {
        const { rows: told } = entry;
        // Under the claim that holds now.
        entry.rows = told.map((row) => claimed.get(row.id) ?? row) as unknown as Told;
        for (const { id } of told) claimed.delete(id);
        await write(entry);
      }
      return [...claimed.values()];
    },
  };
}
