// create_http_vs_bare_*: of what the bare driver does with the very same rows, how much is left when a report comes in over HTTP?
// Rounds alternate: reports over HTTP, then their rows, read back, into the bare database.
import { openStore } from '../../src/store/open';
import { syncTimes } from '../disk';
import { type Figure, type Ground, type Line, spreadOf } from '../figure';
import { databaseCpuMs, startServer } from '../server';
import { capture, checkWhole, type Writes } from './capture';
import { type Created, reportFor } from './http';
import { onMysql } from './mysql';
import { makeOrganizations } from './organizations';
import { behind, settled } from './settle';
import type { Bench } from './side';
import { onSqlite } from './sqlite';

const CONNECTIONS = 32;
const ORGANIZATIONS = 20;
const LONG = { rounds: 7, ms: 6000, warmMs: 4000 };
const SHORT = { rounds: 3, ms: 2000, warmMs: 1500 };

export const createOnMysql: Figure = async (ground) => {
  if (ground.mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set: npm run bench sets it');
  return compare(ground, await onMysql(ground.mysqlUrl, ground.dir));
};

export const createOnSqlite: Figure = async (ground) => compare(ground, await onSqlite(ground.dir));

async function compare({ dir, say, short }: Ground, bench: Bench): Promise<Line> {
  const { rounds, ms, warmMs } = short ? SHORT : LONG;
  const store = await openStore(bench.config);
  say(`planting ${ORGANIZATIONS} organizations …`);
  const organizations = await makeOrganizations(store, ORGANIZATIONS);
  const server = await startServer(dir, bench.env);
  const overHttp = (time: number) => reportFor(time, server.port, organizations, CONNECTIONS);
  const rowsOf = async (created: readonly Created[]) => {
    const all = await capture(created, bench.fetch, bench.blocks);
    checkWhole(all);
    return all;
  };
  await settled(store);
  const warm = await overHttp(warmMs);
  await settled(store);
  await bench.replay(await rowsOf(warm.created), CONNECTIONS);

  const seen: Record<Seen, number[]> = {
    http: [],
    whole: [],
    bare: [],
    left: [],
    settle: [],
    cpu: [],
    bareCpu: [],
    answering: [],
    database: [],
    client: [],
  };
  const syncs: number[] = [];
  let rows = 0;
  let created = 0;
  for (let round = 1; round <= rounds; round++) {
    syncs.push(...syncTimes(dir));
    const cpuBefore = server.cpuMs();
    const [databaseBefore, clientBefore] = [databaseCpuMs(), process.cpuUsage()];
    const http = await overHttp(ms);
    const client = process.cpuUsage(clientBefore);
    seen.answering.push((server.cpuMs() - cpuBefore) / http.created.length);
    seen.database.push((databaseCpuMs() - databaseBefore) / http.created.length);
    seen.client.push((client.user + client.system) / 1000 / http.created.length);
    seen.left.push((await behind(store)).pending);
    const settle = await settled(store);
    seen.cpu.push((server.cpuMs() - cpuBefore) / http.created.length);
    const all = await rowsOf(http.created);
    const ownBefore = process.cpuUsage();
    const bare = await timed(() => bench.replay(all, CONNECTIONS), all.length);
    const own = process.cpuUsage(ownBefore);
    seen.bareCpu.push((own.user + own.system) / 1000 / all.length);
    seen.http.push(http.perSecond);
    seen.whole.push(http.created.length / (http.seconds + settle / 1000));
    seen.bare.push(bare);
    seen.settle.push(settle);
    rows += countRows(all);
    created += all.length;
    say(
      `round ${round}: http ${http.perSecond.toFixed(0)}/s, bare ${bare.toFixed(0)}/s, ${(http.perSecond / bare).toFixed(3)}`,
    );
  }
  await server.stop();
  await store.close();
  await bench.close();
  const toBare = (rates: readonly number[]) =>
    spreadOf(
      rates.map((rate, at) => rate / (seen.bare[at] ?? Number.NaN)),
      3,
    );
  return {
    kind: 'ratio',
    ratio: toBare(seen.http),
    ratio_whole: toBare(seen.whole),
    http_per_s: spreadOf(seen.http),
    whole_per_s: spreadOf(seen.whole),
    bare_per_s: spreadOf(seen.bare),
    // Of processor time each, until the last answer: what else goes on beside the answers counts in it.
    answering_cpu_ms: {
      server: spreadOf(seen.answering, 3),
      ...(databaseCpuMs() >= 0 && { database: spreadOf(seen.database, 3) }),
      client: spreadOf(seen.client, 3),
    },
    server_cpu_ms_per_create: spreadOf(seen.cpu, 2),
    bare_cpu_ms_per_create: spreadOf(seen.bareCpu, 2),
    fsync_ms: spreadOf(syncs, 2),
    rounds,
    connections: CONNECTIONS,
    organizations: ORGANIZATIONS,
    creates: created,
    rows_per_create: Number((rows / created).toFixed(2)),
    unindexed_at_end: spreadOf(seen.left),
    settle_ms: spreadOf(seen.settle),
  };
}

/** `whole`: until the server has done all that the reports left behind. */
type Seen = 'http' | 'whole' | 'bare' | 'left' | 'settle' | 'cpu' | 'bareCpu' | 'answering' | 'database' | 'client';

async function timed(work: () => Promise<void>, count: number): Promise<number> {
  const begun = performance.now();
  await work();
  return count / ((performance.now() - begun) / 1000);
}

const countRows = (all: readonly Writes[]): number => all.flat().reduce((sum, { rows }) => sum + rows.length, 0);
