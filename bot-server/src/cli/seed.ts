// Makes many varied tickets with plausible histories, for trying the product at size.

import { openFrom } from '../boot';
import { systemClock } from '../core/clock';
import { seedTickets } from '../sample/seed';
import { tenant } from '../store/tables/tenant';
import type { Command } from './command';
import { optionsOf, UsageFault } from './options';

const MOST = 5_000_000;

export const seed: Command = {
  usage: '--org <code> --tickets <number> [--seed <number>]',
  summary: 'Makes sample tickets over the last 90 days; the same seed tells the same stories',
  run: async (args, config) => {
    const { org, tickets, seed: start = '1' } = optionsOf(args, ['org', 'tickets'], ['seed']);
    const count = wholeNumber('tickets', tickets, MOST);
    const store = await openFrom(config);
    try {
      const found = await store.system.read.one(tenant, { code: org });
      if (found === undefined) throw new UsageFault(`there is no organization ${org}`);
      const began = Date.now();
      const rate = (done: number) => Math.round(done / Math.max(0.001, (Date.now() - began) / 1000));
      await seedTickets(store, systemClock, {
        tenantId: found.id,
        tickets: count,
        seed: wholeNumber('seed', start, 2 ** 32 - 1),
        onProgress: (done) => {
          if (done % 10_000 === 0) console.error(`${done} of ${count} (${rate(done)}/s)`);
        },
      });
      console.log(`${count} tickets, ${rate(count)}/s`);
      return 0;
    } finally {
      await store.close();
    }
  },
};

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new UsageFault(`--${name}: a whole number up to ${most}`);
  return value;
}
