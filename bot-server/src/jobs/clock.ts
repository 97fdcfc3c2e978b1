// The only place that knows node-cron. It merely wakes: what is due, and who does it, is decided by the database.

import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { levelOf } from '../core/faults';
import type { Store } from '../store/unit';
import { makeSlots, type Slots } from './slots';

export type Job = {
  readonly name: string;
  /** Cron expression with seconds. */
  readonly every: string;
  /**
   * Milliseconds of one slot: one process among all runs the job per slot, again where it failed or its process was killed. Without it
   * every process runs it at each tick.
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
    await slots.keep(job);
  } catch (error) {
    log[levelOf(error)]({ err: error, job: job.name }, 'job failed; the next tick tries again');
    // Where the database is away for this as well, the next tick begins with it.
    await slots.giveBack(job).catch(() => {});
  }
}
