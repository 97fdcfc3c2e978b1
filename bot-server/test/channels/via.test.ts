// Whoever can be reached by WeCom and by WeChat hears by the one that they, or their organization, prefer.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { meaningOf } from '@paidan/shared/text/trouble';
import { consent } from '../../src/store/tables/consent';
import { delivery } from '../../src/store/tables/delivery';
import { type Channels, drained, startChannels } from '../support/channels';
import { eachDatabase } from '../support/databases';

const OPENID = 'oBothOfTech1';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** In minutes: of the organization's clock, and of a day. */
const [CHINA, DAY] = [8 * 60, 24 * 60];

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open()]);
    // 张伟 is in both, 刘洋 in WeCom alone.
    const order = {
      accountId: bench.wechat.id as never,
      memberId: bench.mine.member('tech1'),
      external: OPENID,
    };
    await bench.done('admin', 'identity.bind', order);
    const { values, secrets } = bench.wechat;
    const people = [{ openid: OPENID, name: '张伟' }];
    const mini = { appid: values.appId, name: '翠湖物业服务', secret: secrets.appSecret, people };
    await bench.standIn.tell('world', { minis: [mini] });
    await agree(5);
  });
  afterAll(() => bench?.stop());

  /** So many times: each good for one message. */
  const agree = async (times: number) => {
    for (let tap = 0; tap < times; tap++) {
      await bench.forward(2000);
      const { appId: appid, subscriptions = [] } = bench.wechat.values;
      const templateIds = subscriptions.map(({ templateId }) => templateId);
      await bench.standIn.tell('mini/consent', { appid, openid: OPENID, templateIds });
    }
  };

  const choose = (login: string, of: 'me' | 'organization', values: PreferenceValues) =>
    bench.done(login, 'preference.change', { of, values });

  /** By which connections this person was told that a ticket is theirs. */
  const heardBy = async (login: string) => {
    const { id: ticketId } = await bench.reported();
    const memberId = bench.mine.member(login);
    await bench.done('dispatch', 'ticket.assign', { ticketId, memberId });
    await bench.settled();
    const rows = await bench.mine.reader.find(delivery, { where: { streamId: ticketId, memberId, kind: 'assigned' } });
    return rows.map(({ accountId }) => (accountId === bench.wechat.id ? 'wechat' : 'wecom'));
  };

  test.each<readonly [string, PreferenceValues, PreferenceValues, string, 'wecom' | 'wechat']>([
    ['nobody chose: WeCom, whose cards have buttons', {}, {}, 'tech1', 'wecom'],
    ['the organization prefers WeChat', { via: 'wechat' }, {}, 'tech1', 'wechat'],
    ['but this person WeCom', { via: 'wechat' }, { via: 'wecom' }, 'tech1', 'wecom'],
    ['this person alone prefers WeChat', {}, { via: 'wechat' }, 'tech1', 'wechat'],
    ['where there is no WeChat it is WeCom', { via: 'wechat' }, { via: 'wechat' }, 'tech2', 'wecom'],
  ])('%s', async (_case, organization, own, login, expected) => {
    await choose('admin', 'organization', organization);
    await choose(login, 'me', own);
    expect(await heardBy(login)).toEqual([expected]);
  });

  test('where there is no WeCom it is WeChat', async () => {
    await choose('resident1', 'me', { via: 'wecom' });
    const { id: ticketId } = await bench.reported();
    await bench.done('dispatch', 'ticket.assign', { ticketId, memberId: bench.mine.member('tech2') });
    await bench.done('tech2', 'ticket.accept', { ticketId });
    await bench.settled();
    const memberId = bench.mine.member('resident1');
    const rows = await bench.mine.reader.find(delivery, { where: { streamId: ticketId, memberId } });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([bench.wechat.id]));
  });

  /** What became of it by each connection, and what was shown there. */
  const told = async () => {
    const seen = async () => ({
      wecom: (await bench.standIn.phone('tech1')).length,
      wechat: (await bench.standIn.resident(OPENID)).length,
    });
    const before = await seen();
    const { id: ticketId } = await bench.reported();
    const memberId = bench.mine.member('tech1');
    await bench.done('dispatch', 'ticket.assign', { ticketId, memberId });
    await drained(bench);
    const rows = await bench.mine.reader.find(delivery, { where: { streamId: ticketId, memberId } });
    const after = await seen();
    return {
      rows: rows.map(({ accountId, state, errorCode }) => [kindOf(accountId), state, errorCode]).sort(),
      shown: { wecom: after.wecom - before.wecom, wechat: after.wechat - before.wechat },
    };
  };
  const kindOf = (accountId: string) => (accountId === bench.wechat.id ? 'wechat' : 'wecom');
  const left = (count: number) =>
    bench.store.unit(bench.mine, (u) => u.change(consent, { memberId: bench.mine.member('tech1') }, { left: count }));

  test('without a consent that is left, or known to the platform, WeCom tells it, and the delivery says so', async () => {
    await choose('admin', 'organization', { quiet: null });
    await choose('tech1', 'me', { via: 'wechat' });
    // If it is night, what came before waits for the morning.
    await bench.forward(10 * HOUR);
    await drained(bench);
    await agree(3);
    await left(1);
    expect(await told()).toEqual({ rows: [['wechat', 'sent', null]], shown: { wecom: 0, wechat: 1 } });
    const instead = [
      ['wechat', 'dropped', 'told_by_wecom'],
      ['wecom', 'sent', null],
    ];
    expect(await told()).toEqual({ rows: instead, shown: { wecom: 1, wechat: 0 } });
    // We have counted one that the platform knows nothing of.
    await left(1);
    await bench.standIn.fault({ on: 'wechat', api: 'message/subscribe/send', kind: 'errcode:43101', times: 1 });
    expect(await told()).toEqual({ rows: instead, shown: { wecom: 1, wechat: 0 } });
    const { items } = await bench.done('admin', 'delivery.list', { state: 'dropped' });
    expect(items[0]).toMatchObject({ error: { code: 'told_by_wecom' }, account: { kind: 'wechat' } });
    expect(meaningOf('zh-CN', 'told_by_wecom')?.todo).toBe('已改由企业微信通知，不用再发。');
  });

  /** Quiet hours in the middle of which it is now, whatever the hour: no span covers every minute of a day. */
  const nightNow = () => {
    const minute = Math.floor(bench.clock.now() / MINUTE) + CHINA;
    return { from: (minute - 2 * 60) % DAY, to: (minute + 10 * 60) % DAY };
  };

  test('a night’s notices, which come together, are told by WeCom together', async () => {
    await left(0);
    await choose('tech1', 'me', { via: 'wechat', quiet: nightNow() });
    const before = (await bench.standIn.phone('tech1')).length;
    const ids = [];
    for (let at = 0; at < 3; at++) {
      const { id: ticketId } = await bench.reported();
      await bench.done('dispatch', 'ticket.assign', { ticketId, memberId: bench.mine.member('tech1') });
      ids.push(ticketId);
    }
    await bench.settled();
    expect((await bench.standIn.phone('tech1')).length).toBe(before);
    await bench.forward(25 * HOUR);
    await drained(bench);
    const rows = await bench.mine.reader.find(delivery, { where: { streamId: { in: ids }, kind: 'assigned' } });
    const by = (kind: string) => rows.filter(({ accountId }) => kindOf(accountId) === kind);
    expect(by('wechat').map(({ errorCode }) => errorCode)).toEqual(Array(3).fill('told_by_wecom'));
    // With whatever else has come by then, of which one row stands for the message.
    expect(by('wecom').filter(({ state }) => state === 'merged').length).toBeGreaterThanOrEqual(2);
    expect(by('wecom').every(({ state }) => state === 'merged' || state === 'sent')).toBe(true);
    expect(by('wecom')).toHaveLength(3);
  });
});
