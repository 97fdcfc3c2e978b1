// Timers ring once, when they are due, and do nothing where the state no longer wants them.
import { DAY, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { lapseBy, outcome, reported, startProduct, type TestProduct, ticketIn } from '../../test/support/product';
import { fixedClock } from '../core/clock';
import { makeLog } from '../core/log';
import { readState } from '../metrics/state';
import { event } from '../store/tables/event';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';
import { fireTimers, type Lapse, TIMER_LEASE } from './timers';

const log = makeLog('silent');

eachDatabase((_, open) => {
  let product: TestProduct;
  let store: Store;
  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
  });
  afterEach(async () => expect(await product.findings()).toEqual([]));
  afterAll(() => product?.stop());

  const eventsOf = async (streamId: string) => {
    const rows = await product.mine.reader.find(event, { where: { streamId }, order: [['seq', 'asc']] });
    return rows.map(({ type, byId, channel, data }) => ({ type: type.replace('ticket.', ''), byId, channel, data }));
  };
  const timersOf = (ticketId: string) => product.mine.reader.find(timer, { where: { ticketId: ticketId as never } });
  const get = async (ticketId: string) =>
    ticketIn(await product.as('dispatch')('ticket.get', { ticketId: ticketId as never }));

  async function finished() {
    const { id: ticketId } = await reported(product, { priority: 'low' });
    const tech = product.as('tech1');
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
    return ticketId;
  }

  test('overdue at the promised time, not a moment before, and once', async () => {
    const { id } = await reported(product, { priority: 'urgent' });
    product.clock.forward(2 * 60 * MINUTE - 1);
    expect(await product.ring()).toBe(0);
    expect((await get(id)).overdue).toBe(false);
    product.clock.forward(1);
    expect(await product.ring()).toBe(1);
    expect(await timersOf(id)).toEqual([]);
    product.clock.forward(1);
    expect((await get(id)).overdue).toBe(true);
    product.clock.forward(DAY);
    expect(await product.ring()).toBe(0);
    expect((await eventsOf(id)).at(-1)).toEqual({
      type: 'overdue',
      byId: null,
      channel: 'timer',
      data: { purpose: 'promise' },
    });
  });

  test('nobody answers: taken as accepted after three days, closed a week later', async () => {
    const id = await finished();
    product.clock.forward(3 * DAY - SECOND);
    await product.ring();
    expect((await get(id)).node.id).toBe('accept');
    product.clock.forward(SECOND);
    await product.ring();
    expect((await get(id)).node.id).toBe('rate');
    product.clock.forward(7 * DAY - SECOND);
    await product.ring();
    expect((await get(id)).phase).toBe('done');
    product.clock.forward(SECOND);
    await product.ring();
    expect(await get(id)).toMatchObject({ phase: 'closed', stars: null, endedAt: product.clock.now() });
    const last = (await eventsOf(id)).slice(-3);
    expect(last.map(({ type, byId, channel }) => [type, byId, channel])).toEqual([
      ['confirmed', null, 'timer'],
      ['entered', null, 'timer'],
      ['closed', null, 'timer'],
    ]);
    expect(last[0]?.data).toEqual({ values: {}, auto: true });
    expect(await timersOf(id)).toEqual([]);
  });

  test('two processes at the same moment: one of them fires', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => (await reported(product)).id));
    product.clock.forward(DAY);
    const other = await open();
    const fired = await Promise.all([product.ring(), product.ring(other), product.ring(), product.ring(other)]);
    expect(fired.reduce((sum, one) => sum + one, 0)).toBe(ids.length);
    for (const id of ids) {
      expect((await eventsOf(id)).filter(({ type }) => type === 'overdue')).toHaveLength(1);
    }
  });

  test.each(['promise', 'autoConfirm', 'autoClose'] as const)('%s, doubled or stale, does nothing', async (purpose) => {
    const { id } = await reported(product);
    const before = await eventsOf(id);
    const lapse = lapseBy(product.product);
    await lapse(product.mine.tenantId, id, purpose);
    expect(await eventsOf(id)).toEqual(before);
    ticketIn(await product.as('resident1')('ticket.cancel', { ticketId: id, reason: '误报' }));
    product.clock.forward(10 * DAY);
    await lapse(product.mine.tenantId, id, purpose);
    expect((await eventsOf(id)).at(-1)?.type).toBe('cancelled');
  });

  test('one that fails is tried again once its lease has run out', async () => {
    const { id } = await reported(product);
    product.clock.forward(DAY);
    const fail: Lapse = async () => {
      throw new Error('planted');
    };
    expect(await fireTimers(store, product.clock, fail, log)).toBe(1);
    expect(await product.ring()).toBe(0);
    expect((await eventsOf(id)).map(({ type }) => type)).not.toContain('overdue');
    const [row] = await timersOf(id);
    expect(row?.leaseUntil).toBeGreaterThan(await store.now());
    const { tenantId } = product.mine;
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId: id }, { leaseUntil: 1 }));
    expect(await product.ring()).toBe(1);
    expect((await eventsOf(id)).at(-1)?.type).toBe('overdue');
  });

  test('a firing that was overtaken leaves the new timer alone', async () => {
    const id = await finished();
    const [old] = await timersOf(id);
    product.clock.forward(3 * DAY);
    // While it is under way, the work is sent back and finished anew: the same timer is wanted again, for later.
    const overtaken: Lapse = async (tenantId, ticketId, purpose) => {
      if (ticketId !== id) return true;
      const tech = product.as('tech1');
      expect(outcome(await product.as('resident1')('ticket.reject', { ticketId, reason: '没修好' }))).toBe(200);
      ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
      const values = { afterPhotos: [await product.picture('tech1')] };
      ticketIn(await tech('ticket.complete', { ticketId, values }));
      return lapseBy(product.product)(tenantId, ticketId, purpose);
    };
    await fireTimers(store, product.clock, overtaken, log);
    expect((await get(id)).node.id).toBe('accept');
    const [fresh] = (await timersOf(id)).filter((row) => row.purpose === 'autoConfirm');
    expect(fresh?.generation).toBeGreaterThan(old?.generation ?? 0);
    expect(fresh).toMatchObject({ dueAt: product.clock.now() + 3 * DAY, fence: 0, leaseUntil: null });
  });

  test('a clock that is set back in the middle loses no timer', async () => {
    const { id } = await reported(product);
    product.clock.forward(DAY);
    const setBack: Lapse = async (tenantId, ticketId, purpose) => {
      product.clock.forward(-SECOND);
      const done = await lapseBy(product.product)(tenantId, ticketId, purpose);
      product.clock.forward(SECOND);
      return done;
    };
    await fireTimers(store, product.clock, setBack, log);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['created', 'entered']);
    const { tenantId } = product.mine;
    await store.system.unit((u) => u.change(timer, { tenantId, ticketId: id }, { leaseUntil: 1 }));
    expect(await product.ring()).toBe(1);
    expect((await eventsOf(id)).at(-1)?.type).toBe('overdue');
    expect(await timersOf(id)).toEqual([]);
  });

  /** The lease of whoever died is over. */
  const leaseOver = () =>
    store.unit({ tenantId: product.mine.tenantId }, (u) =>
      u.change(timer, { leaseUntil: { gt: 0 } }, { leaseUntil: 1 }),
    );
  const DEAD = new Error('killed');
  /** From when on the last lease is reckoned: it lies as far back as this machine is slow. */
  let claimedAt = 0;
  /** The process ends in the middle of firing this one: nothing of what would have come after it is done. */
  async function ringUntilKilled(deadly: string): Promise<boolean> {
    const lapse = lapseBy(product.product);
    let dead = false;
    const unlessDead: Store['system']['unit'] = (work) => (dead ? Promise.reject(DEAD) : store.system.unit(work));
    const now = async () => {
      claimedAt = await store.now();
      return claimedAt;
    };
    const mortal: Store = { ...store, now, system: { ...store.system, unit: unlessDead } };
    const kill: Lapse = async (...what) => {
      if (what[1] !== deadly) return lapse(...what);
      dead = true;
      throw DEAD;
    };
    try {
      while ((await fireTimers(mortal, product.clock, kill, log)) > 0);
    } catch (error) {
      if (error !== DEAD) throw error;
    }
    return dead;
  }

  test('one that takes the process down each time rings after the others, waits longer each time, and is buried at last', async () => {
    const { id: deadly } = await reported(product);
    product.clock.forward(DAY);
    const waits: number[] = [];
    let kills = 0;
    for (; kills < 100 && (await ringUntilKilled(deadly)); kills++) {
      const [row] = await timersOf(deadly);
      waits.push(((row?.leaseUntil ?? 0) - claimedAt - TIMER_LEASE) / SECOND);
      await leaseOver();
      if (kills !== 10) continue;
      // By now it is told apart: whatever else is due comes first.
      const others = await Promise.all([1, 2, 3].map(async () => (await reported(product)).id));
      product.clock.forward(DAY);
      expect(await ringUntilKilled(deadly)).toBe(true);
      kills += 1;
      await leaseOver();
      for (const id of others) expect((await eventsOf(id)).at(-1)?.type).toBe('overdue');
    }
    expect(kills).toBe(42);
    expect(waits.filter((wait) => wait > 0)).toHaveLength(12);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(await timersOf(deadly)).toMatchObject([{ state: 'buried', attempts: 12, leaseUntil: null }]);
    expect(await product.ring()).toBe(0);
    expect((await readState(store, product.clock.now())).timersBuried).toBe(1);
    // It goes with the state that wanted it, as any other.
    ticketIn(await product.as('dispatch')('ticket.cancel', { ticketId: deadly, reason: '误报' }));
    expect(await timersOf(deadly)).toEqual([]);
  });

  test('one that fails with words, however often, and one whose process was killed by somebody else now and then, are not buried', async () => {
    const { id } = await reported(product);
    product.clock.forward(DAY);
    const fail: Lapse = async () => {
      throw new Error('planted');
    };
    for (let turns = 0; turns < 30; turns++) {
      if (turns % 3 === 0) await ringUntilKilled(id);
      else expect(await fireTimers(store, product.clock, fail, log)).toBe(1);
      await leaseOver();
    }
    expect(await timersOf(id)).toMatchObject([{ state: 'pending', attempts: 20, fence: 30 }]);
    expect(await product.ring()).toBe(1);
    expect((await eventsOf(id)).at(-1)?.type).toBe('overdue');
  });

  test('a clock that lags behind fires nothing early', async () => {
    const { id } = await reported(product);
    const slow = fixedClock(product.clock.now() - DAY);
    product.clock.forward(DAY - 1);
    expect(await fireTimers(store, slow, lapseBy(product.product), log)).toBe(0);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['created', 'entered']);
  });
});
