// Whoever can be reached by WeCom and by WeChat hears by the one that they, or their organization, prefer.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { delivery } from '../../src/store/tables/delivery';
import { type Channels, startChannels } from '../support/channels';
import { eachDatabase } from '../support/databases';

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open()]);
    // 张伟 is in both, 刘洋 in WeCom alone.
    const order = {
      accountId: bench.wechat.id as never,
      memberId: bench.mine.member('tech1'),
      external: 'oBothOfTech1',
    };
    await bench.done('admin', 'identity.bind', order);
  });
  afterAll(() => bench?.stop());

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
});
