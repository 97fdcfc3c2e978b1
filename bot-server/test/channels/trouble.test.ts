// The platform is down, refuses, loses its answer, or we are killed in the middle: nothing is lost, and nothing comes twice that
// need not.
import type { DeliveryId } from '@paidan/shared/kernel/id';
import { card as cardTable } from '../../src/store/tables/card';
import { delivery } from '../../src/store/tables/delivery';
import { outbox } from '../../src/store/tables/outbox';
import { type Channels, drained, type Message, restUntil, startChannels, statusOn, titleOn } from '../support/channels';
import { eachDatabase } from '../support/databases';
import { type MarksFail, marksFail } from '../support/full';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const OUTAGE = 10 * MINUTE;
const REPORTS = 30;

eachDatabase((_name, open) => {
  let bench: Channels;
  let full: readonly MarksFail[] = [];
  beforeAll(async () => {
    full = [marksFail(await open()), marksFail(await open())];
    bench = await startChannels(full.map(({ store }) => store));
  });
  // What one test sent is no flood for the next.
  afterEach(async () => {
    await bench.standIn.heal();
    await bench.forward(15 * MINUTE);
  });
  afterAll(() => bench?.stop());

  const about = (messages: readonly Message[], no: number) =>
    messages.filter((one) => titleOn(one).startsWith(`#${no} `));
  const rows = (where: object) => bench.mine.reader.find(delivery, { where, order: [['id', 'asc']] });
  const health = async () => {
    const { items } = await bench.done('admin', 'account.list', {});
    return items.find(({ id }: { id: string }) => id === bench.wecom.id).health;
  };

  test('down for ten minutes while thirty tickets are reported: it waits, and then all of it comes, once and no faster than allowed', async () => {
    const { standIn, clock, mine } = bench;
    const early = await bench.offered({ title: '停机之前' });
    await drained(bench);
    const begun = clock.now();
    await standIn.cut();
    const numbers: number[] = [];
    for (let index = 0; index < REPORTS; index++) {
      if (index === REPORTS / 2) {
        // Ordered before anybody gets through.
        await standIn.fault({ on: 'wecom', api: '*', kind: 'http503', times: 1_000_000 });
        await standIn.mend();
      }
      numbers.push((await bench.reported({ title: `停机 ${index}` })).no);
      if (index === 3) await bench.done('tech1', 'ticket.accept', { ticketId: early.id });
      await bench.settled();
      await bench.forward(OUTAGE / REPORTS);
    }
    expect(await restUntil(bench)).toBeGreaterThan(clock.now());
    expect(await health()).toMatchObject({ pausedUntil: expect.any(Number), error: expect.anything() });
    const here = { accountId: { in: [bench.wecom.id, bench.group.id] } };
    expect(await rows({ state: 'sent', createdAt: { gt: begun }, ...here })).toEqual([]);
    expect(await rows({ state: 'buried' })).toEqual([]);

    await standIn.fault({ on: 'wecom', api: '*', kind: 'http503', times: 0 });
    await drained(bench);
    const told = await rows({ createdAt: { gt: begun }, ...here });
    // Two who dispatch, and the group.
    expect(told.filter(({ kind }) => kind === 'created')).toHaveLength(3 * REPORTS);
    expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['sent', 'merged']));
    const said = { dispatch: await standIn.phone('dispatch'), dispatch2: await standIn.phone('dispatch2') };
    for (const [who, messages] of Object.entries(said)) {
      const sent = told.filter(({ recipient, state }) => recipient === who && state === 'sent');
      expect([who, messages.filter(({ at }) => at > begun).length]).toEqual([who, sent.length]);
    }
    const group = (await standIn.group()).filter(({ at }) => at > begun);
    expect(group).toHaveLength(told.filter(({ recipient, state }) => recipient === 'group' && state === 'sent').length);
    for (const [most, messages] of [
      [20, said.dispatch],
      [18, group],
    ] as const) {
      for (const { at } of messages) {
        expect(messages.filter((one) => one.at >= at && one.at < at + MINUTE).length).toBeLessThanOrEqual(most);
      }
    }
    expect(await standIn.dropped()).toBe(0);
    // The card that was out before has learned of what happened meanwhile.
    expect(about(await standIn.phone('tech2'), early.no).map(statusOn)).toEqual(['已被张伟接单']);
    expect(await mine.reader.find(outbox, { where: { state: 'buried' } })).toEqual([]);
    expect(await health()).toMatchObject({ pausedUntil: null });
  });

  test('down for hours: still nothing is given up', async () => {
    const { standIn } = bench;
    const { id: before, no } = await bench.offered({ title: '夜里' });
    await drained(bench);
    await standIn.cut();
    await bench.done('tech3', 'ticket.accept', { ticketId: before });
    const { id } = await bench.offered({ title: '停了很久', priority: 'high' });
    // More turns than a message of its own trouble would be given.
    for (let turn = 0; turn < 14; turn++) {
      await bench.settled();
      await bench.forward(20 * MINUTE);
    }
    await standIn.mend();
    await drained(bench);
    expect(await rows({ state: 'buried' })).toEqual([]);
    const states = (await rows({ streamId: id })).map(({ recipient, state }) => `${recipient} ${state}`);
    expect(states).toEqual(
      expect.arrayContaining(['tech1 sent', 'tech2 sent', 'tech3 sent', 'tech4 sent', 'group sent']),
    );
    expect(about(await standIn.phone('tech1'), no).map(statusOn)).toEqual(['已被孙强接单']);
  });

  test('one that the platform refuses is buried where it can be seen, holds up nobody, and goes again when told to', async () => {
    const { standIn } = bench;
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'errcode:40058', times: 1 });
    const { id, no } = await bench.offered();
    await drained(bench);
    const { items } = await bench.done('admin', 'delivery.list', { state: 'buried' });
    expect(items).toEqual([
      expect.objectContaining({
        ticket: expect.objectContaining({ id, no }),
        error: expect.objectContaining({ code: '40058' }),
      }),
    ]);
    const [poisoned] = items as readonly { readonly id: DeliveryId }[];
    const sent = (await rows({ streamId: id })).filter(({ state }) => state !== 'skipped');
    expect(sent.filter(({ state }) => state === 'sent')).toHaveLength(sent.length - 1);

    const again = { id: poisoned?.id as DeliveryId };
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'errcode:40058', times: 1 });
    await bench.done('admin', 'delivery.resend', again);
    await drained(bench);
    expect(await rows(again)).toEqual([expect.objectContaining({ state: 'buried', attempts: 1 })]);
    await bench.done('admin', 'delivery.resend', again);
    await drained(bench);
    const [row] = await rows(again);
    expect(row).toMatchObject({ state: 'sent', errorCode: null, lastError: null });
    expect(about(await standIn.phone(row?.recipient ?? ''), no)).toHaveLength(1);
    expect((await bench.call('admin', 'delivery.resend', again)).body.error.code).toBe('already');
  });

  test('a platform that fails for one message only tries it twelve times, then buries it', async () => {
    const { standIn } = bench;
    const { id } = await bench.reported();
    await drained(bench);
    const [row] = await rows({ streamId: id, recipient: 'dispatch' });
    const where = { id: row?.id as DeliveryId };
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'http500', times: 1 });
    await bench.store.unit(bench.mine, (u) =>
      u.change(delivery, where, { state: 'pending', sentAt: null, attempts: 11, createdAt: bench.clock.now() }),
    );
    await drained(bench);
    expect(await rows(where)).toEqual([
      expect.objectContaining({ state: 'buried', attempts: 12, errorCode: 'http_500' }),
    ]);
  });

  test('the answer is lost: it is sent once more, and no more than that', async () => {
    const { standIn } = bench;
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'lostReply', times: 1 });
    const { no } = await bench.reported({ title: '回执丢了' });
    await drained(bench);
    const both = [...(await standIn.phone('dispatch')), ...(await standIn.phone('dispatch2'))];
    expect(about(both, no)).toHaveLength(3);
  });

  test('a database with no room for what became of it: it has gone out, and is not sent again by anybody', async () => {
    const { standIn } = bench;
    for (const each of full) Object.assign(each, { fault: 'full', failed: 0 });
    const failed = () => full.reduce((sum, each) => sum + each.failed, 0);
    const { id, no } = await bench.reported({ title: '写不下了' });
    const where = { streamId: id, recipient: { in: ['dispatch', 'dispatch2'] } };
    const seen = async () => about([...(await standIn.phone('dispatch')), ...(await standIn.phone('dispatch2'))], no);
    const until = async (holds: () => Promise<boolean>) => {
      for (const last = Date.now() + 60_000; !(await holds()); ) {
        if (Date.now() > last) throw new Error('waited in vain');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await until(async () => (await seen()).length >= 2 && failed() >= 4);
    expect((await rows(where)).map(({ state }) => state)).toEqual(['pending', 'pending']);
    for (const each of full) each.fault = null;
    // Long before the lease is over, after which anybody would send it.
    await until(async () => (await rows({ ...where, state: 'sent' })).length === 2);
    await drained(bench);
    expect(await seen()).toHaveLength(2);
  });

  test('killed between sending and writing it down: the other process sends it once more, and the first one changes nothing', async () => {
    const { standIn, mine, store } = bench;
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'delay', times: 2, ms: 2500 });
    const { id, no } = await bench.reported({ title: '睡过了头' });
    const where = { streamId: id, recipient: { in: ['dispatch', 'dispatch2'] } };
    const leased = () => mine.reader.count(delivery, { ...where, leaseUntil: { not: null } }, 2);
    while ((await leased()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    // As if its process had been asleep for longer than the lease.
    await store.unit(mine, (u) => u.change(delivery, where, { leaseUntil: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await drained(bench);
    const state = await rows(where);
    expect(state.map(({ state: is, fence }) => [is, fence])).toEqual([
      ['sent', 2],
      ['sent', 2],
    ]);
    for (const who of ['dispatch', 'dispatch2']) expect(about(await standIn.phone(who), no)).toHaveLength(2);
  });

  test('killed before sending, and the same decision told twice: each still hears of it once', async () => {
    const { standIn, mine, store } = bench;
    await standIn.cut();
    const { id, no } = await bench.offered({ title: '中途断电' });
    await bench.settled();
    await store.unit(mine, async (u) => {
      await u.change(delivery, { streamId: id }, { availableAt: 0, attempts: 1, fence: 7, leaseUntil: 1 });
      await u.change(outbox, { streamId: id, topic: 'notify' }, { state: 'pending', availableAt: 0, leaseUntil: null });
    });
    await standIn.mend();
    await bench.forward(HOUR);
    await drained(bench);
    for (const who of ['tech1', 'tech2', 'tech3']) expect(about(await standIn.phone(who), no)).toHaveLength(1);
    const live = await mine.reader.find(cardTable, { where: { ticketId: id, state: 'live', kind: 'offered' } });
    expect(live.map(({ recipient }) => recipient).sort()).toEqual(['tech1', 'tech2', 'tech3', 'tech4']);
  });
});
