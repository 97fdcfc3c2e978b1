// timer_late_ms: how long after its moment does a timer fire? Urgent reports whose promise ends moments after they are made, one after the
// other, at a server that does nothing else; on both databases. Absolutes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import { HOUR, SECOND } from '@paidan/shared/kernel/time';
import { type Clock, systemClock } from '../src/core/clock';
import { makeExecute } from '../src/core/execute';
import { newId } from '../src/core/ids';
import { makeMarks } from '../src/core/marks';
import { type Scope, systemScope } from '../src/core/scope';
import { ticketAggregate } from '../src/features/ticket/aggregate';
import { makeNumbers } from '../src/features/ticket/numbers';
import { actorOf } from '../src/lookups/actor';
import { makeTemplates } from '../src/lookups/templates';
import { publish } from '../src/outbox/publish';
import { openStore } from '../src/store/open';
import { event } from '../src/store/tables/event';
import { member } from '../src/store/tables/member';
import { ticket } from '../src/store/tables/ticket';
import type { Store } from '../src/store/unit';
import { makeVault } from '../src/store/vault';
import { onMysql } from './create/mysql';
import { makeOrganizations } from './create/organizations';
import { settled } from './create/settle';
import type { Bench } from './create/side';
import { onSqlite } from './create/sqlite';
import type { Figure, Ground, Line } from './figure';
import { quantile } from './figure';
import { SECRET_KEY, startServer } from './server';

const ORGANIZATIONS = 4;
const LONG = 2000;
const SHORT = 300;
/** What urgent reports are promised by the sample's template, and how soon after it is made each one's promise is over here. */
const URGENT = 2 * HOUR;
const MOMENT = 2 * SECOND;

export const timerLateMs: Figure = async (ground) => {
  if (ground.mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set: npm run bench sets it');
  return {
    kind: 'absolute',
    sqlite: await measure(ground, await onSqlite(ground.dir)),
    mysql: await measure(ground, await onMysql(ground.mysqlUrl, ground.dir)),
  };
};

async function measure({ dir, say, short }: Ground, bench: Bench): Promise<Line> {
  const opened = await openStore(bench.config);
  const store = { ...opened, vault: makeVault(SECRET_KEY) };
  const organizations = await makeOrganizations(opened, ORGANIZATIONS);
  const server = await startServer(dir, bench.env);
  await settled(opened);
  // Whoever takes them on lives two hours ago.
  const past: Clock = { ...systemClock, now: () => systemClock.now() - URGENT + MOMENT };
  const execute = makeExecute({ store, clock: past, marks: makeMarks(SECRET_KEY), publish, poke: () => undefined });
  const numbers = makeNumbers(store, past, 'bench');
  const templates = makeTemplates();
  const made = new Map<string, TicketId[]>();
  const scopes = new Map<string, Scope>();
  for (let n = 0; n < (short ? SHORT : LONG); n++) {
    const organization = organizations[n % organizations.length];
    if (organization === undefined) throw new Error('there is no organization');
    const { tenantId, templateId, rooms } = organization;
    const scope = scopes.get(tenantId) ?? (await scopeOf(store, tenantId));
    scopes.set(tenantId, scope);
    const id = newId(past.now()) as TicketId;
    const values = {
      title: '水管漏水',
      category: 'water',
      priority: 'urgent',
      phone: '13900000000',
      site: rooms[n % rooms.length],
    };
    const command = { type: 'ticket.create' as const, templateId, values };
    const done = await execute(ticketAggregate(templates, await numbers.take(scope)), {
      scope,
      key: null,
      id,
      fresh: true,
      command: command as never,
    });
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    made.set(tenantId, [...(made.get(tenantId) ?? []), id]);
  }
  const late: number[] = [];
  for (const { tenantId } of organizations) {
    const reader = store.read({ tenantId });
    const ids = made.get(tenantId) ?? [];
    const fired = () =>
      reader.find(event, { where: { type: 'ticket.overdue', streamId: { in: ids } }, columns: ['streamId', 'at'] });
    while ((await fired()).length < ids.length) await sleep(200);
    const rows = await reader.find(ticket, { where: { id: { in: ids } }, columns: ['id', 'dueAt'] });
    const dueAt = new Map(rows.map((row) => [row.id as string, row.dueAt ?? 0]));
    for (const { streamId, at } of await fired()) late.push(at - (dueAt.get(streamId) ?? 0));
  }
  await server.stop();
  await opened.close();
  await bench.close();
  const [p50_ms, p99_ms, max_ms] = [quantile(late, 0.5), quantile(late, 0.99), quantile(late, 1)];
  say(`${opened.dialect}: p50 ${p50_ms} ms, p99 ${p99_ms} ms`);
  return { p50_ms, p99_ms, max_ms, timers: late.length };
}

/** Somebody who may report. */
async function scopeOf(store: Store, tenantId: TenantId): Promise<Scope> {
  const reader = store.read({ tenantId });
  const row = await reader.one(member, { login: 'front' });
  const actor = row && (await actorOf(reader, row.id));
  if (!actor) throw new Error('the sample has no front desk');
  return { ...systemScope(tenantId), actor };
}
