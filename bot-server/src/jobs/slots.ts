// Which process runs a job of a slot: a unique row per job and slot, and whoever inserts it first has it. While it is at work it says so
// now and then; of one that says nothing for longer than the lease, the process is gone, and whoever ticks next takes over.
import { MINUTE } from '@paidan/shared/kernel/time';
import { again } from '../core/again';
import { isDuplicate, isRetryable } from '../store/dialect';
import { jobSlot } from '../store/tables/jobSlot';
import type { Store, SystemUnit } from '../store/unit';

type Slotted = { readonly name: string; readonly slot?: number };

export type Slots = {
  /** False where somebody else has it, or it is done. */
  readonly take: (job: Slotted) => Promise<boolean>;
  /** It is done. */
  readonly keep: (job: Slotted) => Promise<void>;
  /** Nothing came of it: whoever ticks next may have it. */
  readonly giveBack: (job: Slotted) => Promise<void>;
};

/** Milliseconds by the database's clock. One that is only slow, and taken for gone, does its work once more than was needed: no harm. */
const LEASE = 5 * MINUTE;

/** Which slot it is by the database's clock. */
export const slotOf = (job: Pick<Slotted, 'slot'>, now: number): number => Math.floor(now / (job.slot ?? MINUTE));

export function makeSlots(store: Store, holder: string, lease = LEASE): Slots {
  /** Taken, or perhaps taken where the answer was lost, and not done. */
  const open = new Map<string, { readonly slot: number; saying: NodeJS.Timeout | undefined }>();
  const unit = <T>(work: (u: SystemUnit) => Promise<T>): Promise<T> =>
    again(isRetryable, () => store.system.unit(work));

  const begin = (job: string, slot: number): void => {
    const say = async () => {
      const now = await store.now();
      await unit((u) => u.change(jobSlot, { job, slot, holder, finishedAt: null }, { startedAt: now }));
    };
    // What is not said now is said the next time; long before the lease ends.
    const saying = setInterval(() => void say().catch(() => {}), lease / 5).unref();
    open.set(job, { slot, saying });
  };
  const end = (job: string): void => {
    clearInterval(open.get(job)?.saying);
    open.delete(job);
  };

  const giveBack = async ({ name: job }: Slotted): Promise<void> => {
    const held = open.get(job);
    if (held === undefined) return;
    clearInterval(held.saying);
    await store.system.unit((u) => u.remove(jobSlot, { job, slot: held.slot, holder }));
    end(job);
  };
  return {
    take: async (job) => {
      await giveBack(job);
      const now = await store.now();
      const slot = slotOf(job, now);
      open.set(job.name, { slot, saying: undefined });
      if (
        !(await isFirst(store, job.name, slot, holder, now)) &&
        !(await isLeft(store, job.name, slot, holder, now - lease))
      ) {
        end(job.name);
        return false;
      }
      begin(job.name, slot);
      return true;
    },
    keep: async ({ name: job }) => {
      const held = open.get(job);
      if (held === undefined) return;
      end(job);
      const now = await store.now();
      await unit((u) => u.change(jobSlot, { job, slot: held.slot, holder }, { finishedAt: now }));
    },
    giveBack,
  };
}

async function isFirst(store: Store, job: string, slot: number, holder: string, now: number): Promise<boolean> {
  try {
    await store.system.unit((u) => u.insert(jobSlot, [{ job, slot, holder, startedAt: now, finishedAt: null }]));
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

/** One of those who see it left takes it over. */
async function isLeft(store: Store, job: string, slot: number, holder: string, before: number): Promise<boolean> {
  const row = await store.system.read.one(jobSlot, { job, slot });
  if (row === undefined || row.finishedAt !== null || row.startedAt > before) return false;
  const { holder: gone, startedAt } = row;
  const now = await store.now();
  const seen = { job, slot, holder: gone, startedAt, finishedAt: null };
  return (await store.system.unit((u) => u.change(jobSlot, seen, { holder, startedAt: now }))) === 1;
}
