// Many notices at once, at night, to those who do not want them, and to residents who have agreed to so many: what arrives, and how.
import type { MemberId } from '@paidan/shared/kernel/id';
import { FLOOD_SPAN } from '@paidan/shared/rules/notify/timing';
import { consent } from '../../src/store/tables/consent';
import { delivery } from '../../src/store/tables/delivery';
import { type Channels, drained, headingOn, keysOn, type Message, startChannels, titleOn } from '../support/channels';
import { eachDatabase } from '../support/databases';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const CHINA = 8 * HOUR;
/** Below the platform's thirty (90312). */
const PER_MINUTE = 20;
const FLOOD = 100;

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open(), await open()]);
    for (const login of ['dispatch', 'dispatch2']) await prefer(login, { muted: ['created'] });
  });
  afterEach(async () => {
    await bench.standIn.heal();
    await bench.forward(15 * MINUTE);
  });
  afterAll(() => bench?.stop());

  const since = async (login: string, at: number): Promise<readonly Message[]> =>
    (await bench.standIn.phone(login)).filter((one) => one.at >= at);
  const rows = (where: object) => bench.mine.reader.find(delivery, { where, order: [['id', 'asc']] });
  const prefer = async (login: string, values: object) => {
    const { version } = await bench.done(login, 'preference.get', { of: 'me' });
    await bench.done(login, 'preference.change', { of: 'me', version, values });
  };
  /** To one technician alone. */
  const giveTo = async (login: string, priority: string, count: number) => {
    for (let index = 0; index < count; index++) {
      const { id } = await bench.reported({ title: `${priority} ${index}`, priority });
      await bench.done('dispatch', 'ticket.assign', { ticketId: id, memberId: bench.mine.member(login) });
    }
  };
  const atMost = (most: number, messages: readonly Message[]) => {
    for (const { at } of messages) {
      expect(messages.filter((one) => one.at >= at && one.at < at + MINUTE).length).toBeLessThanOrEqual(most);
    }
  };
  /** At the organization's next time of day. */
  const until = (hour: number) => {
    const now = bench.clock.now() + CHINA;
    const left = (Math.floor(now / DAY) * DAY + hour * HOUR - now + DAY) % DAY;
    return bench.forward(left + MINUTE);
  };
  const isDigest = (message: Message) => /条新通知$/.test(headingOn(message));

  test('a digest that the platform refuses is taken apart: one bad notice does not bury the others', async () => {
    await until(22);
    await prefer('tech3', { quiet: { from: 22 * 60, to: 7 * 60 } });
    const begun = bench.clock.now();
    await giveTo('tech3', 'normal', 3);
    await bench.settled();
    // They wait for the morning, and nothing has failed.
    const { items: waiting } = await bench.done('admin', 'delivery.list', { state: 'pending' });
    const heldUp = waiting.filter(
      ({ member }: { member: { id: string } | null }) => member?.id === bench.mine.member('tech3'),
    );
    expect(heldUp.map(({ held, error }: { held: boolean; error: object | null }) => [held, error])).toEqual(
      Array(3).fill([true, null]),
    );
    await bench.standIn.fault({ on: 'wecom', api: 'message/send', kind: 'errcode:40058', times: 2 });
    await until(7);
    await drained(bench);
    const own = await rows({ recipient: 'tech3', createdAt: { gte: begun } });
    // The digest was refused, and then one of them.
    expect(own.map(({ state }) => state).sort()).toEqual(['buried', 'sent', 'sent']);
    expect((await since('tech3', begun)).map(isDigest)).toEqual([false, false]);
  });

  test('in WeChat each message uses up one consent, a failure gives it back, and without any there is none', async () => {
    const { mine, standIn, wechat } = bench;
    const openid = 'oStandIn-resident2';
    const resident = mine.member('resident2');
    const left = async (topic = 'progress') => {
      const [row] = await mine.reader.find(consent, { where: { memberId: resident, topic: topic as 'progress' } });
      return row?.left;
    };
    const platforms = async () =>
      (await standIn.state()).minis[0]?.people.find((one) => one.openid === openid)?.consents ?? {};
    const templateId = wechat.values.subscriptions?.find(({ topic }) => topic === 'progress')?.templateId ?? '';
    const news = async (by = 'tech1') => {
      const { id } = await bench.reported({ title: '业主等着' }, 'resident2');
      await bench.done('dispatch', 'ticket.assign', { ticketId: id, memberId: mine.member(by) });
      await bench.done(by, 'ticket.accept', { ticketId: id });
      await drained(bench);
      return rows({ streamId: id, memberId: resident as MemberId });
    };
    for (let taps = 0; taps < 3; taps++) {
      await bench.forward(2000);
      await standIn.tell('mini/consent', { appid: wechat.values.appId, openid, templateIds: [templateId] });
    }
    const before = (await left()) ?? 0;
    expect(before).toBeGreaterThan(2);
    const there = (await platforms())[templateId] ?? 0;
    expect(await news()).toEqual([expect.objectContaining({ state: 'sent', kind: 'accepted' })]);
    expect([await left(), (await platforms())[templateId]]).toEqual([before - 1, there - 1]);
    expect(await standIn.resident(openid)).toHaveLength(1);

    await standIn.fault({ on: 'wechat', api: 'message/subscribe/send', kind: 'errcode:47003', times: 1 });
    expect(await news()).toEqual([expect.objectContaining({ state: 'buried', errorCode: '47003' })]);
    expect(await left()).toBe(before - 1);

    await bench.store.unit(mine, (u) => u.change(consent, { memberId: resident }, { left: 0 }));
    expect(await news()).toEqual([expect.objectContaining({ state: 'dropped', errorCode: 'no_consent' })]);
    expect([await left(), (await standIn.resident(openid)).length]).toEqual([0, 1]);

    // The platform knows of none: what we have counted is forgotten, and it is not asked again.
    await bench.store.unit(mine, (u) => u.change(consent, { memberId: resident }, { left: 3 }));
    await standIn.fault({ on: 'wechat', api: 'message/subscribe/send', kind: 'errcode:43101', times: 1 });
    expect(await news()).toEqual([expect.objectContaining({ state: 'dropped', errorCode: '43101' })]);
    expect(await left()).toBe(0);
  });

  test('what somebody does not want to hear is not sent, unless it is that person’s own work', async () => {
    await prefer('tech4', { muted: ['offered', 'assigned', 'transferred'], quiet: null });
    const begun = bench.clock.now();
    await bench.offered();
    await giveTo('tech4', 'normal', 1);
    await drained(bench);
    const shown = await since('tech4', begun);
    expect(shown.map(headingOn)).toEqual(['派给您的工单']);
    expect(await rows({ recipient: 'tech4', kind: 'offered', createdAt: { gte: begun } })).toEqual([]);
  });

  test('at night only what is urgent comes; the rest in the morning, as one', async () => {
    await until(22);
    const begun = bench.clock.now();
    // Some of earlier days are late by now, which cannot wait either.
    const told = async (at: number) => (await since('tech3', at)).filter((one) => headingOn(one) !== '已超过承诺时间');
    await giveTo('tech3', 'normal', 3);
    await giveTo('tech3', 'urgent', 1);
    await bench.settled();
    expect((await told(begun)).map((one) => titleOn(one).slice(-8))).toEqual(['urgent 0']);
    await bench.forward(HOUR);
    await giveTo('tech3', 'normal', 2);
    await bench.settled();
    expect(await told(begun)).toHaveLength(1);
    const morning = bench.clock.now();
    await until(7);
    await drained(bench);
    expect((await told(morning)).map(headingOn)).toEqual(['5 条新通知']);
  });

  test('urgent ones are never put together, and still come no faster than the platform shows them', async () => {
    const begun = bench.clock.now();
    await giveTo('tech2', 'urgent', 2 * PER_MINUTE + 5);
    await bench.settled();
    expect(await since('tech2', begun)).toHaveLength(PER_MINUTE);
    await drained(bench);
    const shown = await since('tech2', begun);
    expect([shown.length, shown.some(isDigest), keysOn(shown[44] as Message)]).toEqual([45, false, ['ticket.accept']]);
    atMost(PER_MINUTE, shown);
    expect(await bench.standIn.dropped()).toBe(0);
  });

  test('a hundred to one person: a few by themselves, the rest in one; never more than the platform shows', async () => {
    const begun = bench.clock.now();
    await giveTo('tech1', 'normal', FLOOD);
    await drained(bench);
    const shown = await since('tech1', begun);
    const own = await rows({ recipient: 'tech1', createdAt: { gte: begun } });
    expect(own).toHaveLength(FLOOD);
    expect(own.filter(({ state }) => state === 'sent')).toHaveLength(shown.length);
    expect(own.filter(({ state }) => state !== 'sent').every(({ state }) => state === 'merged')).toBe(true);
    const single = shown.filter((one) => !isDigest(one));
    // In any span that a flood is counted in: what comes after it may come by itself again.
    for (const { at } of single) {
      expect(single.filter((one) => one.at >= at && one.at < at + FLOOD_SPAN).length).toBeLessThanOrEqual(6);
    }
    expect(single.length).toBeLessThan(12);
    expect(shown.length - single.length).toBeGreaterThanOrEqual(1);
    expect(shown.length).toBeLessThan(12);
    atMost(PER_MINUTE, shown);
    expect(await bench.standIn.dropped()).toBe(0);
  });
});
