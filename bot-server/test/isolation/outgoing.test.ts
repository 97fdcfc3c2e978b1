// What goes out to chat platforms and comes from there: cards and messages of a report reach those whom it concerns, and of another
// organization's, with a connection of its own or without, not a word is sent through ours.

import { card as cardTable } from '../../src/store/tables/card';
import { type Channels, startChannels } from '../support/channels';
import { eachDatabase } from '../support/databases';
import { CANARY } from '../support/foreign';
import { maskOf, PHONES, phonesIn } from '../support/phones';
import { type Organization, organizationOf, report, TWIN, ticketIn } from '../support/product';
import { rowsOf } from '../support/rows';
import { deliver, pressXml, textXml } from '../support/wire';
import { PRIVATE } from './world';

eachDatabase((_, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open()]);
  });
  afterAll(() => bench?.stop());

  const as = async (
    login: string,
    name: 'ticket.create' | 'ticket.assign' | 'ticket.offer' | 'ticket.accept' | 'ticket.comment',
    input: object,
  ) => {
    const [server] = bench.servers;
    if (server === undefined) throw new Error('no server');
    return ticketIn(await server.call(name, input as never, { token: await server.tokenFor(login, TWIN) }));
  };

  test('cards and messages: of ours to those whom it concerns, of theirs to nobody here', async () => {
    const twin = await organizationOf(bench.store, TWIN);
    const values = report(twin, { title: `${CANARY} 漏水`, description: CANARY });
    const theirs = await as('resident1', 'ticket.create', { templateId: twin.template('repair'), values });
    await as('dispatch', 'ticket.assign', { ticketId: theirs.id, memberId: twin.member('tech1') });
    await as('tech1', 'ticket.accept', { ticketId: theirs.id });
    await as('resident1', 'ticket.comment', { ticketId: theirs.id, text: CANARY });

    const { id: ticketId } = await bench.reported({ title: `${PRIVATE} 漏水`, phone: PHONES.own });
    await bench.settled();
    await bench.done('dispatch', 'ticket.assign', { ticketId, memberId: bench.mine.member('tech1') });
    await bench.settled();
    await bench.done('tech1', 'ticket.accept', { ticketId });
    await bench.settled();

    const whoIs = async (accountId: string): Promise<ReadonlyMap<string, string>> => {
      const { items } = await bench.done('admin', 'identity.list', { accountId: accountId as never, limit: 100 });
      return new Map(items.map((one: { external: string; member: { id: string } }) => [one.external, one.member.id]));
    };
    const [staff, residents] = [await whoIs(bench.wecom.id), await whoIs(bench.wechat.id)];
    const { chats } = await bench.standIn.state();
    const saying = (mark: string) => chats.filter(({ messages }) => JSON.stringify(messages).includes(mark));
    const heard = saying(PRIVATE).map((chat) =>
      chat.kind === 'app'
        ? staff.get(chat.userid ?? '')
        : chat.kind === 'mini'
          ? residents.get(chat.openid ?? '')
          : 'group',
    );
    // Whoever dispatches hears of what is new, and so does their group.
    const others = ['tech2', 'tech3', 'tech4', 'resident2', 'resident3', 'audit'].map((who) => bench.mine.member(who));
    expect(others.filter((one: string) => heard.includes(one))).toEqual([]);
    expect(heard).not.toContain(undefined);
    expect(heard).toContain(bench.mine.member('dispatch'));

    expect(saying(CANARY)).toEqual([]);
    const sent = JSON.stringify(await bench.standIn.log());
    expect(sent).toContain(PRIVATE);
    for (const mark of [CANARY, theirs.id, twin.tenantId]) expect(sent).not.toContain(mark);
    // Numbers leave as masks, on cards as well.
    expect(sent).toContain(maskOf('own'));
    expect(phonesIn(sent)).toEqual([]);
  });

  const APP = { corpId: 'ww5a0d3yunshan001', agentId: 1000009 } as const;
  const SECRETS = {
    appSecret: 'a'.repeat(43),
    callbackToken: 'b'.repeat(20),
    callbackKey: 'c'.repeat(43),
    contactSecret: 'd'.repeat(43),
  } as const;

  /** A corp and an application of the other organization's own; people there are called as ours are. */
  async function connectTheirs(twin: Organization): Promise<string> {
    const [server] = bench.servers;
    if (server === undefined) throw new Error('no server');
    const admin = { token: await server.tokenFor('admin', TWIN) };
    const values = { corpId: APP.corpId, agentId: String(APP.agentId), roles: ['technician'] };
    const input = { kind: 'wecom', name: '云杉企业微信', values, secrets: SECRETS } as const;
    const made = await server.call('account.create', input as never, admin);
    // At any hour: by default nights are quiet.
    await server.call('preference.change', { of: 'organization', values: { quiet: null } } as never, admin);
    const { id } = made.body.account;
    const logins = ['dispatch', 'tech1', 'tech2'];
    for (const login of logins) {
      const bound = { accountId: id, memberId: twin.member(login), external: login } as const;
      await server.call('identity.bind', bound as never, admin);
    }
    const callback = {
      ...{ url: `${server.url}/hooks/wecom/${id}` },
      ...{ token: SECRETS.callbackToken, aesKey: SECRETS.callbackKey },
    };
    const people = logins.map((userid) => ({ userid, name: userid, department: [1] }));
    const trustedDomains = [new URL(server.url).host];
    const app = { agentId: APP.agentId, name: '派单', secret: SECRETS.appSecret, callback, trustedDomains };
    const corp = { corpId: APP.corpId, name: '云杉物业', contactSecret: SECRETS.contactSecret };
    const departments = [{ id: 1, name: '云杉物业', parentid: 0 }];
    await bench.standIn.tell('world', { corps: [{ ...corp, departments, people, apps: [app] }] });
    return id;
  }

  test('each through its own connection; what comes by the one never moves the other', async () => {
    const twin = await organizationOf(bench.store, TWIN);
    const theirAccount = await connectTheirs(twin);
    const theirMark = `${CANARY}-2`;
    const ourMark = `${PRIVATE}-2`;
    const values = report(twin, { title: `${theirMark} 漏水`, description: theirMark, phone: PHONES.foreign });
    const theirs = await as('resident1', 'ticket.create', { templateId: twin.template('repair'), values });
    await as('dispatch', 'ticket.offer', { ticketId: theirs.id });
    // Each counts for itself: a number that they have not got.
    for (let at = 0; at < 3; at++) await bench.reported();
    const { id: ticketId, no } = await bench.offered({ title: `${ourMark} 漏水` });
    await bench.settled();

    const { chats } = await bench.standIn.state();
    const corpsSaying = (mark: string) =>
      new Set(chats.filter(({ messages }) => JSON.stringify(messages).includes(mark)).map((chat) => chat.corpId));
    expect(corpsSaying(theirMark)).toEqual(new Set([APP.corpId]));
    expect(corpsSaying(ourMark)).not.toContain(APP.corpId);
    expect(corpsSaying(ourMark)).toContain(bench.app.corpId);
    const theirPhone = chats.filter(({ corpId, userid }) => corpId === APP.corpId && userid === 'tech1');
    expect(JSON.stringify(theirPhone)).toContain(theirMark);
    expect(phonesIn(JSON.stringify(await bench.standIn.log()))).toEqual([]);

    // A card of ours pressed by way of theirs, and the other way round; the number of a ticket that they have not; ours at their door.
    const cardOf = async (reader: Organization['reader'], id: string) => {
      const [row] = await reader.find(cardTable, { where: { ticketId: id as never, recipient: 'tech1' } });
      if (row === undefined) throw new Error('no card');
      return row.id;
    };
    const [ours, foreign] = [await cardOf(bench.mine.reader, ticketId), await cardOf(twin.reader, theirs.id)];
    const before = [await stateOf(bench.mine.reader), await stateOf(twin.reader)];
    const raw = (app: { corpId: string; agentId: number }, plain: string) =>
      bench.standIn.tell<{ status: number; plain: string }>('raw', { ...app, plain });
    const key = 'ticket.accept';
    const press = (app: { corpId: string; agentId: number }, card: string) =>
      raw(app, pressXml({ app, clock: bench.clock }, { from: 'tech1', card, key }));
    for (const [app, card] of [
      [APP, ours],
      [bench.app, foreign],
    ] as const)
      expect(await press(app, card)).toMatchObject({ status: 200, plain: expect.stringContaining('这张卡片已失效') });
    const typed = await raw(
      APP,
      textXml({ app: APP, clock: bench.clock }, { from: 'tech1', text: `接单 ${no}`, id: '71' }),
    );
    expect(typed.status).toBe(200);
    expect(typed.plain).not.toContain(ourMark);
    const [chat] = await bench.standIn
      .phone('tech1')
      .then((all) => all.filter((one) => JSON.stringify(one).includes(ourMark)));
    if (chat === undefined) throw new Error('tech1 has no card of ours');
    const dry = await bench.press('tech1', chat, key, { dry: true });
    const { wire } = dry as unknown as { readonly wire: Parameters<typeof deliver>[1] };
    const [server] = bench.servers;
    const astray = await deliver(bench, wire, `${server?.url}/hooks/wecom/${theirAccount}`);
    expect([astray.status, astray.body]).toEqual([403, 'refused']);
    expect([await stateOf(bench.mine.reader), await stateOf(twin.reader)]).toEqual(before);
    // At the right door it is done: the control.
    await deliver(bench, wire);
    expect(await stateOf(bench.mine.reader)).not.toEqual(before[0]);
    expect(await stateOf(twin.reader)).toEqual(before[1]);
  });

  /** All but what notes that something was turned away. */
  async function stateOf(reader: Organization['reader']) {
    const { command_key: _, ...rest } = await rowsOf(reader);
    return rest;
  }
});
