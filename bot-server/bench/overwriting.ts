// overwriting_sqlite: what does it cost that SQLite overwrites what is deleted (`secure_delete`)? Two servers on databases of their own, one
// that does and one that does not, in turn: tickets are reported, offered and accepted, and all that leaves behind is carried out, which
// is where rows are deleted.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../src/store/open';
import { sendThrough } from './accept/http';
import { reportFor } from './create/http';
import { makeOrganizations } from './create/organizations';
import { settled } from './create/settle';
import { onSqlite } from './create/sqlite';
import { syncTimes } from './disk';
import { type Figure, spreadOf } from './figure';
import { startServer } from './server';

const CONNECTIONS = 32;
const ORGANIZATIONS = 20;
/** Milliseconds of reporting per round and side. */
const LONG = { rounds: 7, ms: 4000 };
const SHORT = { rounds: 3, ms: 1500 };
const LETS_GO = path.join(__dirname, '../bench/letGo.cjs');

type Seen = { readonly perSecond: number; readonly cpuMs: number };

export const overwritingOnSqlite: Figure = async ({ dir, say, short }) => {
  const { rounds, ms } = short ? SHORT : LONG;
  const sides = [];
  for (const overwrites of [true, false]) sides.push(await makeSide(path.join(dir, String(overwrites)), overwrites));
  const [on, off] = sides as [Side, Side];
  const seen = { on: [] as Seen[], off: [] as Seen[] };
  const syncs: number[] = [];
  // The first one warms both sides up. Whoever comes first in one round comes second in the next.
  for (let round = 0; round <= rounds; round++) {
    syncs.push(...syncTimes(dir));
    const turns = [
      ['on', on],
      ['off', off],
    ] as const;
    for (const [name, side] of round % 2 === 0 ? turns : [...turns].reverse()) {
      const one = await side.live(ms);
      if (round > 0) seen[name].push(one);
    }
    const [a, b] = [seen.on.at(-1), seen.off.at(-1)];
    if (a !== undefined && b !== undefined)
      say(
        `round ${round}: overwriting ${a.perSecond.toFixed(0)}/s and ${a.cpuMs.toFixed(2)} ms, not ${b.perSecond.toFixed(0)}/s and ${b.cpuMs.toFixed(2)} ms of processor`,
      );
  }
  for (const { end } of sides) await end();
  const ratio = (of: keyof Seen) =>
    spreadOf(
      seen.on.map((one, at) => one[of] / (seen.off[at]?.[of] ?? Number.NaN)),
      3,
    );
  return {
    kind: 'ratio',
    ratio: ratio('perSecond'),
    ratio_cpu: ratio('cpuMs'),
    overwriting_per_s: spreadOf(seen.on.map((one) => one.perSecond)),
    letting_go_per_s: spreadOf(seen.off.map((one) => one.perSecond)),
    overwriting_cpu_ms: spreadOf(
      seen.on.map((one) => one.cpuMs),
      2,
    ),
    letting_go_cpu_ms: spreadOf(
      seen.off.map((one) => one.cpuMs),
      2,
    ),
    fsync_ms: spreadOf(syncs, 2),
    rounds,
  };
};

type Side = Awaited<ReturnType<typeof makeSide>>;

async function makeSide(dir: string, overwrites: boolean) {
  mkdirSync(dir);
  const bench = await onSqlite(dir);
  const store = await openStore(bench.config);
  const organizations = await makeOrganizations(store, ORGANIZATIONS);
  const server = await startServer(dir, {
    ...bench.env,
    ...(!overwrites && { NODE_OPTIONS: `--require ${LETS_GO}` }),
  });
  const told = readFileSync(path.join(dir, 'server.log'), 'utf8').includes('nothing is overwritten');
  if (told === overwrites) throw new Error('both sides do the same: there is nothing to compare');
  const there = { port: server.port, organizations, connections: CONNECTIONS };
  await settled(store);
  return {
    /** Whole lives, from the report until nothing is left to do: per second, and processor time of the server for each. */
    live: async (ms: number): Promise<Seen> => {
      const [cpu, begun] = [server.cpuMs(), performance.now()];
      const { created } = await reportFor(ms, server.port, organizations, CONNECTIONS);
      await sendThrough('ticket.offer', created, ({ dispatcher }) => dispatcher, there);
      await sendThrough('ticket.accept', created, ({ technicians }, at) => pick(technicians, at), there);
      await settled(store);
      const seconds = (performance.now() - begun) / 1000;
      return { perSecond: created.length / seconds, cpuMs: (server.cpuMs() - cpu) / created.length };
    },
    end: async () => {
      await server.stop();
      await store.close();
      await bench.close();
    },
  };
}

const pick = (tokens: readonly string[], at: number): string => tokens[at % tokens.length] ?? '';
