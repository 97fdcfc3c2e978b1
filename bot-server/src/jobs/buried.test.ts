// What was given up comes back once, whoever else is at work, and does nothing where nobody wants it any more.
import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY, MINUTE } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { lapseBy, reported, startProduct, type TestProduct, ticketIn } from '../../test/support/product';
import { newId } from '../core/ids';
import { makeLog } from '../core/log';
import { makeDispatcher } from '../outbox/dispatcher';
import { event } from '../store/tables/event';
import { outbox } from '../store/tables/outbox';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';
import { type Buried, buriedWork, revive } from './buried';
import { fireTimers } from './timers';

const log = makeLog('silent');
const ALL = 100;

eachDatabase((_name, open) => {
  let product: TestProduct;
  let store: Store;
  let other: Store;
  let tenantId: TenantId;
  let twinId: TenantId;
  beforeAll(async () => {
    store = await open();
    other = await open();
    product = await startProduct(store);
    tenantId = product.mine.tenantId;
    twinId = product.twin.tenantId;
    await product.settled();
  });
  afterEach(async () => {
    expect(await product.findings()).toEqual([]);
    for (const one of [tenantId, twinId]) await store.system.unit((u) => u.remove(outbox, { tenantId: one }));
  });
  afterAll(() => product?.stop());

  let made = 0;
  async function put(destination: string, more: Partial<{ state: 'pending' | 'buried'; of: TenantId }> = {}) {
    made += 1;
    const id = newId(1_800_000_000_000 + made);
    const { state = 'buried', of = tenantId } = more;
    const [attempts, fence, lastError] = state === 'buried' ? [12, 12, 'poisoned'] : [0, 0, null];
    const what = { id, streamId: destination, seq: made, topic: 'search', destination, state, payload: null };
    const how = { attempts, fence, lastError, availableAt: 0, leaseUntil: null, createdAt: made };
    await store.unit({ tenantId: of }, (u) => u.insert(outbox, [{ ...what, ...how }]));
    return id;
  }
  const row = (id: string) => store.read({ tenantId }).one(outbox, { id });
  const only = async (id: string): Promise<Buried> => {
    const [found, ...more] = await buriedWork(store, { ids: [id] }, ALL);
    if (found === undefined || more.length > 0) throw new Error(id);
    return found;
  };
  /** Until there is nothing left that is due. */
  async function drain(through: Store, carry: (id: string) => Promise<void>): Promise<void> {
    const worker = makeDispatcher(through, { search: ({ id }) => carry(id) }, log);
    while ((await worker.drain()) > 0);
  }

  test('it is found by organization, topic and id, and says why', async () => {
    const [a, b] = [await put('a'), await put('b', { of: twinId })];
    await put('c', { state: 'pending' });
    const found = await buriedWork(store, {}, ALL);
    expect(found.map(({ id }) => id)).toEqual([a, b]);
    expect(found[0]).toMatchObject({ kind: 'outbox', subject: 'search', streamId: 'a', attempts: 12, tenantId });
    expect(found[0]?.reason).toBe('poisoned');
    const idsOf = async (chosen: Parameters<typeof buriedWork>[1]) =>
      (await buriedWork(store, chosen, ALL)).map(({ id }) => id);
    expect(await idsOf({ tenantId: twinId })).toEqual([b]);
    expect(await idsOf({ ids: [a, 'nothing'] })).toEqual([a]);
    expect(await idsOf({ tenantId: twinId, ids: [a] })).toEqual([]);
    expect(await idsOf({ subject: 'search' })).toEqual([a, b]);
    expect(await idsOf({ subject: 'notify' })).toEqual([]);
    expect(await idsOf({ subject: 'promise' })).toEqual([]);
  });

  test('whoever brings it back, and however often, it is carried out once', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((destination) => put(destination)));
    const left = await put('e', { of: twinId });
    const seen = await buriedWork(store, { tenantId }, ALL);
    const done: string[] = [];
    const carry = async (id: string) => void done.push(id);
    await drain(store, carry);
    expect(done).toEqual([]);
    const brought = await Promise.all([store, other].flatMap((one) => seen.map((each) => revive(one, each))));
    expect(brought.filter(Boolean)).toHaveLength(ids.length);
    await Promise.all([drain(store, carry), drain(other, carry)]);
    for (const each of seen) expect(await revive(store, each)).toBe(false);
    await drain(store, carry);
    expect([...done].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await row(id)).toMatchObject({ state: 'done', attempts: 1, fence: 14 });
    expect((await buriedWork(store, {}, ALL)).map(({ id }) => id)).toEqual([left]);
  });

  test('one who slept since before it was buried says nothing of it', async () => {
    const id = await put('a');
    await store.system.unit((u) => u.change(outbox, { tenantId, id }, { state: 'pending', attempts: 0 }));
    let wake = () => {};
    let entered = () => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const sleep = () => {
      entered();
      return new Promise<void>((resolve) => (wake = resolve));
    };
    const sleeping = makeDispatcher(store, { search: sleep }, log).drain();
    await inside;
    await store.system.unit((u) => u.change(outbox, { tenantId, id }, { state: 'buried', leaseUntil: null }));
    const seen = await only(id);
    expect(await revive(other, seen)).toBe(true);
    wake();
    await sleeping;
    expect(await row(id)).toMatchObject({ state: 'pending', fence: seen.fence + 1 });
    const done: string[] = [];
    await drain(other, async (one) => void done.push(one));
    expect(done).toEqual([id]);
  });

  test('it waits for what is under way to the same destination, and goes before what comes after', async () => {
    const old = await put('a');
    const now = await put('a', { state: 'pending' });
    const next = await put('a', { state: 'pending' });
    const leaseUntil = (await store.now()) + 10 * MINUTE;
    await store.system.unit((u) => u.change(outbox, { tenantId, id: now }, { leaseUntil, fence: 1 }));
    expect(await revive(store, await only(old))).toBe(true);
    expect((await row(old))?.availableAt).toBe(leaseUntil);
    const done: string[] = [];
    const carry = async (id: string) => void done.push(id);
    await drain(store, carry);
    expect(done).toEqual([]);
    const over = { leaseUntil: null, availableAt: 0 };
    await store.system.unit((u) => u.change(outbox, { tenantId, state: 'pending' }, over));
    await drain(store, carry);
    expect(done).toEqual([old, now, next]);
  });

  test('what fails again is buried again', async () => {
    const id = await put('a');
    expect(await revive(store, await only(id))).toBe(true);
    let tries = 0;
    while ((await row(id))?.state === 'pending') {
      await store.system.unit((u) => u.change(outbox, { tenantId, id }, { availableAt: 0 }));
      await drain(store, async () => {
        tries += 1;
        throw new Error('poisoned anew');
      });
    }
    expect(tries).toBe(12);
    expect(await only(id)).toMatchObject({ attempts: 12, reason: 'poisoned anew' });
  });

  const timers = (ticketId: string) => product.mine.reader.find(timer, { where: { ticketId: ticketId as never } });
  const happened = async (streamId: string) =>
    (await product.mine.reader.find(event, { where: { streamId }, order: [['seq', 'asc']] })).map(({ type }) => type);
  /** Given up, its moment long past. */
  async function buriedTimer(): Promise<{ readonly ticketId: never; readonly seen: Buried }> {
    const ticketId = (await reported(product)).id as never;
    product.clock.forward(DAY);
    const patch = { state: 'buried' as const, attempts: 12, fence: 42 };
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId }, patch));
    expect(await product.ring()).toBe(0);
    const [stage] = (await timers(ticketId)).map((one) => one.stage);
    return { ticketId, seen: await only(`${ticketId}/promise/${stage}`) };
  }
  const overdueOf = async (ticketId: string) =>
    (await happened(ticketId)).filter((type) => type === 'ticket.overdue').length;

  test('a timer rings once, however many bring it back', async () => {
    const { ticketId, seen } = await buriedTimer();
    expect(seen).toMatchObject({ kind: 'timer', subject: 'promise', streamId: ticketId, attempts: 12 });
    expect(seen.reason).toMatch(/without a word/);
    const brought = await Promise.all([store, other, store, other].map((one) => revive(one, seen)));
    expect(brought.filter(Boolean)).toHaveLength(1);
    await Promise.all([product.ring(), product.ring(other)]);
    expect(await overdueOf(ticketId)).toBe(1);
    expect(await timers(ticketId)).toEqual([]);
    expect(await revive(store, seen)).toBe(false);
    expect(await product.ring()).toBe(0);
    expect(await overdueOf(ticketId)).toBe(1);
  });

  test('a timer whose ticket went on meanwhile does nothing', async () => {
    const { ticketId, seen } = await buriedTimer();
    ticketIn(await product.as('dispatch')('ticket.cancel', { ticketId, reason: '误报' }));
    const before = await happened(ticketId);
    expect(await revive(store, seen)).toBe(false);
    expect(await timers(ticketId)).toEqual([]);
    await product.ring();
    // Nor where the row was left behind, which nothing does: what is said to the ticket finds nothing to do.
    await lapseBy(product.product)(tenantId, ticketId, 'promise');
    expect(await happened(ticketId)).toEqual(before);
  });

  test('a timer that was set anew meanwhile is another one', async () => {
    const { ticketId, seen } = await buriedTimer();
    const at = product.clock.now() + DAY;
    const anew = { state: 'pending' as const, fence: 0, attempts: 0, generation: seen.generation + 1, dueAt: at };
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId }, anew));
    expect(await revive(store, seen)).toBe(false);
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId }, { state: 'buried', fence: seen.fence }));
    expect(await revive(store, seen)).toBe(false);
    expect(await timers(ticketId)).toMatchObject([{ state: 'buried', fence: seen.fence, dueAt: at }]);
    const back = { generation: seen.generation, state: 'pending' as const, dueAt: seen.since };
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId }, back));
    expect(await fireTimers(store, product.clock, lapseBy(product.product), log)).toBe(1);
  });
});
