// Are the figures what the database holds, who may read them, and does nothing in them grow with people or organizations?
import { request } from 'node:http';
import { contract } from '@paidan/shared/contract/index';
import type { AccountId } from '@paidan/shared/kernel/id';
import { DAY, MINUTE } from '@paidan/shared/kernel/time';
import { ACCOUNT_KINDS, AGGREGATES } from '@paidan/shared/kinds';
import { eachDatabase } from '../../test/support/databases';
import { ORG, reported, settle, startProduct, type TestProduct, TWIN, ticketIn } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import { fixedClock } from '../core/clock';
import { makeExecute } from '../core/execute';
import { makeMarks } from '../core/marks';
import { systemScope } from '../core/scope';
import { OTHER_ENDPOINTS } from '../http/endpoint';
import { publish } from '../outbox/publish';
import { account } from '../store/tables/account';
import { accountHealth } from '../store/tables/accountHealth';
import { delivery } from '../store/tables/delivery';
import { outbox } from '../store/tables/outbox';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';
import { TOPICS } from '../wiring';
import { FRESH, makeMeters } from './metrics';
import { readState } from './state';

const TOKEN = 'a-token-for-whoever-watches';
/** name{labels} → value */
const linesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

/** `fetch` chooses its own Host. */
const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(`${url}/metrics`, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end();
  });

