// The dispatcher under crowds, slow workers and errors; `outbox.test` has the order and the fence.
import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { NotYet } from '../core/faults';
import { newId } from '../core/ids';
import { makeLog } from '../core/log';
import type { NewRow } from '../store/columns';
import { outbox } from '../store/tables/outbox';
import type { Store } from '../store/unit';
import { TOPICS } from '../wiring';
import { claim } from './claim';
import { LEASE, MAX_ATTEMPTS, makeDispatcher, type TopicHandler, type TopicHandlers } from './dispatcher';

const NOW = Date.UTC(2026, 0, 5);

eachDatabase((_, open) => {
  let store: Store;
  let other: Store;
  let tenantId: TenantId;
  let made = 0;

  beforeAll(async () => {
    store = await open();
    other = await open();
  });
  beforeEach(() => {
    tenantId = newId<'tenant'>(NOW);
  });
  afterEach(() => store.unit({ tenantId }, (u) => u.remove(outbox, {})));

  async function put(...destinations: readonly string[]): Promise<void> {
    const rows = destinations.map(
      (destination): NewRow<typeof outbox> => ({
        id: newId(NOW + made++),
        streamId: destination,
        seq: made,
        topic: 'search',
        destination,
        state: 'pending',
        attempts: 0,
        availableAt: 0,
        leaseUntil: null,
        fence: 0,
        lastError: null,
        payload: null,
        createdAt: NOW,
      }),
    );
    await store.unit({ tenantId }, (u) => u.insert(outbox, rows));
  }
  const rows = () => store.read({ tenantId }).find(outbox, { where: {}, order: [['id', 'asc']] });
  const patch = (change: Partial<NewRow<typeof outbox>>) =>
    store.unit({ tenantId }, (u) => u.change(outbox, { state: 'pending' }, change));
  const dispatcher = (handle: TopicHandler, on = store) => {
    const topics = Object.fromEntries(TOPICS.map((topic) => [topic, handle])) as TopicHandlers;
    return makeDispatcher(on, topics, makeLog('silent'));
  };
  const fail: TopicHandler = () => Promise.reject(new Error('planted'));

  test('each row is carried out once, however many work on it, and in its destination’s order', async () => {
    await put(...Array.from({ length: 150 }, (_unused, at) => `to-${at % 40}`));
    const seen: { destination: string; seq: number }[] = [];
    const workers = [store, other, store, other].map((each) =>
      dispatcher(async ({ destination, seq }) => void seen.push({ destination, seq }), each),
    );
    const left = () => store.read({ tenantId }).count(outbox, { state: 'pending' }, 1);
    while ((await left()) > 0) await Promise.all(workers.map((worker) => worker.drain().catch(() => 0)));
    expect(seen).toHaveLength(150);
    for (const destination of new Set(seen.map((one) => one.destination))) {
      const order = seen.filter((one) => one.destination === destination).map(({ seq }) => seq);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  test('leases are reckoned by the database’s clock', async () => {
    await put('a');
    const before = await store.now();
    await claim(store, 1, LEASE);
    const until = (await rows())[0]?.leaseUntil ?? 0;
    expect(until).toBeGreaterThanOrEqual(before + LEASE);
    expect(until).toBeLessThanOrEqual((await store.now()) + LEASE);
  });

  test('whoever was overtaken can neither put the row back nor bury it', async () => {
    await put('a');
    await patch({ attempts: MAX_ATTEMPTS - 1 });
    const overtaken: TopicHandler = async () => {
      await patch({ leaseUntil: 1 });
      expect(await claim(other, 10, LEASE)).toHaveLength(1);
      throw new Error('planted');
    };
    await dispatcher(overtaken).drain();
    expect((await rows())[0]).toMatchObject({ state: 'pending', fence: 2, lastError: null });
  });

  test('what fails waits longer each time, up to a limit, and never before its time', async () => {
    await put('a');
    const { drain } = dispatcher(fail);
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      expect(await drain()).toBe(1);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'pending', attempts: attempt, lastError: 'planted', leaseUntil: null });
      expect(row?.availableAt).toBeLessThanOrEqual((await store.now()) + SECOND * Math.min(600, 2 ** attempt));
      await patch({ availableAt: (await store.now()) + DAY });
      expect(await drain()).toBe(0);
      await patch({ availableAt: 0 });
    }
    expect(await drain()).toBe(1);
    expect((await rows())[0]).toMatchObject({ state: 'buried', attempts: MAX_ATTEMPTS });
    expect(await drain()).toBe(0);
  });

  test('what only waits for something else comes again after that long, and is never buried for it', async () => {
    await put('a');
    const { drain } = dispatcher(() => Promise.reject(new NotYet('the other is not ready', 5 * SECOND)));
    await patch({ attempts: MAX_ATTEMPTS - 1 });
    for (let turn = 0; turn < 3; turn++) {
      const before = await store.now();
      expect(await drain()).toBe(1);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'pending', attempts: MAX_ATTEMPTS - 1, leaseUntil: null });
      expect(row?.lastError).toBe('the other is not ready');
      expect(row?.availableAt).toBeGreaterThanOrEqual(before + 5 * SECOND);
      await patch({ availableAt: 0 });
    }
  });

  test('a long error is kept short', async () => {
    await put('a');
    await dispatcher(() => Promise.reject(new Error('长'.repeat(5000)))).drain();
    expect((await rows())[0]?.lastError).toHaveLength(1000);
  });

  test('organizations do not wait for each other', async () => {
    await put('a');
    await claim(store, 10, LEASE);
    const mine = tenantId;
    tenantId = newId<'tenant'>(NOW);
    await put('a');
    expect((await claim(store, 10, LEASE)).map((row) => row.tenantId)).toEqual([tenantId]);
    await store.unit({ tenantId: mine }, (u) => u.remove(outbox, {}));
  });
});
