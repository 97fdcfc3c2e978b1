// The outbox: nothing is lost, nothing is done by two, one destination's trouble is nobody else's.

import { eachDatabase } from '../../test/support/databases';
import { newId } from '../core/ids';
import { makeLog } from '../core/log';
import { tenantOf } from '../core/scope';
import { outbox } from '../store/tables/outbox';
import type { Store } from '../store/unit';
import { type ClaimedRow, claim } from './claim';
import { MAX_ATTEMPTS, makeDispatcher } from './dispatcher';

const tenantId = tenantOf('1m83gqyf9906p8y26bqt');
const LEASE = 60_000;

eachDatabase((_name, open) => {
  let store: Store;
  let other: Store;
  beforeAll(async () => {
    store = await open();
    other = await open();
  });
  afterEach(() => store.system.unit((u) => u.remove(outbox, { tenantId })));

  let made = 0;
  async function put(destination: string, more: { readonly attempts?: number } = {}): Promise<string> {
    made += 1;
    const id = newId(1_800_000_000_000 + made);
    const row = {
      id,
      streamId: destination,
      seq: made,
      topic: 'search',
      destination,
      state: 'pending' as const,
      attempts: more.attempts ?? 0,
      availableAt: 0,
      leaseUntil: null,
      fence: 0,
      lastError: null,
      payload: null,
      createdAt: 1,
    };
    await store.unit({ tenantId }, (u) => u.insert(outbox, [row]));
    return id;
  }
  const row = async (id: string) => {
    const found = await store.read({ tenantId }).one(outbox, { id });
    if (found === undefined) throw new Error(id);
    return found;
  };
  const dispatcher = (through: Store, search: (row: ClaimedRow) => Promise<void>) =>
    makeDispatcher(through, { search, signOut: search }, makeLog('silent'));
  /** As if its lease had run out, or its delay. */
  const ripen = (id: string) =>
    store.system.unit((u) => u.change(outbox, { tenantId, id }, { leaseUntil: 1, availableAt: 0 }));

  test('two processes at once: each row is one’s', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, (_, at) => put(`d${at}`)));
    const rounds = await Promise.all([store, other, store, other].map((one) => claim(one, 40, LEASE).catch(() => [])));
    const claimed = rounds.flat().map(({ id }) => id);
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await claim(store, 40, LEASE);
    expect([...claimed, ...rest.map(({ id }) => id)].sort()).toEqual([...ids].sort());
    expect(await claim(other, 40, LEASE)).toEqual([]);
  });

  test('a destination’s rows go in order, one at a time', async () => {
    const first = await put('d');
    const second = await put('d');
    const elsewhere = await put('e');
    expect((await claim(store, 10, LEASE)).map(({ id }) => id)).toEqual([first, elsewhere]);
    expect(await claim(store, 10, LEASE)).toEqual([]);
    const done: string[] = [];
    await ripen(first);
    await ripen(elsewhere);
    const worker = dispatcher(store, async ({ id }) => void done.push(id));
    while ((await worker.drain()) > 0);
    expect(done.filter((id) => id !== elsewhere)).toEqual([first, second]);
    expect((await row(second)).state).toBe('done');
  });

  test('many rows that must wait hold up nobody else', async () => {
    const blocker = await put('slow');
    for (let at = 0; at < 30; at++) await put('slow');
    const free = await put('free');
    const claimed = (await claim(store, 5, LEASE)).map(({ id }) => id);
    expect(claimed).toEqual([blocker, free]);
  });

  test('whoever sleeps past its lease changes nothing any more', async () => {
    const id = await put('d');
    let wake = () => {};
    let entered = () => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const asleep = dispatcher(store, () => {
      entered();
      return new Promise<void>((resolve) => (wake = resolve));
    });
    const sleeping = asleep.drain();
    await inside;
    await ripen(id);
    let carriedOut = 0;
    const awake = dispatcher(other, async () => {
      carriedOut += 1;
      throw new Error('not yet');
    });
    expect(await awake.drain()).toBe(1);
    wake();
    await sleeping;
    // The sleeper believes it is done; the row is still the other one's to try again.
    expect(carriedOut).toBe(1);
    expect(await row(id)).toMatchObject({ state: 'pending', attempts: 1, lastError: 'not yet' });
  });

  test('what fails is tried again later, and buried at last; the next one then goes on', async () => {
    const bad = await put('d', { attempts: MAX_ATTEMPTS - 2 });
    const good = await put('d');
    const done: string[] = [];
    const worker = dispatcher(store, async ({ id }) => {
      if (id === bad) throw new Error('poisoned');
      done.push(id);
    });
    await worker.drain();
    const failed = await row(bad);
    expect(failed).toMatchObject({
      state: 'pending',
      attempts: MAX_ATTEMPTS - 1,
      lastError: 'poisoned',
      leaseUntil: null,
    });
    expect(failed.availableAt).toBeGreaterThan(0);
    expect(done).toEqual([]);
    await ripen(bad);
    while ((await worker.drain()) > 0);
    expect((await row(bad)).state).toBe('buried');
    expect(done).toEqual([good]);
  });
});
