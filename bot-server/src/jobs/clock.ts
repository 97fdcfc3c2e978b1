// The only place that knows node-cron. It merely wakes: what is due, and who does it, is decided by the database.

import { MINUTE } from '@paidan/shared/kernel/time';
import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { levelOf } from '../core/faults';
import { isDuplicate } from '../store/dialect';
import { jobSlot } from '../store/tables/jobSlot';
import type { Store } from '../store/unit';

export type Job = {
  readonly name: string;
  /** Cron expression with seconds. */
  readonly every: string;
  /**
   * Milliseconds of one slot: one process among all runs the job per slot, again where it failed. Without it every process runs it at
   * each tick.
   */
  readonly slot?: number;
  readonly run: () => Promise<unknown>;
};

export type JobClock = { readonly stop: () => Promise<void> };

export function startJobs(store: Store, jobs: readonly Job[], holder: string, log: Logger): JobClock {
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  const slots = makeSlots(store, holder);
  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(job.every, () => {
      if (busy.has(job.name)) return;
      busy.add(job.name);
      const turn = tick(slots, job, log).finally(() => {
        busy.delete(job.name);
        running.delete(turn);
      });
      running.add(turn);
    }),
  );
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };
}

async function tick(slots: Slots, job: Job, log: Logger): Promise<void> {
  try {
    if (job.slot !== undefined && !(await slots.take(job))) return;
    await job.run();
    slots.keep(job);
  } catch (error) {
    log[levelOf(error)]({ err: error, job: job.name }, 'job failed; the next tick tries again');
    // Where the database is away for this as well, the next tick begins with it.
    await slots.giveBack(job).catch(() => {});
  }
}

/** Which slot it is by the database's clock. */
export const slotOf = (job: Pick<Job, 'slot'>, now: number): number => Math.floor(now / (job.slot ?? MINUTE));

type Slots = {
  /** False where somebody else has it. */
  readonly take: (job: Job) => Promise<boolean>;
  /** It is done, and nobody's again. */
  readonly keep: (job: Job) => void;
  /** Nothing came of it: whoever ticks next may have it. */
  readonly giveBack: (job: Job) => Promise<void>;
};

/** A unique row per job and slot: whoever inserts it first runs the job. */
function makeSlots(store: Store, holder: string): Slots {
  /** Taken, or perhaps taken where the answer was lost, and not done. */
  const open = new Map<string, number>();
  const giveBack = async ({ name: job }: Job): Promise<void> => {
    const slot = open.get(job);
    if (slot === undefined) return;
    await store.system.unit((u) => u.remove(jobSlot, { job, slot, holder }));
    open.delete(job);
  };
  return {
    take: async (job) => {
      await giveBack(job);
      const now = await store.now();
      const slot = slotOf(job, now);
      open.set(job.name, slot);
      try {
        await store.system.unit((u) =>
          u.insert(jobSlot, [{ job: job.name, slot, holder, startedAt: now, finishedAt: null }]),
        );
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        open.delete(job.name);
        return false;
      }
    },
    keep: (job) => void open.delete(job.name),
    giveBack,
  };
}