eachDatabase((_, open) => {
  let store: Store;
  let product: TestProduct;
  const meters = makeMeters({ version: '1.2.3', process: true });
  let token: string | undefined;
  let isOpen = true;

  beforeAll(async () => {
    store = await open();
    product = await startProduct(store, {
      measure: meters.measure.request,
      metrics: {
        get token() {
          return token;
        },
        get open() {
          return isOpen;
        },
        read: () => meters.read(store, product.clock),
      },
    });
  });
  afterAll(() => product?.stop());
  beforeEach(() => {
    token = TOKEN;
  });

  let ahead = 0;
  beforeAll(() => {
    const real = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => real() + ahead);
  });
  afterAll(() => jest.restoreAllMocks());

  const figures = async () => {
    // What was read a moment ago is given again.
    ahead += 2 * FRESH;
    const { status, text } = await get(product.url, { Authorization: `Bearer ${TOKEN}` });
    expect(status).toBe(200);
    return linesOf(text);
  };

  test('with a token: only with that', async () => {
    const asked = async (headers: Record<string, string>) => (await get(product.url, headers)).status;
    expect(await asked({})).toBe(401);
    expect(await asked({ Authorization: 'Bearer nonsense' })).toBe(401);
    expect(await asked({ Authorization: `Bearer ${TOKEN}x` })).toBe(401);
    expect(await asked({ Authorization: `Bearer ${await product.tokenFor('admin')}` })).toBe(401);
    expect(await asked({ Authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect((await get(product.url, { Authorization: `Bearer ${TOKEN}` }, 'POST')).status).toBe(405);
  });

  test('without one: from this machine, and neither through a proxy nor under another name', async () => {
    token = undefined;
    expect((await get(product.url)).status).toBe(200);
    for (const name of ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP'])
      expect([name, (await get(product.url, { [name]: '127.0.0.1' })).status]).toEqual([name, 404]);
    expect((await get(product.url, { Host: 'evil.example.com' })).status).toBe(404);
    expect((await get(product.url, { Host: '127.0.0.1.evil.example.com' })).status).toBe(404);
  });

  test('without one in production: nobody, for a proxy need not say that it is one', async () => {
    token = undefined;
    isOpen = false;
    expect((await get(product.url)).status).toBe(404);
    token = TOKEN;
    expect((await get(product.url, { Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    isOpen = true;
  });

  test('what waits is told, and what was done', async () => {
    await settle(store);
    const calm = await figures();
    expect(calm.get('paidan_state_up')).toBe(1);
    for (const topic of TOPICS) expect(calm.get(`paidan_outbox_waiting{topic="${topic}"}`)).toBe(0);
    expect(calm.get('paidan_unsealed_events')).toBe(0);

    await reported(product);
    product.clock.forward(3 * DAY);
    const { clock } = product;
    const tenantId = product.mine.tenantId;
    await store.unit({ tenantId }, async (u) => {
      const common = { seq: 1, attempts: 12, leaseUntil: null, fence: 0, lastError: null, createdAt: clock.now() };
      const notice = {
        ...common,
        streamId: 't' as never,
        kind: 'new' as never,
        accountId: 'ill' as AccountId,
        memberId: null,
        urgent: false,
        availableAt: clock.now() - 5000,
        errorCode: null,
        sentAt: null,
      };
      await u.insert(delivery, [
        { ...notice, id: 'd1' as never, recipient: 'a', state: 'pending' },
        { ...notice, id: 'd2' as never, recipient: 'b', state: 'buried' },
      ]);
      await u.insert(outbox, [
        {
          ...common,
          id: 'o1',
          streamId: 't',
          topic: 'card',
          destination: 't',
          state: 'buried',
          availableAt: 0,
          payload: null,
        },
      ]);
      const bell = { ticketId: 't' as never, purpose: 'promise', stage: 9, generation: 1, dueAt: 1 } as const;
      await u.insert(timer, [{ ...bell, state: 'buried', attempts: 12, leaseUntil: null, fence: 42 }]);
      const connection = {
        kind: 'wecom' as const,
        values: {} as never,
        secrets: '',
        state: 'active' as const,
        version: 1,
        createdAt: 0,
        updatedAt: 0,
      };
      await u.insert(account, [
        { ...connection, id: 'ill' as AccountId, name: 'ill' },
        { ...connection, id: 'well' as AccountId, name: 'well' },
      ]);
      const health = {
        callbackAt: null,
        tokenAt: null,
        sentAt: null,
        pressedAt: null,
        errorCode: null,
        errorText: null,
      };
      const pause = { failures: 9, pausedUntil: clock.now() + MINUTE, errorAt: null };
      await u.insert(accountHealth, [{ ...health, ...pause, accountId: 'ill' as AccountId }]);
    });
    const busy = await figures();
    expect(busy.get('paidan_outbox_waiting{topic="notify"}')).toBe(1);
    expect(busy.get('paidan_outbox_oldest_seconds{topic="notify"}')).toBeCloseTo((3 * DAY) / 1000, 0);
    expect(busy.get('paidan_outbox_waiting{topic="card"}')).toBe(0);
    expect(busy.get('paidan_outbox_buried')).toBe(1);
    expect(busy.get('paidan_timers_overdue')).toBeGreaterThan(0);
    expect(busy.get('paidan_timers_oldest_seconds')).toBeGreaterThan(0);
    // Those of whom nobody expects anything any more are late for nothing.
    expect(busy.get('paidan_timers_oldest_seconds')).toBeLessThan((30 * DAY) / 1000);
    expect([calm, busy].map((each) => each.get('paidan_timers_buried'))).toEqual([0, 1]);
    expect(busy.get('paidan_deliveries_waiting')).toBe(1);
    expect(busy.get('paidan_deliveries_buried')).toBe(1);
    expect(busy.get('paidan_unsealed_events')).toBe(2);
    expect(busy.get('paidan_unsealed_oldest_seconds')).toBeCloseTo((3 * DAY) / 1000, 0);
    expect(busy.get('paidan_connections{kind="wecom",state="paused"}')).toBe(1);
    expect(busy.get('paidan_connections{kind="wecom",state="working"}')).toBe(1);
    expect(busy.get('paidan_http_request_seconds_count{endpoint="ticket.create",status="2xx"}')).toBe(1);
    for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes', 'paidan_database_queue'])
      expect([name, busy.has(name)]).toEqual([name, true]);
    expect([...busy.keys()].find((key) => key.startsWith('paidan_build_info'))).toContain('version="1.2.3"');
  });

  test('commands are counted by what they are and how they ended', async () => {
    const own = makeMeters({ version: '', process: false });
    const execute = makeExecute({
      ...{ store, clock: product.clock, marks: makeMarks(TEST_KEY), publish, poke: () => {} },
      measure: own.measure.command,
    });
    const order = { scope: systemScope(product.mine.tenantId), key: null, id: 'x' };
    const aggregate = (decide: () => never) =>
      ({ kind: 'ticket', find: async () => null, prepare: async () => decide }) as never;
    const refusal = aggregate((() => ({ ok: false, refusal: { code: 'taken' } })) as never);
    await execute(refusal, { ...order, command: { type: 'ticket.accept' } });
    const fault = aggregate(() => {
      throw new Error('a fault');
    });
    await expect(execute(fault, { ...order, command: { verb: 'retire' } })).rejects.toThrow('a fault');
    const lines = linesOf((await own.read(store, product.clock)).text);
    const count = (verb: string, outcome: string) =>
      lines.get(`paidan_command_seconds_count{aggregate="ticket",verb="${verb}",outcome="${outcome}"}`);
    expect([count('accept', 'refused'), count('retire', 'fault')]).toEqual([1, 1]);
  });

  test('for how long events were without a number', async () => {
    const own = makeMeters({ version: '', process: false });
    for (const ms of [20, 40, 3000]) own.measure.sealed(ms);
    const lines = linesOf((await own.read(store, product.clock)).text);
    expect(lines.get('paidan_unsealed_seconds_count')).toBe(3);
    expect(lines.get('paidan_unsealed_seconds_bucket{le="0.05"}')).toBe(2);
  });

  test('nothing grows with people, organizations, or what strangers ask for', async () => {
    const { id } = await reported(product);
    for (let at = 0; at < 30; at++) await fetch(`${product.url}/api/x${at}`, { method: 'POST' });
    await product.as('dispatch', TWIN)('ticket.list', {});
    expect(ticketIn(await product.as('resident1')('ticket.get', { ticketId: id })).id).toBe(id);
    const { text } = await get(product.url, { Authorization: `Bearer ${TOKEN}` });
    const allowed = new Set<string>([
      ...Object.keys(contract),
      ...OTHER_ENDPOINTS,
      ...AGGREGATES,
      ...ACCOUNT_KINDS,
      ...TOPICS,
      ...['1xx', '2xx', '3xx', '4xx', '5xx', 'working', 'paused', 'done', 'refused', 'fault'],
    ]);
    const ours = text.split('\n').filter((line) => line.startsWith('paidan_') && !line.startsWith('paidan_build_info'));
    const labels = ours.flatMap((line) =>
      [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const strange = labels.filter(([name, value]) => name !== 'le' && name !== 'verb' && !allowed.has(value ?? ''));
    expect(strange).toEqual([]);
    expect(labels).toContainEqual(['endpoint', 'unknown']);
    for (const person of [ORG, TWIN, product.mine.tenantId, id, '13800138009', 'resident1', 'x29'])
      expect(text).not.toContain(person);
  });

  test('a database that does not answer: the figures of the process come all the same, and no old ones', async () => {
    const own = makeMeters({ version: '', process: false });
    const broken = {
      ...store,
      system: { ...store.system, read: { ...store.system.read, find: () => new Promise(() => {}) } },
    };
    const clock = fixedClock(product.clock.now());
    expect(linesOf((await own.read(store, clock)).text).get('paidan_timers_overdue')).toBeGreaterThan(0);
    ahead += 2 * FRESH;
    const lines = linesOf((await own.read(broken as never, clock)).text);
    expect(lines.get('paidan_state_up')).toBe(0);
    expect(
      [...lines.keys()].filter((key) => key.startsWith('paidan_outbox') || key.startsWith('paidan_timers')),
    ).toEqual([]);
  });

  test('asked again and again, the database is asked once', async () => {
    let asked = 0;
    const counting = {
      ...store.system.read,
      find: (...args: never[]) => {
        asked += 1;
        return store.system.read.find(...(args as never as [never, never]));
      },
    };
    const own = makeMeters({ version: '', process: false });
    const watched = { ...store, system: { ...store.system, read: counting } } as never;
    await readState(watched, product.clock.now());
    const once = asked;
    await Promise.all(Array.from({ length: 20 }, () => own.read(watched, product.clock)));
    expect(asked).toBe(2 * once);
  });
});
