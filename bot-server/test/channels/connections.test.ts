// A connection from its first check to somebody leaving, against the stand-in: nothing here is scripted.
import { setTimeout } from 'node:timers/promises';
import type { MemberId } from '@paidan/shared/kernel/id';
import { accountHealth } from '../../src/store/tables/accountHealth';
import { identity } from '../../src/store/tables/identity';
import { member } from '../../src/store/tables/member';
import { type Channels, keysOn, startChannels, titleOn } from '../support/channels';
import { eachDatabase } from '../support/databases';

eachDatabase((_name, open) => {
  let bench: Channels;
  let id: never;
  beforeAll(async () => {
    bench = await startChannels([await open()]);
    id = bench.wecom.id as never;
  });
  afterAll(() => bench?.stop());

  const until = async <T>(look: () => Promise<T | null | undefined | false>): Promise<T> => {
    for (let turn = 0; turn < 1000; turn++) {
      const found = await look();
      if (found) return found;
      await setTimeout(20);
    }
    throw new Error('it did not come about');
  };
  const behind = async (external: string) => {
    const row = await bench.mine.reader.one(identity, { accountId: id, external });
    if (row === undefined) return undefined;
    return { known: row.state, ...(await bench.mine.reader.one(member, { id: row.memberId })) };
  };
  const people = (userid: string, change: 'join' | 'leave' | 'update', more: object = {}) =>
    bench.standIn.tell('people', { corpId: bench.app.corpId, userid, change, ...more });

  test('every check of every connection goes well, and the card that was sent comes back pressed', async () => {
    for (const { id: each } of [bench.wecom, bench.group, bench.wechat]) {
      const { checks } = await bench.done('admin', 'account.check', { id: each as never });
      const wanted = checks.filter(({ name }: { name: string }) => name !== 'press' && name !== 'callback');
      expect([each, wanted.filter(({ state }: { state: string }) => state !== 'ok')]).toEqual([each, []]);
      expect(wanted.length).toBeGreaterThan(0);
    }
    await bench.done('admin', 'account.test', { id });
    const card = (await bench.standIn.phone('admin')).at(-1);
    if (card === undefined) throw new Error('no card came');
    expect(keysOn(card)).toHaveLength(1);
    const pressed = await bench.press('admin', card, keysOn(card)[0] ?? '');
    expect(pressed).toMatchObject({ status: 200 });
    // The press is answered first, and noted beside it.
    await until(async () => (await bench.mine.reader.one(accountHealth, { accountId: id }))?.pressedAt);
    const { checks, account } = await bench.done('admin', 'account.check', { id });
    expect(checks.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
      ['token', 'ok'],
      ['app', 'ok'],
      ['contacts', 'ok'],
      ['callback', 'ok'],
      ['press', 'ok'],
    ]);
    expect(account.health).toMatchObject({ error: null, pressedAt: expect.any(Number), tokenAt: expect.any(Number) });
    expect(titleOn(card)).not.toBe('');
  });

  test('a wrong secret is found out, and mended', async () => {
    const change = (appSecret: string) =>
      bench.done('admin', 'account.change', { id, change: { secrets: { appSecret } } });
    await change('a-secret-that-is-wrong');
    const { checks } = await bench.done('admin', 'account.check', { id });
    expect(checks[0]).toMatchObject({ name: 'token', state: 'failed', code: '40001' });
    await change(bench.wecom.secrets.appSecret ?? '');
    const mended = await bench.done('admin', 'account.check', { id });
    expect(mended.checks[0]).toMatchObject({ name: 'token', state: 'ok' });
    expect(mended.account.health.error).toBeNull();
  });

  test('the contacts that are there change nothing; who joins comes in, who leaves hands over, who is back is back', async () => {
    const first = await bench.done('admin', 'account.sync', { id });
    expect(first).toMatchObject({ created: 0, changed: 0, left: 0 });
    await people('NewHand', 'join', { name: '新师傅' });
    const newcomer = await until(() => behind('newhand'));
    expect(newcomer).toMatchObject({ name: '新师傅', login: 'newhand', roles: ['technician'], state: 'active' });

    const { id: ticketId } = await bench.reported();
    await bench.done('dispatch', 'ticket.assign', { ticketId, memberId: newcomer.id as MemberId });
    await people('NewHand', 'leave');
    await until(async () => (await behind('newhand'))?.state === 'retired');
    const { items } = await bench.done('dispatch', 'handover.list', {});
    expect(items).toMatchObject([{ member: { id: newcomer.id }, tickets: [{ id: ticketId }] }]);
    const order = { from: newcomer.id as MemberId, to: bench.mine.member('tech2'), reason: '离职' };
    expect(await bench.done('dispatch', 'handover.move', order)).toEqual({ moved: 1, refused: [] });

    await people('NewHand', 'join', { name: '回来的师傅' });
    const back = await until(async () => {
      const now = await behind('newhand');
      // Coming back and the new name are two writes.
      return now?.state === 'active' && now.name === '回来的师傅' && now;
    });
    expect(back).toMatchObject({ id: newcomer.id, known: 'active' });
  });

  test.each([
    ['inside', 'wxwork/4.1.36'],
    ['outside', 'Firefox'],
  ])('a notice leads to its page, signed in on the way (%s)', async (_where, agent) => {
    const { id: ticketId } = await bench.reported();
    const jar = new Map<string, string>();
    const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const get = async (url: string) => {
      const answer = await fetch(url, { redirect: 'manual', headers: { 'User-Agent': agent, Cookie: cookies() } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
    };
    const [server] = bench.servers;
    const own = (path: string) => `${server?.url}${path}`;
    const gone = await get(own(`/go/${id}/t/${ticketId}`));
    const begun = await get(own(gone.to));
    const who = await get(begun.to);
    expect(who.text).toContain('tech1');
    const chosen = await get(`${begun.to.split('#')[0]}&as=tech1`);
    const came = await get(chosen.to);
    expect([came.status, came.to]).toEqual([302, `/admin/tickets/${ticketId}`]);
    expect([...jar.keys()]).toEqual(['paidan_session']);
    // The code is used up, and so is the way that it came.
    expect((await get(chosen.to)).to).toBe('/auth/sorry/expired');
    expect((await get(own(`/go/${id}/work`))).to).toBe('/admin/work');
  });
});
