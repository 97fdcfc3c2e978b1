// accept_http_vs_bare_mysql: a technician accepts an offered ticket. Each round reports and offers tickets, unmeasured, has them
// accepted over HTTP, and does to a bare database what that did to the rows.
import { openStore } from '../../src/store/open';
import { commandKey } from '../../src/store/tables/commandKey';
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import { ticket } from '../../src/store/tables/ticket';
import { timer } from '../../src/store/tables/timer';
import { workItem } from '../../src/store/tables/workItem';
import { rowsOf } from '../create/capture';
import { type Created, reportFor } from '../create/http';
import { type MysqlBench, onMysql } from '../create/mysql';
import { makeOrganizations } from '../create/organizations';
import { settled } from '../create/settle';
import { syncTimes } from '../disk';
import { type Figure, spreadOf } from '../figure';
import { startServer } from '../server';
import { changesBetween, type Rows } from './changes';
import { sendThrough } from './http';

const CONNECTIONS = 32;
const ORGANIZATIONS = 20;
/** Milliseconds of reporting per round: what there is to accept. */
const LONG = { rounds: 7, ms: 3000 };
const SHORT = { rounds: 3, ms: 1500 };
/** As the product writes. */
const TABLES = [ticket, workItem, timer, event, outbox, commandKey];

export const acceptOnMysql: Figure = async ({ dir, say, short, mysqlUrl }) => {
  if (mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set: npm run bench sets it');
  const { rounds, ms } = short ? SHORT : LONG;
  const bench = await onMysql(mysqlUrl, dir);
  const store = await openStore(bench.config);
  say(`planting ${ORGANIZATIONS} organizations …`);
  const organizations = await makeOrganizations(store, ORGANIZATIONS);
  const server = await startServer(dir, bench.env);
  const there = { port: server.port, organizations, connections: CONNECTIONS };

  const seen: Record<'ratio' | 'http' | 'bare' | 'cpu' | 'bareCpu', number[]> = {
    ratio: [],
    http: [],
    bare: [],
    cpu: [],
    bareCpu: [],
  };
  const syncs: number[] = [];
  let accepts = 0;
  let statements = 0;
  // The first one warms both sides up.
  for (let round = 0; round <= rounds; round++) {
    const { created } = await reportFor(ms, server.port, organizations, CONNECTIONS);
    await sendThrough('ticket.offer', created, ({ dispatcher }) => dispatcher, there);
    await settled(store);
    const before = await rowsNow(bench, created);
    await bench.carryOut(
      before.map((rows) => changesBetween(new Map(), rows, TABLES)),
      CONNECTIONS,
    );
    syncs.push(...syncTimes(dir));
    const cpuBefore = server.cpuMs();
    const seconds = await sendThrough('ticket.accept', created, ({ technicians }, at) => pick(technicians, at), there);
    await settled(store);
    const cpu = (server.cpuMs() - cpuBefore) / created.length;
    const after = await rowsNow(bench, created);
    const all = after.map((rows, at) => changesBetween(before[at] ?? new Map(), rows, TABLES));
    // Every one has changed its ticket, and left events, outbox rows and a key: or the comparison would be with less work.
    const lame = all.find((each) => ['ticket', 'event', 'outbox', 'command_key'].some((name) => !touches(each, name)));
    if (lame !== undefined) throw new Error(`an acceptance without all of its rows: ${lame.map(({ sql }) => sql)}`);
    const [ownBefore, begun] = [process.cpuUsage(), performance.now()];
    await bench.carryOut(all, CONNECTIONS);
    const bareSeconds = (performance.now() - begun) / 1000;
    const own = process.cpuUsage(ownBefore);
    if (round === 0) continue;
    const [http, bare] = [created.length / seconds, created.length / bareSeconds];
    seen.http.push(http);
    seen.bare.push(bare);
    seen.ratio.push(http / bare);
    seen.cpu.push(cpu);
    seen.bareCpu.push((own.user + own.system) / 1000 / created.length);
    accepts += created.length;
    statements += all.flat().length;
    say(`round ${round}: http ${http.toFixed(0)}/s, bare ${bare.toFixed(0)}/s, ${(http / bare).toFixed(3)}`);
  }
  await server.stop();
  await store.close();
  await bench.close();
  return {
    kind: 'ratio',
    ratio: spreadOf(seen.ratio, 3),
    http_per_s: spreadOf(seen.http),
    bare_per_s: spreadOf(seen.bare),
    server_cpu_ms_per_accept: spreadOf(seen.cpu, 2),
    bare_cpu_ms_per_accept: spreadOf(seen.bareCpu, 2),
    fsync_ms: spreadOf(syncs, 2),
    rounds,
    connections: CONNECTIONS,
    organizations: ORGANIZATIONS,
    accepts,
    // Beside the begin and the commit.
    bare_statements_per_accept: Number((statements / accepts).toFixed(2)),
  };
};

const pick = (tokens: readonly string[], at: number): string => tokens[at % tokens.length] ?? '';
const touches = (all: readonly { readonly sql: string }[], name: string) =>
  all.some(({ sql }) => sql.includes(`\`${name}\``));

/** Of each ticket, in their order. */
async function rowsNow(bench: MysqlBench, created: readonly Created[]): Promise<readonly Rows[]> {
  const byTicket = await rowsOf(created, bench.fetch);
  return created.map(({ ticketId }) => byTicket.get(ticketId) ?? new Map());
}
