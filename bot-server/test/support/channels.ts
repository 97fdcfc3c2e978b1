// The product, once or several times on one database, with the stand-in for the chat platforms at its side: the sample
// organization's staff are in WeCom, its residents in WeChat, and all of them live in one time that can be moved on.
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import type { TicketId } from '@paidan/shared/kernel/id';
import type { FormValues } from '@paidan/shared/model/field';
import { freePort } from '../../../config/run/port.cjs';
import type { Account } from '../../src/core/channels';
import { makeSeal } from '../../src/core/seal';
import { accountsOf } from '../../src/lookups/accounts';
import { accountHealth } from '../../src/store/tables/accountHealth';
import { delivery } from '../../src/store/tables/delivery';
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import { timer } from '../../src/store/tables/timer';
import type { Store } from '../../src/store/unit';
import { PATIENCE_MS } from './patience';
import { SECRET_KEY as MACHINE_KEY, type Machine, type Process } from './processes';
import { ORG, type Organization, organizationOf, outcome, report, ticketIn } from './product';
import { doneElsewhere } from './seldom';
import { type Reply, startServer, type TestClock, type TestServer } from './server';
import { type App, type Delivery, type Message, type StandIn, startStandIn } from './standIn';

export * from './standIn';

const SECRET_KEY = 'a key for tests, thirty-two characters long';
const MINUTE = 60_000;

export type Channels = Bench & {
  /** The first one is called back by the stand-in, unless a test says otherwise. */
  readonly servers: readonly TestServer[];
};

/** Wherever the servers run. */
export type Bench = {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly mine: Organization;
  readonly clock: TestClock;
  readonly app: App;
  readonly wecom: Account;
  readonly group: Account;
  readonly wechat: Account;
  /** Where the platform delivers to, at each of the servers. */
  readonly hooks: readonly string[];
  readonly call: <Name extends EndpointName>(login: string, name: Name, input: InputOf<Name>) => Promise<Reply>;
  /** The same, where nothing but success will do. */
  readonly done: <Name extends EndpointName>(login: string, name: Name, input: InputOf<Name>) => Promise<Reply['body']>;
  readonly reported: (more?: FormValues, by?: string) => Promise<{ readonly id: TicketId; readonly no: number }>;
  /** Reported and offered to all technicians. */
  readonly offered: (more?: FormValues) => Promise<{ readonly id: TicketId; readonly no: number }>;
  readonly press: (userid: string, message: Message, key: string, more?: object) => Promise<Delivery>;
  /** What is answered to a line that somebody types. */
  readonly say: (userid: string, text: string) => Promise<string>;
  /** Time passes, for everybody: the product, the platforms, and whatever waits by the database's clock. */
  readonly forward: (ms: number) => Promise<void>;
  /** Nothing is left that could be done now. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  /** Members of the corp beyond the sample's, all of them technicians: worker001 and so on. */
  readonly workers?: number;
};

/** As many servers as stores. */
export async function startChannels(stores: readonly Store[], { workers = 0 }: Options = {}): Promise<Channels> {
  const [store] = stores as readonly [Store];
  const standIn = await startStandIn();
  const clock = movable();
  const servers: TestServer[] = [];
  for (const each of stores) {
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    servers.push(await startServer(each, { sandbox: standIn.url, work: true, clock, port, baseUrl }));
  }
  const [server] = servers;
  if (server === undefined) throw new Error('no server');
  await server.product.connectStandIn(standIn.url);
  await connected(standIn);
  const bench = await benchOf({
    standIn,
    store,
    clock,
    secretKey: SECRET_KEY,
    urls: servers.map(({ url }) => url),
    call: (name, input, token) => server.call(name, input, { token }),
    tokenFor: server.tokenFor,
    moved: () => {
      for (const { product } of servers) product.look();
    },
    stop: () => Promise.all(servers.map((each) => each.stop())),
  });
  if (workers > 0) await join(bench, workers);
  return { ...bench, servers };
}

/** Servers in processes of their own, as many as told, and the stand-in in another. */
export async function startChannelsApart(
  machine: Machine,
  count: number,
  { workers = 0 }: Options = {},
): Promise<Bench & { readonly processes: readonly Process[]; readonly faults: () => readonly string[] }> {
  const standIn = await machine.standIn();
  const [first, ...more] = await Promise.all(Array.from({ length: count }, () => machine.serve()));
  if (first === undefined) throw new Error('no server');
  await connected(standIn);
  const store = await machine.store();
  await doneElsewhere(store);
  const bench = await benchOf({
    standIn,
    store,
    clock: movable(),
    secretKey: MACHINE_KEY,
    urls: [first, ...more].map(({ url }) => url),
    call: (name, input, token) => first.call(name, input, { token }),
    tokenFor: machine.tokenFor,
    // Each of them follows the stand-in's clock.
    moved: () => {},
    stop: () => Promise.all([first, ...more].map((each) => each.stop())),
  });
  if (workers > 0) await join(bench, workers);
  const processes = [first, ...more];
  return { ...bench, processes, faults: () => processes.flatMap((each) => each.faults()) };
}

type Made = {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly clock: TestClock;
  readonly secretKey: string;
  readonly urls: readonly string[];
  readonly call: <Name extends EndpointName>(name: Name, input: InputOf<Name>, token: string) => Promise<Reply>;
  readonly tokenFor: (login: string) => Promise<string>;
  /** Tells the servers that time was moved on. */
  readonly moved: () => void;
  readonly stop: () => Promise<unknown>;
};

