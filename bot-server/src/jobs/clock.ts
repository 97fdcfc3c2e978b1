// The only place that knows node-cron. It merely wakes: what is due, and who does it, is decided by the database.

import { MINUTE } from '@paidan/shared/kernel/time';
import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { isDuplicate } from '../store/dialect';
import { jobSlot } from '../store/tables/jobSlot';
import type { Store } from '../store/unit';

export type Job = {
  readonly name: string;
  /** Cron expression with seconds. */
  readonly every: string;
  /** Milliseconds of one slot: one process among all runs the job per slot. Without it every process runs it at each tick. */
  readonly slot?: number;
  readonly run: () => Promise<unknown>;
};

export type JobClock = { readonly stop: () => Promise<void> };

export function startJobs(store: Store, jobs: readonly Job[], holder: string, log: Logger): JobClock {
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(job.every, () => {
      if (busy.has(job.name)) return;
      busy.add(job.name);
      const turn = tick(store, job, holder, log).finally(() => {
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

async function tick(store: Store, job: Job, holder: string, log: Logger): Promise<void> {
  try {
    if (job.slot !== undefined && !(await takeSlot(store, job, holder))) return;
    await job.run();
  } catch (error) {
    log.error({ err: error, job: job.name }, 'job failed');
  }
}

/** A unique row per job and slot: whoever inserts it first runs the job. */
async function takeSlot(store: Store, job: Job, holder: string): Promise<boolean> {
  const now = await store.now();
  const slot = Math.floor(now / (job.slot ?? MINUTE));
  try {
    await store.system.unit((u) =>
      u.insert(jobSlot, [{ job: job.name, slot, holder, startedAt: now, finishedAt: null }]),
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
