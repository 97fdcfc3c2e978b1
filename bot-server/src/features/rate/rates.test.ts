import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import { startServer, TEST_KEY, type TestServer } from '../../../test/support/server';
import { fixedClock } from '../../core/clock';
import { rate } from '../../store/tables/rate';
import type { Store } from '../../store/unit';
import { makeRates } from './rates';

const LIMITS = { member: 20, organization: 50, address: 10 };

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  const fail = (error: unknown) => {
    throw error;
  };
  const clock = fixedClock(30_000_000 * MINUTE);
  const processOf = (holder: string, limits = LIMITS) =>
    makeRates({ store, clock, holder, secretKey: TEST_KEY, onError: fail }, limits);
  const asks = (times: number, one: () => number) => Array.from({ length: times }, one).filter((wait) => wait === 0);

  test('so many, and no more until they are a minute old; others go on', () => {
    const { asked } = processOf('alone');
    const ask = () => asked.byMember('t1', 'ann');
    expect(asks(30, ask)).toHaveLength(20);
    expect(ask()).toBeGreaterThan(0);
    expect(asked.byMember('t1', 'bob')).toBe(0);
    expect(asked.byMember('t2', 'ann')).toBe(0);
    clock.forward(ask() * SECOND);
    expect(ask()).toBe(0);
  });

  test('all of an organization together; whoever is refused for it has used up nothing of their own', () => {
    const { asked } = processOf('alone', { ...LIMITS, member: 1000 });
    const crowd = asks(80, () => asked.byMember('t3', 'ann'));
    expect(crowd).toHaveLength(50);
    expect(asked.byMember('t3', 'bob')).toBeGreaterThan(0);
    expect(asked.byMember('t4', 'bob')).toBe(0);
    clock.forward(2 * MINUTE);
    expect(asks(50, () => asked.byMember('t3', 'bob'))).toHaveLength(50);
  });

  test('an address of those who are not signed in; no limit where none is set', () => {
    expect(asks(30, () => processOf('x').asked.byAddress('203.0.113.9'))).toHaveLength(30);
    const { asked } = processOf('alone');
    expect(asks(30, () => asked.byAddress('203.0.113.9'))).toHaveLength(10);
    const free = processOf('free', { member: 0, organization: 0, address: 0 });
    expect(asks(500, () => free.asked.byMember('t1', 'ann'))).toHaveLength(500);
    expect(asks(500, () => free.asked.byAddress('203.0.113.9'))).toHaveLength(500);
  });

  test('two processes know of each other; without that each would let everything through once more', async () => {
    const [one, two] = [processOf('one'), processOf('two')];
    const [here, there] = [one, two].map(
      ({ asked }) =>
        () =>
          asked.byMember('t5', 'ann'),
    ) as [() => number, () => number];
    expect(asks(12, here)).toHaveLength(12);
    await one.exchange();
    expect(asks(1, there)).toHaveLength(1);
    // Control: not heard yet.
    expect(asks(6, there)).toHaveLength(6);
    await two.exchange();
    expect(asks(10, there)).toHaveLength(1);
    await two.exchange();
    await one.exchange();
    expect(asks(10, here)).toHaveLength(0);
    clock.forward(2 * MINUTE);
    expect(asks(20, here)).toHaveLength(20);
  });

  test('who asked is not written down, and what was is gone after minutes', async () => {
    const process = processOf('tidy');
    asks(20, () => process.asked.byAddress('198.51.100.77'));
    await process.exchange();
    const rows = await store.system.read.find(rate, { where: { holder: 'tidy' } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('198.51');
    clock.forward(5 * MINUTE);
    await process.exchange();
    expect(await store.system.read.find(rate, { where: { holder: 'tidy' } })).toEqual([]);
  });

  describe('asked by HTTP', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer(store, {
        asked: processOf('http', { member: 30, organization: 100, address: 8 }).asked,
      });
    });
    afterAll(() => server.stop());

    test('a member is told how long to wait, on every way in, and another one is served', async () => {
      const [token, other] = [await server.tokenFor('front'), await server.tokenFor('dispatch')];
      const replies = [];
      for (let at = 0; at < 33; at++) replies.push(await server.call('session.get', {}, { token }));
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(30);
      const { status, body, headers } = replies.at(-1) ?? fail('no reply');
      expect([status, body.error.code]).toEqual([429, 'too_many']);
      expect(Number(headers.get('Retry-After'))).toBe(body.error.data.seconds);
      expect(body.error.data.seconds).toBeGreaterThan(0);
      for (const path of ['/api/feed.stream', '/api/files/00000000000000000000']) {
        const answer = await fetch(server.url + path, { headers: { Authorization: `Bearer ${token}` } });
        expect(answer.status).toBe(429);
        await answer.body?.cancel();
      }
      expect((await server.call('session.get', {}, { token: other })).status).toBe(200);
    });

    test('strangers are, too, whatever they try', async () => {
      const tries = [
        () => server.call('session.get', {}, { token: 'paidan_nothing_of_the_kind' }),
        () => server.call('session.create', { org: 'nobody', login: 'x', password: 'y' }),
        () => server.post('/api/guest.page', '{}'),
      ];
      const statuses: number[] = [];
      for (let round = 0; round < 4; round++) for (const one of tries) statuses.push((await one()).status);
      expect(statuses.filter((status) => status === 429)).toHaveLength(4);
      expect(statuses.slice(0, 8)).not.toContain(429);
    });
  });
});