async function benchOf({
  standIn,
  store,
  clock,
  secretKey,
  urls,
  call: ask,
  tokenFor,
  moved,
  stop,
}: Made): Promise<Bench> {
  const mine = await organizationOf(store, ORG);
  const of = async (kind: Account['kind']): Promise<Account> => {
    const [found] = await accountsOf(mine.reader, makeSeal(secretKey), kind);
    if (found === undefined) throw new Error(`no connection ${kind}`);
    return found;
  };
  const [wecom, group, wechat] = await Promise.all([of('wecom'), of('wecomGroup'), of('wechat')]);
  const app: App = { corpId: wecom.values.corpId ?? '', agentId: Number(wecom.values.agentId) };
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (login: string) => {
    const token = tokens.get(login) ?? tokenFor(login);
    tokens.set(login, token);
    return token;
  };
  const call: Bench['call'] = async (login, name, input) => ask(name, input, await tokenOf(login));
  const done: Bench['done'] = async (login, name, input) => {
    const reply = await call(login, name, input);
    if (reply.status !== 200) throw new Error(`${login} ${name}: ${outcome(reply)} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const reported: Bench['reported'] = async (more, by = 'resident1') => {
    const input = { templateId: mine.template('repair'), values: report(mine, more) };
    return ticketIn(await call(by, 'ticket.create', input));
  };

  return {
    standIn,
    store,
    mine,
    clock,
    app,
    wecom,
    group,
    wechat,
    hooks: urls.map((url) => `${url}/hooks/wecom/${wecom.id}`),
    call,
    done,
    reported,
    offered: async (more) => {
      const ticket = await reported(more);
      await done('dispatch', 'ticket.offer', { ticketId: ticket.id });
      return ticket;
    },
    press: (userid, { msgid }, key, more = {}) =>
      standIn.tell<Delivery>('press', { ...app, userid, msgid, key, ...more }),
    say: async (userid, text) => {
      const told = await standIn.tell<Delivery>('say', { ...app, userid, text });
      const { Content } = (told.reply ?? {}) as { readonly Content?: string };
      return Content ?? `${told.outcome} ${told.status}`;
    },
    forward: async (ms) => {
      await standIn.tell('clock', { forward: ms });
      clock.forward(ms);
      await hurry(store, mine, ms);
      moved();
    },
    settled: () => quiet(store, clock),
    stop: async () => {
      await stop();
      await standIn.stop();
    },
  };
}

/**
 * Each server declares the sample organization there once it listens, and the stand-in looks whether it answers: within a second, and
 * on a busy machine only at one of the next looks. Before that, no card with buttons is taken.
 */
export async function connected({ state }: StandIn): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { corps, minis } = await state();
    if (minis.length > 0 && corps.some(({ apps }) => apps.some(({ callback }) => callback?.verified))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no server connected to the stand-in');
}

export const workerNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `worker${String(index + 1).padStart(3, '0')}`);

/** Goes on like a real clock and can be moved on, as the stand-in's can. */
function movable(): TestClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    forward: (ms) => {
      offset += ms;
    },
  };
}

/** They join the corp, and the product reads its contacts. */
async function join({ standIn: { tell, state }, app: { corpId }, wecom, done }: Bench, count: number) {
  const corp = (await state()).corps.find((one) => one.corpId === corpId);
  const people = workerNames(count).map((userid) => ({ userid, name: `师傅${userid.slice(6)}`, department: [1] }));
  await tell('world', { corps: [{ corpId, name: corp?.name, people }] });
  await done('admin', 'account.sync', { id: wecom.id as never });
}

/** The database's clock cannot be moved: what waits by it is moved towards us. */
export async function hurry(store: Store, { tenantId, reader }: Organization, ms: number): Promise<void> {
  for (const { id, availableAt } of await reader.find(outbox, { where: { state: 'pending' } })) {
    await store.unit({ tenantId }, (u) =>
      u.change(outbox, { id, state: 'pending' }, { availableAt: availableAt - ms }),
    );
  }
}

export async function quiet(store: Store, clock: Pick<TestClock, 'now'>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (let calm = 0; calm < 2; ) {
    const { read } = store.system;
    const left = {
      // In the order in which one makes the other, so that nothing slips past behind the look.
      timers: await read.count(timer, { state: 'pending', dueAt: { lte: clock.now() } }, 1),
      events: await read.count(outbox, { state: 'pending', availableAt: { lte: await store.now() } }, 1),
      notices: await read.count(delivery, { state: 'pending', availableAt: { lte: clock.now() } }, 1),
      // Rows that somebody compares afterwards.
      unnumbered: await read.count(event, { feedNo: null }, 1),
    };
    calm = Object.values(left).every((count) => count === 0) ? calm + 1 : 0;
    if (Date.now() > until) throw new Error(`still at work: ${JSON.stringify(left)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** When the connection is up again after trouble; null: it is up. */
export async function restUntil({ mine, wecom, clock }: Bench): Promise<number | null> {
  const row = await mine.reader.one(accountHealth, { accountId: wecom.id as never });
  const until = row?.pausedUntil ?? null;
  return until !== null && until > clock.now() ? until : null;
}

/** Minute by minute, until nothing waits any more; how many minutes it took. */
export async function drained(bench: Pick<Bench, 'settled' | 'forward' | 'mine'>, most = 30): Promise<number> {
  for (let minutes = 0; ; minutes++) {
    await bench.settled();
    const waiting = await bench.mine.reader.count(delivery, { state: 'pending' }, 1);
    const cards = await bench.mine.reader.count(outbox, { state: 'pending' }, 1);
    if (waiting + cards === 0) return minutes;
    if (minutes === most) {
      const left = await bench.mine.reader.find(delivery, { where: { state: 'pending' }, limit: 3 });
      throw new Error(`after ${most} minutes there is still something to send: ${JSON.stringify(left)}`);
    }
    await bench.forward(MINUTE);
  }
}
