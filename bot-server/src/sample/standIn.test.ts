// The sample organization and a stand-in that forgets whenever it ends.

import { type Channels, startChannels, startStandIn } from '../../test/support/channels';
import { eachDatabase } from '../../test/support/databases';
import { ORG } from '../../test/support/product';
import { consent } from '../store/tables/consent';
import { identity } from '../store/tables/identity';

const AGREED = 5;

eachDatabase((_, open) => {
  let here: Channels;
  beforeAll(async () => {
    here = await startChannels([await open()]);
  });
  afterAll(() => here?.stop());

  test('a stand-in started anew hears of the messages that each resident still agrees to', async () => {
    const [agreed] = await here.mine.reader.find(consent, { where: { topic: 'progress', left: AGREED } });
    if (agreed === undefined) throw new Error('nobody has agreed');
    const { memberId, accountId, topic } = agreed;
    await here.store.unit(here.mine.reader, (u) => u.change(consent, { accountId, memberId, topic }, { left: 2 }));
    const another = await startStandIn();
    try {
      await here.servers[0]?.product.connectStandIn(another.url);
      const { minis } = await another.state();
      const told = minis.flatMap(({ people }) => people.map(({ consents }) => Object.values(consents).sort()));
      expect(told).toContainEqual([2, AGREED]);
      expect(told.filter((counts) => counts.join() !== `2,${AGREED}`)).toEqual(
        told.slice(1).map(() => [AGREED, AGREED]),
      );
    } finally {
      await another.stop();
    }
  });

  test('a resident whom nobody is bound to any more comes in by the number that the stand-in knows', async () => {
    const memberId = here.mine.member('resident2');
    const [bound] = await here.mine.reader.find(identity, { where: { memberId, accountId: here.wechat.id as never } });
    if (bound === undefined) throw new Error('nobody is bound');
    await here.store.unit(here.mine.reader, (u) => u.remove(identity, { memberId, accountId: bound.accountId }));
    const who = { appid: here.wechat.values.appId, openid: bound.external };
    const code = (of: 'code' | 'phoneCode') => here.standIn.tell<{ readonly code: string }>(`mini/${of}`, who);
    const [server] = here.servers;
    const first = await server?.call('wechat.signIn', { org: ORG, code: (await code('code')).code }, {});
    const { ticket } = first?.body ?? {};
    const inside = await server?.call('wechat.phone', { ticket, code: (await code('phoneCode')).code }, {});
    expect([inside?.status, inside?.body.member?.id]).toEqual([200, memberId]);
  });
});
