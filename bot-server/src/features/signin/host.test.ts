// Who gets in inside WeCom and inside DingTalk without a password, as whom, and who does not; and binding oneself.
import type { InputOf, OutputOf } from '@paidan/shared/contract/index';
import type { MemberId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import {
  BASE_URL,
  CANARY,
  type Connected,
  ORG,
  SECRET_KEY,
  startConnected,
  TWIN,
  trouble,
} from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { makePasses } from '../../core/pass';
import { PER_ADDRESS } from '../../lookups/attempts';
import { account } from '../../store/tables/account';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
import { meter } from '../../store/tables/meter';
import { session } from '../../store/tables/session';
import type { Store } from '../../store/unit';

type Kind = 'wecom' | 'dingtalk';
const APP: Readonly<Record<Kind, string>> = { wecom: 'ww0123456789', dingtalk: 'dingapp0123' };

eachDatabase((_, open) => {
  let store: Store;
  let product: Connected;
  let ids: Readonly<Record<Kind, string>>;
  beforeAll(async () => {
    store = await open();
    product = await startConnected(store);
    ids = { wecom: await product.connect(ORG, 'wecom'), dingtalk: await product.connect(ORG, 'dingtalk') };
    await product.bound(ids.wecom as never, product.mine.member('tech1'), 'ZhangWei');
    await product.bound(ids.dingtalk as never, product.mine.member('tech1'), 'Ding-1');
  });
  afterAll(() => product?.stop());
  beforeEach(async () => {
    product.script.codes.clear();
    product.script.asked.length = 0;
    product.script.hostTrouble = null;
    await store.system.unit((u) => u.remove(meter, {}));
  });

  const post = async (name: string, input: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${product.url}/api/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
    });
    const body = (await response.json()) as {
      token?: string;
      ticket?: string;
      error?: { code: string; message: string };
    };
    return { status: response.status, cookies: response.headers.getSetCookie(), code: body.error?.code, body };
  };
  const enter = (kind: Kind, more: Partial<InputOf<'signin.host'>> = {}) =>
    post('signin.host', { org: ORG, kind, code: 'code-1', ...more });
  const says = (kind: Kind, external: string, code = 'code-1') =>
    product.script.codes.set(`${APP[kind]}/${code}`, external);
  const whoIs = async (token: string) => {
    const { body } = await post('session.get', {}, { Authorization: `Bearer ${token}` });
    return body as unknown as { member: { login: string }; tenant: { code: string } };
  };
  const ticketFor = async (kind: Kind, external: string) => {
    says(kind, external);
    const { body } = await enter(kind);
    if (body.ticket === undefined) throw new Error(JSON.stringify(body));
    return body.ticket;
  };
  const bound = async (accountId: string) =>
    Object.fromEntries(
      (await product.mine.reader.find(identity, { where: { accountId: accountId as never } })).map((row) => [
        row.external,
        row.memberId as MemberId,
      ]),
    );

  describe.each(['wecom', 'dingtalk'] as const)('%s', (kind) => {
    test('whoever is bound is in, with a session of this organization and no cookie', async () => {
      says(kind, kind === 'wecom' ? 'ZHANGWEI' : 'Ding-1');
      const { status, body, cookies } = await enter(kind);
      expect([status, cookies]).toEqual([200, []]);
      expect(await whoIs(body.token ?? '')).toMatchObject({ member: { login: 'tech1' }, tenant: { code: ORG } });
    });

    test('somebody whom nobody has bound: a ticket, no session; with a password once it is theirs from then on', async () => {
      const before = await store.system.read.count(session, {}, 1000);
      const ticket = await ticketFor(kind, `new-${kind}`);
      expect(await store.system.read.count(session, {}, 1000)).toBe(before);
      const reply = await product.as('tech2')('signin.bind', { ticket });
      expect(reply.status).toBe(200);
      expect(await bound(ids[kind])).toMatchObject({ [`new-${kind}`]: product.mine.member('tech2') });
      const { body } = await enter(kind);
      expect(await whoIs(body.token ?? '')).toMatchObject({ member: { login: 'tech2' } });
      // Its owner did it: so the history says.
      const [last] = await product.mine.reader.find(event, {
        where: { streamId: ids[kind] as never },
        order: [['seq', 'desc']],
        limit: 1,
      });
      expect(last).toMatchObject({ type: 'account.bound', byId: product.mine.member('tech2') });
      // Once more, as after a lost answer: nothing changes.
      expect((await product.as('tech2')('signin.bind', { ticket })).status).toBe(200);
    });

    test('a ticket lasts ten minutes, is bound to nobody else’s, and to this organization', async () => {
      const ticket = await ticketFor(kind, `late-${kind}`);
      const foreign = await product.as('tech1', TWIN)('signin.bind', { ticket });
      expect([foreign.status, foreign.body.error.code]).toEqual([404, 'not_found']);
      await product.bound(ids[kind] as never, product.mine.member('dispatch'), `late-${kind}`);
      const late = await product.as('tech2')('signin.bind', { ticket });
      expect([late.status, late.body.error.code]).toEqual([409, 'bound_to_other']);
      expect(JSON.stringify(late.body)).not.toContain(product.mine.member('dispatch'));
      product.clock.forward(10 * MINUTE + 1);
      const over = await product.as('tech2')('signin.bind', { ticket });
      expect(over.body.error.code).toBe('too_late');
    });

    test('bound to somebody who has left: neither in nor a ticket', async () => {
      const leaver = product.mine.member('front');
      await product.bound(ids[kind] as never, leaver, `gone-${kind}`);
      await store.unit(product.mine.reader, (u) =>
        u.change(
          identity,
          { accountId: ids[kind] as never, external: externalIn(kind, `gone-${kind}`) },
          { state: 'left' },
        ),
      );
      says(kind, `gone-${kind}`);
      expect(await enter(kind)).toMatchObject({ status: 409, code: 'retired' });
    });

    test('an unknown organization and one without such a connection answer alike, and ask the platform nothing', async () => {
      says(kind, 'zhangwei');
      const unknown = await enter(kind, { org: 'nowhere' });
      const without = await enter(kind, { org: TWIN });
      expect([unknown.status, unknown.code]).toEqual([404, 'not_found']);
      expect(without.body).toEqual({ error: { ...unknown.body.error, requestId: expect.any(String) } });
      expect(product.script.asked).toEqual([]);
    });

    test('of several apps the one whose code it is', async () => {
      const { account: second } = (
        await product.as('admin')('account.create', {
          kind,
          name: `second ${kind}`,
          values:
            kind === 'wecom' ? { corpId: 'ww222222', agentId: '7' } : { corpId: 'dingcorp2', clientId: 'dingapp2' },
          secrets: { appSecret: `${CANARY}-second` },
        })
      ).body;
      await product.bound(second.id, product.mine.member('dispatch'), 'boss');
      product.script.codes.set(`${kind === 'wecom' ? 'ww222222' : 'dingapp2'}/code-1`, 'boss');
      const { body } = await enter(kind);
      expect(await whoIs(body.token ?? '')).toMatchObject({ member: { login: 'dispatch' } });
      await store.unit(product.mine.reader, (u) => u.change(account, { id: second.id }, { state: 'retired' }));
    });

    test('a code that is made up, used or too old', async () => {
      expect(await enter(kind)).toMatchObject({ status: 409, code: 'too_late' });
    });

    test.each([
      ['later', 'busy', /Try again in a moment/],
      ['account', '40001', /Tell an administrator/],
      ['person', '60121', /Ask an administrator/],
    ] as const)(
      'the platform’s trouble (%s) is said with the next step, and its own words are not',
      async (kindOf, code, said) => {
        product.script.hostTrouble = trouble(kindOf, code, `${CANARY} from the platform`);
        const { status, body } = await enter(kind);
        expect([status, body.error?.code]).toEqual([409, 'channel_trouble']);
        expect(body.error?.message).toMatch(said);
        expect(JSON.stringify(body)).not.toContain(CANARY);
      },
    );
  });

  test('nothing that was a code, a ticket or a secret stands in the log', async () => {
    product.script.hostTrouble = trouble('account', '40001', `${CANARY} x`);
    await enter('dingtalk', { code: 'a-code-that-is-told-to-nobody' });
    const ticket = await (async () => {
      product.script.hostTrouble = null;
      return ticketFor('dingtalk', 'somebody-new');
    })();
    const lines = product.logged.join('\n');
    expect(lines).toContain('40001');
    for (const secret of ['a-code-that-is-told-to-nobody', ticket, CANARY]) expect(lines).not.toContain(secret);
  });

  test('a ticket that is forged, damaged, or of another way of signing in', async () => {
    const now = product.clock.now();
    const right = makePasses(SECRET_KEY, 'host').sign(ids.dingtalk, 'somebody', now);
    const wechat = makePasses(SECRET_KEY, 'wechat').sign(ids.dingtalk, 'somebody', now);
    const other = makePasses(`${SECRET_KEY}!`, 'host').sign(ids.dingtalk, 'somebody', now);
    for (const ticket of [wechat, other, right.slice(0, -4), `x${right}`, 'x']) {
      expect((await product.as('tech1')('signin.bind', { ticket })).body.error.code).toBe('too_late');
    }
    const nobody = makePasses(SECRET_KEY, 'host').sign('00000000000000000000', 'somebody', now);
    expect((await product.as('tech1')('signin.bind', { ticket: nobody })).status).toBe(404);
    expect((await post('signin.bind', { ticket: right })).status).toBe(401);
  });

  test('thirty attempts a minute from one address, and then a moment’s patience', async () => {
    const codes: (string | undefined)[] = [];
    for (let turn = 0; turn < PER_ADDRESS + 3; turn++) codes.push((await enter('dingtalk')).code);
    expect(codes.slice(-3)).toEqual(['too_many', 'too_many', 'too_many']);
    expect(product.script.asked).toHaveLength(PER_ADDRESS);
    product.clock.forward(MINUTE);
    expect((await enter('dingtalk')).code).toBe('too_late');
  });

  test('what the sign-in page is told: doors, and what an app’s own call wants to know; no secret among it', async () => {
    const { body } = await post('signin.options', { org: ORG });
    const { hosts, items } = body as unknown as OutputOf<'signin.options'>;
    const byKind = (one: { kind: string }, other: { kind: string }) => (one.kind < other.kind ? -1 : 1);
    expect([...hosts].sort(byKind)).toEqual([
      { kind: 'dingtalk', corpId: 'dingcorp0123', clientId: 'dingapp0123' },
      { kind: 'wecom', corpId: 'ww0123456789', clientId: null },
    ]);
    expect([...items].sort(byKind)).toEqual([
      { kind: 'dingtalk', name: `dingtalk ${ORG}`, url: `/auth/dingtalk/${ids.dingtalk}/start` },
      { kind: 'wecom', name: `wecom ${ORG}`, url: `/auth/wecom/${ids.wecom}/start` },
    ]);
    expect(JSON.stringify(body)).not.toContain(CANARY);
    expect((await post('signin.options', { org: 'nowhere' })).body).toEqual({ items: [], hosts: [] });
  });

  test('by DingTalk’s page: off, back with an authCode, and on the page that was asked for', async () => {
    const hop = async (path: string, cookie = '') => {
      const response = await fetch(product.url + path, { redirect: 'manual', headers: { Cookie: cookie } });
      await response.arrayBuffer();
      return { to: response.headers.get('location') ?? '', cookies: response.headers.getSetCookie() };
    };
    product.script.codes.set('page-code', 'Ding-1');
    product.script.codes.set('page-stranger', 'Stranger');
    const to = '/m/#/pages/ticket/index?id=01h';
    const begin = async () => {
      const begun = await hop(`/auth/dingtalk/${ids.dingtalk}/start?to=${encodeURIComponent(to)}`);
      const url = new URL(begun.to);
      expect(url.searchParams.get('redirect')).toBe(`${BASE_URL}/auth/dingtalk/${ids.dingtalk}/back`);
      return { state: url.searchParams.get('state') ?? '', cookie: begun.cookies[0]?.split(';')[0] ?? '' };
    };
    const back = (query: Record<string, string>, cookie: string, kind = 'dingtalk') =>
      hop(`/auth/${kind}/${ids.dingtalk}/back?${new URLSearchParams(query)}`, cookie);
    const first = await begin();
    const came = await back({ authCode: 'page-code', state: first.state }, first.cookie);
    expect(came.to).toBe(to);
    expect(came.cookies.join()).toContain('paidan_session=');
    const second = await begin();
    // Under another platform's address, without its own cookie, or under the other name, it is no way back.
    expect((await back({ authCode: 'page-code', state: second.state }, '')).to).toContain('/auth/sorry/expired');
    expect((await back({ code: 'page-code', state: second.state }, second.cookie)).to).toContain('/auth/sorry/expired');
    expect((await back({ code: 'page-code', state: second.state }, second.cookie, 'wecom')).to).toContain('expired');
    const stranger = await back({ authCode: 'page-stranger', state: second.state }, second.cookie);
    expect(stranger.to).toBe(`/auth/sorry/unbound?${new URLSearchParams({ at: 'dingtalk', to })}`);
    const page = await (await fetch(product.url + stranger.to, { headers: { 'Accept-Language': 'en' } })).text();
    expect(page).toContain('your DingTalk account');
    expect(page).toContain('href="/m/?by=password#/pages/ticket/index?id=01h"');
    // For the page of the mini-program alone, and in no address: with a password once, this account is theirs.
    const left = stranger.cookies.find((one) => one.startsWith('paidan_bind=')) ?? '';
    expect(left).toMatch(/^paidan_bind=dingtalk\.[\w.-]+; Path=\/m\/; Max-Age=600; SameSite=Strict$/);
    expect(stranger.to).not.toContain('bind');
    const ticket = left.slice('paidan_bind=dingtalk.'.length).split(';')[0] ?? '';
    expect((await product.as('tech2')('signin.bind', { ticket })).status).toBe(200);
    const third = await begin();
    const known = await back({ authCode: 'page-stranger', state: third.state }, third.cookie);
    expect(known.to).toBe(to);
    expect(product.logged.join('\n')).not.toContain(ticket);
  });

  test('who was on the way to the console is left no ticket there', async () => {
    product.script.codes.set('page-new', 'Somebody-New');
    const response = await fetch(`${product.url}/auth/dingtalk/${ids.dingtalk}/start?to=/admin/work`, {
      redirect: 'manual',
    });
    const state = new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const headers = { Cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    const query = new URLSearchParams({ authCode: 'page-new', state });
    const came = await fetch(`${product.url}/auth/dingtalk/${ids.dingtalk}/back?${query}`, {
      redirect: 'manual',
      headers,
    });
    expect(came.headers.get('location')).toContain('/auth/sorry/unbound');
    expect(came.headers.getSetCookie().join()).not.toContain('paidan_bind');
  });

  /** WeCom's names know no case. */
  const externalIn = (kind: Kind, external: string) => (kind === 'wecom' ? external.toLowerCase() : external);
});
