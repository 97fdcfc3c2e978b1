// The sample organization on the stand-in, with a crowd of technicians beside its own people: what the figures about chat stand on.
import path from 'node:path';
import type { MemberId } from '@paidan/shared/kernel/id';
import { createConnection } from 'mysql2/promise';
import type { StateView } from '../../sandbox/api';
import type { Account } from '../../src/core/channels';
import { systemClock } from '../../src/core/clock';
import { systemScope } from '../../src/core/scope';
import { makeSeal } from '../../src/core/seal';
import { issueToken } from '../../src/features/session/sessions';
import { accountsOf } from '../../src/lookups/accounts';
import { openStore } from '../../src/store/open';
import { delivery } from '../../src/store/tables/delivery';
import { event } from '../../src/store/tables/event';
import { identity } from '../../src/store/tables/identity';
import { outbox } from '../../src/store/tables/outbox';
import { site } from '../../src/store/tables/site';
import { template } from '../../src/store/tables/template';
import { tenant } from '../../src/store/tables/tenant';
import type { Store, StoreConfig } from '../../src/store/unit';
import type { Ground } from '../figure';
import { SECRET_KEY, type Server, type StandIn, startServer, startStandIn } from '../server';

export type DatabaseName = 'sqlite' | 'mysql';
export type Worker = { readonly userid: string; readonly memberId: MemberId };
// biome-ignore lint/suspicious/noExplicitAny: looked into freely
export type Call = (login: string, name: string, input: object) => Promise<any>;

export type Stage = {
  readonly server: Server;
  readonly standIn: StandIn;
  readonly store: Store;
  readonly wecom: Account;
  readonly app: { readonly corpId: string; readonly agentId: number };
  readonly workers: readonly Worker[];
  readonly call: Call;
  readonly tell: <Answer = unknown>(what: string, body: object) => Promise<Answer>;
  readonly state: () => Promise<StateView>;
  /** A report that makes work for people at any hour, flood or not; its id. */
  readonly report: (login: string) => Promise<string>;
  /** Nothing is left to be sent, changed or numbered; milliseconds until then. */
  readonly settled: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

const ORG = 'cuihu';
const PATIENCE = 120_000;
const LOOK_AGAIN = 25;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function setStage({ dir, mysqlUrl }: Ground, database: DatabaseName, crowd: number): Promise<Stage> {
  const { config, env } = await databaseIn(database, dir, mysqlUrl);
  const standIn = await startStandIn();
  const server = await startServer(dir, { ...env, DATA_DIR: dir, SAMPLE_DATA: 'on', SANDBOX_URL: standIn.url });
  const store = await openStore(config);
  const organization = await store.system.read.one(tenant, { code: ORG });
  if (organization === undefined) throw new Error('the sample organization is not there');
  const reader = store.read(systemScope(organization.id));

  const ask = async <Answer>(what: string, init?: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${standIn.url}/sandbox/api/${what}`, init);
    if (!answer.ok) throw new Error(`stand-in: ${what}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const tell: Stage['tell'] = (what, body) => ask(what, { method: 'POST', body: JSON.stringify(body) });
  const state = () => ask<StateView>('state');
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (login: string) => {
    const token = tokens.get(login) ?? issue(store, login);
    tokens.set(login, token);
    return token;
  };
  const call: Call = async (login, name, input) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await tokenOf(login)}` },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${login} ${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  await until('the connection', async () => {
    const { corps } = await state();
    return corps.some(({ apps }) => apps.some(({ callback }) => callback?.verified));
  });
  const [wecom] = await accountsOf(reader, makeSeal(SECRET_KEY), 'wecom');
  if (wecom === undefined) throw new Error('there is no connection to WeCom');
  const app = { corpId: wecom.values.corpId ?? '', agentId: Number(wecom.values.agentId) };
  await join(tell, app.corpId, crowd);
  await call('admin', 'account.sync', { id: wecom.id });
  const bound = await reader.find(identity, { where: { accountId: wecom.id as never } });
  const workers = bound
    .filter(({ external }) => external.startsWith(WORKER))
    .map(({ external, memberId }) => ({ userid: external, memberId }));
  if (workers.length !== crowd) throw new Error(`${workers.length} of ${crowd} have come in`);

  const [kind, rooms] = await Promise.all([
    reader.one(template, { code: 'repair' }),
    reader.find(site, { where: { kind: 'room' }, columns: ['id'], limit: 1 }),
  ]);
  const values = { title: '水管漏水', category: 'water', priority: 'urgent', phone: '13800138000', site: rooms[0]?.id };
  const settled = async () => {
    const begun = performance.now();
    await until('everything behind', async () => {
      const most = 1_000_000;
      const [unsealed, pending, unsent] = await Promise.all([
        store.system.read.count(event, { feedNo: null }, most),
        store.system.read.count(outbox, { state: 'pending' }, most),
        store.system.read.count(delivery, { state: 'pending' }, most),
      ]);
      return unsealed + pending + unsent === 0;
    });
    return performance.now() - begun;
  };
  return {
    server,
    standIn,
    store,
    wecom,
    app,
    workers,
    call,
    tell,
    state,
    report: async (login) => (await call(login, 'ticket.create', { templateId: kind?.id, values })).ticket.id,
    settled,
    stop: async () => {
      await server.stop();
      await standIn.stop();
      await store.close();
    },
  };
}

async function databaseIn(name: DatabaseName, dir: string, mysqlUrl: string | undefined): Promise<Database> {
  if (name === 'sqlite') return { config: { kind: 'sqlite', file: path.join(dir, 'paidan.sqlite') }, env: {} };
  if (mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set: npm run bench sets it');
  const admin = await createConnection({ uri: mysqlUrl });
  await admin.query('drop database if exists paidan_bench_chat');
  await admin.query('create database paidan_bench_chat');
  await admin.end();
  const url = new URL(mysqlUrl);
  url.pathname = '/paidan_bench_chat';
  return { config: { kind: 'mysql', url: url.href }, env: { DATABASE_URL: url.href } };
}
type Database = { readonly config: StoreConfig; readonly env: Readonly<Record<string, string>> };

async function issue(store: Store, login: string): Promise<string> {
  const issued = await issueToken(
    { store, clock: systemClock, secretKey: SECRET_KEY },
    { org: ORG, login, label: null },
  );
  if (!issued.ok) throw new Error(`no token for ${login}`);
  return issued.value;
}

const WORKER = 'worker';

async function join(tell: Stage['tell'], corpId: string, crowd: number): Promise<void> {
  const people = Array.from({ length: crowd }, (_, at) => {
    const number = String(at + 1).padStart(3, '0');
    return { userid: `${WORKER}${number}`, name: `师傅${number}`, department: [1] };
  });
  await tell('world', { corps: [{ corpId, name: ORG, people }] });
}

async function until(what: string, there: () => Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); !(await there()); ) {
    if (performance.now() - begun > PATIENCE) throw new Error(`${what} did not come within ${PATIENCE / 1000} s`);
    await pause(LOOK_AGAIN);
  }
}
