// seed_tickets_per_s: how many tickets with their histories does the seeder make, on embedded SQLite? An absolute.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { syncTimes } from './disk';
import { type Figure, spreadOf } from './figure';
import { clean, program, startServer } from './server';

const TICKETS = 20_000;
const ROUNDS = 3;

export const seedRate: Figure = async ({ dir, short, say }) => {
  const rates: number[] = [];
  const syncs: number[] = [];
  for (let round = 1; round <= (short ? 1 : ROUNDS); round++) {
    const here = path.join(dir, String(round));
    mkdirSync(here);
    // The first start plants the sample organization.
    const server = await startServer(here, { DATA_DIR: here });
    await server.stop();
    syncs.push(...syncTimes(here));
    rates.push(await seed(here));
    say(`round ${round}: ${rates.at(-1)}/s`);
  }
  return { kind: 'absolute', tickets: TICKETS, tickets_per_s: spreadOf(rates), fsync_ms: spreadOf(syncs, 2) };
};

/** The rate that the command line itself tells, its start not counted. */
async function seed(dir: string): Promise<number> {
  const args = [program('cli'), 'seed', '--org', 'cuihu', '--tickets', String(TICKETS)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...clean(process.env), DATA_DIR: dir },
  });
  const rate = /, (\d+)\/s/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`the seeder said: ${stdout}`);
  return Number(rate);
}
