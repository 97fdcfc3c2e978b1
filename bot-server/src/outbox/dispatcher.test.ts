// The dispatcher under crowds, slow workers and errors; `outbox.test` has the order and the fence.
import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { NotYet } from '../core/faults';
import { newId } from '../core/ids';
import { makeLog } from '../core/log';
import type { NewRow } from '../store/columns';
import { commandKey } from '../store/tables/commandKey';
import { outbox } from '../store/tables/outbox';
import type { Store, Unit } from '../store/unit';
import { TOPICS } from '../wiring';
import { type ClaimedRow, claim } from './claim';
import { LEASE, MAX_ATTEMPTS, type Many, makeDispatcher, type TopicHandler, type TopicHandlers } from './dispatcher';

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

  test('whoever is killed with rows in hand takes none of their attempts: they are not buried for it', async () => {
    await put('a');
    for (let killed = 0; killed < 2 * MAX_ATTEMPTS; killed++) {
      expect(await claim(store, 10, LEASE)).toHaveLength(1);
      await patch({ leaseUntil: 1 });
    }
    expect(await dispatcher(fail).drain()).toBe(1);
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 1, lastError: 'planted' });
  });

  describe('a row that takes the process down each time', () => {
    /** Claims until nobody gets a row any more, each claim killed if `deadly` is in its hands; how many were. */
    async function killedBy(deadly: string, most: number): Promise<number> {
      for (let kills = 0, turns = 0; turns < most; turns++) {
        const mine = await claim(store, 10, LEASE);
        if (mine.length === 0) return kills;
        if (mine.some(({ streamId }) => streamId === deadly)) {
          kills += 1;
          await patch({ leaseUntil: 1, availableAt: 0 });
        } else {
          for (const { id, fence, attempts } of mine) {
            const done = { state: 'done', leaseUntil: null, attempts } as const;
            await store.unit({ tenantId }, (u) => u.change(outbox, { id, fence }, done));
          }
        }
      }
      return Number.POSITIVE_INFINITY;
    }

    test('is buried at last; those that were in the same hands are carried out, and so is what waits behind it', async () => {
      await put('a', 'deadly', 'b', 'c', 'deadly');
      // Not the second one of its destination.
      const last = (await rows()).at(-1)?.id ?? '';
      await store.unit({ tenantId }, (u) => u.change(outbox, { id: last }, { streamId: 'behind' }));
      expect(await killedBy('deadly', 100)).toBe(42);
      expect((await rows()).map(({ streamId, state, attempts }) => [streamId, state, attempts])).toEqual([
        ['a', 'done', 1],
        ['deadly', 'buried', MAX_ATTEMPTS],
        ['b', 'done', 1],
        ['c', 'done', 1],
        ['behind', 'done', 1],
      ]);
    });

    test('waits longer and longer before its end, and nobody waits with it', async () => {
      await put('deadly', 'a');
      const [deadly] = await rows();
      const where = { id: deadly?.id ?? '' };
      await store.unit({ tenantId }, (u) => u.change(outbox, where, { fence: 38, attempts: 8, leaseUntil: 1 }));
      expect((await claim(store, 10, LEASE)).map(({ streamId, attempts }) => [streamId, attempts])).toEqual([
        ['deadly', 9],
      ]);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'pending', attempts: 9 });
      expect(row?.availableAt).toBe((row?.leaseUntil ?? 0) + 512 * SECOND);
      await store.unit({ tenantId }, (u) => u.change(outbox, where, { leaseUntil: 1 }));
      expect((await claim(store, 10, LEASE)).map(({ streamId }) => streamId)).toEqual(['a']);
    });

    test('what has waited for something hundreds of times is not taken for one; one that is carried out was none', async () => {
      await put('a', 'b');
      await patch({ fence: 400 });
      expect(await claim(store, 10, LEASE)).toHaveLength(2);
      await patch({ leaseUntil: 1 });
      // One by one from here on; not its turn is no attempt.
      await dispatcher(() => Promise.reject(new NotYet('the other is not ready', 0))).drain();
      const [first] = await rows();
      expect(first).toMatchObject({ state: 'pending', attempts: 0, leaseUntil: null });
      await patch({ availableAt: 0 });
      const { drain } = dispatcher(async () => undefined);
      while ((await drain()) > 0);
      expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
        ['done', 1],
        ['done', 1],
      ]);
    });
  });

  test('what finds no room comes again, and is never buried for it: no notice is lost to a disk that was full for hours', async () => {
    await put('a');
    let full = true;
    const noRoom = () => Object.assign(new Error('the table is full'), { code: 'ER_RECORD_FILE_FULL' });
    const { drain } = dispatcher(() => (full ? Promise.reject(noRoom()) : Promise.resolve()));
    for (let turn = 0; turn < 2 * MAX_ATTEMPTS; turn++) {
      expect(await drain()).toBe(1);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'pending', attempts: 0, lastError: null, leaseUntil: null });
      expect(row?.availableAt).toBeLessThanOrEqual((await store.now()) + 5 * SECOND);
      await patch({ availableAt: 0 });
    }
    full = false;
    expect(await drain()).toBe(1);
    expect((await rows())[0]).toMatchObject({ state: 'done', attempts: 1 });
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

  describe('several at once', () => {
    /** What is carried out is written down in the unit itself. */
    const writesDown = (poison?: string, before?: () => Promise<void>) => {
      const note = async (u: Unit, rows: readonly ClaimedRow[]) => {
        await before?.();
        for (const { destination } of rows) {
          if (destination === poison) throw new Error('poisoned');
          await u.insert(commandKey, [{ ...KEY, key: destination }]);
        }
      };
      const alone: string[] = [];
      const one = async (row: ClaimedRow) => {
        alone.push(row.destination);
        await store.unit({ tenantId }, (u) => note(u, [row]));
      };
      const many: Many = async (u, rows) => {
        await note(u, rows);
        return rows;
      };
      return { alone, handle: Object.assign(one, { many }) };
    };
    const KEY = { principal: 'p', hash: '', streamId: newId(NOW), fromSeq: 1, toSeq: 1, at: NOW, refusal: null };
    const written = async () =>
      (await store.read({ tenantId }).find(commandKey, { where: {} })).map(({ key }) => key).sort();
    afterEach(() => store.unit({ tenantId }, (u) => u.remove(commandKey, {})));

    test('are one unit, which says that they are done', async () => {
      await put('a', 'b', 'c', 'a');
      const { alone, handle } = writesDown();
      expect(await dispatcher(handle).drain()).toBe(3);
      expect(alone).toEqual([]);
      expect(await written()).toEqual(['a', 'b', 'c']);
      expect((await rows()).map(({ state, fence, attempts }) => [state, fence, attempts])).toEqual([
        ['done', 1, 1],
        ['done', 1, 1],
        ['done', 1, 1],
        ['pending', 0, 0],
      ]);
    });

    test('one that fails spoils it for nobody else', async () => {
      await put('a', 'poison', 'c');
      const { alone, handle } = writesDown('poison');
      await dispatcher(handle).drain();
      expect(alone).toEqual(['a', 'poison', 'c']);
      expect(await written()).toEqual(['a', 'c']);
      expect((await rows()).map(({ state, lastError }) => [state, lastError])).toEqual([
        ['done', null],
        ['pending', 'poisoned'],
        ['done', null],
      ]);
    });

    test('where a lease ran out meanwhile, what was done is taken back, and each looks for itself', async () => {
      await put('a', 'b');
      const { alone, handle } = writesDown();
      const many: Many = async (u, all) => {
        await handle.many(u, all);
        // As somebody else’s claim would leave it.
        await u.change(outbox, { id: all[1]?.id ?? '' }, { fence: 9 });
        return all;
      };
      await dispatcher(Object.assign((row: ClaimedRow) => handle(row), { many })).drain();
      expect(alone).toEqual(['a', 'b']);
      expect(await written()).toEqual(['a', 'b']);
      expect((await rows()).map(({ state, fence }) => [state, fence])).toEqual([
        ['done', 1],
        ['done', 1],
      ]);
    });

    test('what they leave is carried out one by one', async () => {
      await put('a', 'b', 'c');
      const { alone, handle } = writesDown();
      const many: Many = async (u, all) => handle.many(u, all.slice(0, 2));
      await dispatcher(Object.assign((row: ClaimedRow) => handle(row), { many })).drain();
      expect(alone).toEqual(['c']);
      expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    });

    test('claimed together, unless somebody has taken one of them: then each by itself', async () => {
      await put('a', 'b', 'c');
      const all = await rows();
      await store.unit({ tenantId }, (u) => u.change(outbox, { id: all[1]?.id ?? '' }, { fence: 5 }));
      const stale: Store = {
        ...store,
        system: {
          ...store.system,
          // As read before the other one came.
          read: { ...store.system.read, find: async () => all.map((row) => ({ ...row, tenantId })) as never },
        },
      };
      expect((await claim(stale, 10, LEASE)).map(({ destination }) => destination)).toEqual(['a', 'c']);
    });
  });
});
