// Makes many varied tickets with plausible histories, for trying the product at size.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { systemClock } from '../core/clock';
import { openFrom } from '../opening';
import { seedTickets } from '../sample/seed';
import { tenant } from '../store/tables/tenant';
import type { Command } from './command';
import { optionsOf, UsageFault } from './options';

const MOST = 5_000_000;
/** Threads that make tickets: one can barely outrun the one that writes. */
const MOST_THREADS = 3;
/** As the shell counts what a signal ended. */
const INTERRUPTED = 130;
/** Beside the built command line; run from source, everything is done by one thread. */
const MAKER = path.join(__dirname, 'sample', 'part.worker.js');

export const seed: Command = {
  usage: '--org <code> --tickets <number> [--seed <number>]',
  summary: 'Makes sample tickets over the last 90 days; the same seed tells the same stories',
  run: async (args, config) => {
    const { org, tickets, seed: start = '1' } = optionsOf(args, ['org', 'tickets'], ['seed']);
    const count = wholeNumber('tickets', tickets, MOST);
    const store = await openFrom(config, { patient: true });
    let stopped = false;
    const stop = () => {
      if (!stopped) console.error('finishing the tickets in hand …');
      stopped = true;
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      const found = await store.system.read.one(tenant, { code: org });
      if (found === undefined) throw new UsageFault(`there is no organization ${org}`);
      const began = Date.now();
      let told = 0;
      const seconds = () => Math.max(0.001, (Date.now() - began) / 1000);
      const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1));
      const done = await seedTickets(store, systemClock, {
        tenantId: found.id,
        tickets: count,
        seed: wholeNumber('seed', start, 2 ** 32 - 1),
        personalKey: config.personalKeys[0],
        onProgress: (so) => {
          const hundredths = Math.floor((100 * so) / count);
          if (hundredths > told) console.error(progress(so, count, seconds()));
          told = hundredths;
        },
        stopped: () => stopped,
        ...(existsSync(MAKER) && { threads: { file: MAKER, count: threads } }),
      });
      console.log(`${done} tickets, ${Math.round(done / seconds())}/s`);
      if (done === count) return 0;
      console.error(`stopped after ${done} of ${count}: those are whole, and nothing is there of the rest`);
      return INTERRUPTED;
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      await store.close();
    }
  },
};

function progress(done: number, count: number, seconds: number): string {
  const left = Math.ceil(((count - done) * seconds) / done);
  const time = left >= 90 ? `${Math.ceil(left / 60)} min` : `${left} s`;
  return `${done} of ${count} (${Math.floor((100 * done) / count)} %, ${Math.round(done / seconds)}/s, ${time} left)`;
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new UsageFault(`--${name}: a whole number up to ${most}`);
  return value;
}
