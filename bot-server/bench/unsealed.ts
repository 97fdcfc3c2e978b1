// unsealed_ms: how long is an event committed but not yet numbered? Until then only its own timeline speaks for it. Under reports over
// HTTP, one after the other and as many as thirty-two connections give; on both databases. Absolutes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '@paidan/shared/kernel/id';
import { openStore } from '../src/store/open';
import { event } from '../src/store/tables/event';
import { feedHead } from '../src/store/tables/feedHead';
import type { Store } from '../src/store/unit';
import { reportFor } from './create/http';
import { onMysql } from './create/mysql';
import { makeOrganizations } from './create/organizations';
import { settled } from './create/settle';
import type { Bench } from './create/side';
import { onSqlite } from './create/sqlite';
import { syncTimes } from './disk';
import { type Figure, type Ground, type Line, quantile, spreadOf } from './figure';
import { startServer } from './server';

const ORGANIZATIONS = 20;
const LOADS = { one: 1, crowd: 32 } as const;
const LONG = { ms: 15_000, warmMs: 4000 };
const SHORT = { ms: 3000, warmMs: 1500 };
/** How often the line's end is looked at: so much too long each may seem. */
const LOOK_EVERY = 5;

export const unsealedMs: Figure = async (ground) => ({
  kind: 'absolute',
  sqlite: await measure(ground, await onSqlite(ground.dir)),
  mysql: await measure(ground, await onMysql(urlOf(ground), ground.dir)),
});

const urlOf = ({ mysqlUrl }: Ground): string => {
  if (mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set: npm run bench sets it');
  return mysqlUrl;
};

async function measure({ dir, say, short }: Ground, bench: Bench): Promise<Line> {
  const { ms, warmMs } = short ? SHORT : LONG;
  const store = await openStore(bench.config);
  const organizations = await makeOrganizations(store, ORGANIZATIONS);
  const server = await startServer(dir, bench.env);
  await settled(store);
  const syncs = syncTimes(dir);
  const lines: Record<string, Line> = {};
  for (const [name, connections] of Object.entries(LOADS)) {
    await reportFor(warmMs, server.port, organizations, connections);
    await settled(store);
    const watch = await watchEnds(store);
    const { created, perSecond } = await reportFor(ms, server.port, organizations, connections);
    await settled(store);
    const ages = await watch.stop();
    if (ages.length < created.length) throw new Error(`${ages.length} events were seen of ${created.length} reports`);
    const line = {
      p50_ms: quantile(ages, 0.5),
      p99_ms: quantile(ages, 0.99),
      max_ms: quantile(ages, 1),
      events: ages.length,
      creates_per_s: Math.round(perSecond),
    };
    say(`${store.dialect}, ${connections} at once: p50 ${line.p50_ms} ms, p99 ${line.p99_ms} ms`);
    lines[name] = line;
  }
  await server.stop();
  await store.close();
  await bench.close();
  return { ...lines, look_every_ms: LOOK_EVERY, fsync_ms: spreadOf(syncs, 2) };
}

/**
 * Milliseconds from each event's own time, which is read just before its commit, until somebody else saw its number: never less than what
 * it stood unnumbered.
 */
async function watchEnds(store: Store): Promise<{ readonly stop: () => Promise<readonly number[]> }> {
  const heads = async () =>
    new Map((await store.system.read.find(feedHead, { where: {} })).map(({ tenantId, no }) => [tenantId, no]));
  const ages: number[] = [];
  const ends: Map<TenantId, number> = await heads();
  let on = true;
  const look = async () => {
    const now = await heads();
    const seenAt = Date.now();
    for (const [tenantId, no] of now) {
      const last = ends.get(tenantId) ?? 0;
      if (no <= last) continue;
      ends.set(tenantId, no);
      const rows = await store.read({ tenantId }).find(event, {
        where: { feedNo: { gt: last, lte: no } },
        columns: ['at'],
      });
      for (const { at } of rows) ages.push(seenAt - at);
    }
  };
  const watching = (async () => {
    while (on) {
      await look();
      await sleep(LOOK_EVERY);
    }
    await look();
  })();
  return {
    stop: async () => {
      on = false;
      await watching;
      return ages;
    },
  };
}
