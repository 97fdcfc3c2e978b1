// From a notice to its page, signed in on the way; and everybody who is not let in.
import { MINUTE } from '@paidan/shared/kernel/time';
import { type Connected, ORG, startConnected, TWIN } from '../../test/support/connections';
import { eachDatabase } from '../../test/support/databases';
import { account as table } from '../store/tables/account';
import { identity } from '../store/tables/identity';
import { session } from '../store/tables/session';
import type { Store } from '../store/unit';

const WXWORK = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.36 Language/zh';
const TICKET = '01hzzzzzzzzzzzzzzzz1';
const UNKNOWN = '00000000000000000000';

type Hop = {
  readonly status: number;
  readonly to: string;
  readonly cookies: readonly string[];
  readonly headers: Headers;
};

eachDatabase((_, open) => {
  let store: Store;
  let product: Connected;
  let account: string;
  beforeAll(async () => {
    store = await open();
    product = await startConnected(store);
    account = await product.connect();
    await product.bound(account as never, product.mine.member('tech1'), 'zhangwei');
    product.script.codes.set('code-wei', 'ZhangWei');
    product.script.codes.set('code-stranger', 'stranger');
  });
  afterAll(() => product?.stop());

  const hop = async (path: string, { cookie = '', agent = 'Firefox', method = 'GET' } = {}): Promise<Hop> => {
    const headers = { 'User-Agent': agent, 'Accept-Language': 'en', ...(cookie !== '' && { Cookie: cookie }) };
    const response = await fetch(product.url + path, { method, redirect: 'manual', headers });
    await response.arrayBuffer();
    const { status } = response;
    return {
      status,
      to: response.headers.get('location') ?? '',
      cookies: response.headers.getSetCookie(),
      headers: response.headers,
    };
  };
  const cookieOf = ({ cookies }: Hop, prefix: string) =>
    cookies.find((one) => one.startsWith(prefix))?.split(';')[0] ?? '';
  /** Off to the platform: where it would come back to, and with which cookie. */
  const begin = async (to: string, from = account) => {
    const begun = await hop(`/auth/wecom/${from}/start?to=${encodeURIComponent(to)}`);
    const state = new URL(begun.to).searchParams.get('state') ?? '';
    return { begun, state, cookie: cookieOf(begun, 'paidan_in_') };
  };
  const back = (code: string, state: string, cookie: string, at = account) =>
    hop(`/auth/wecom/${at}/back?code=${code}&state=${state}`, { cookie });
  const whoIs = async (cookie: string) => {
    const headers = { Cookie: cookie, 'Content-Type': 'application/json' };
    const reply = await fetch(`${product.url}/api/session.get`, { method: 'POST', body: '{}', headers });
    return ((await reply.json()) as { member?: { login: string } }).member?.login;
  };

  test('a notice is opened in WeCom: off, back, and on its page, signed in', async () => {
    const gone = await hop(`/go/${account}/t/${TICKET}`, { agent: WXWORK });
    expect([gone.status, gone.to]).toEqual([
      302,
      `/auth/wecom/${account}/start?to=%2Fadmin%2Ftickets%2F${TICKET}&inside=1`,
    ]);
    const begun = await hop(gone.to, { agent: WXWORK });
    const url = new URL(begun.to);
    expect(url.origin + url.pathname).toBe('https://platform.example/inside');
    expect(url.searchParams.get('redirect')).toBe(`https://paidan.example.com/auth/wecom/${account}/back`);
    expect(url.searchParams.get('state')).toMatch(/^[0-9a-f]{64}$/);
    expect(begun.cookies).toHaveLength(1);
    expect(begun.cookies[0]).toMatch(
      /^paidan_in_[0-9a-f]{12}=[\w.-]+; Path=\/auth\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    expect(begun.headers.get('cache-control')).toBe('no-store');

    const came = await back('code-wei', url.searchParams.get('state') ?? '', cookieOf(begun, 'paidan_in_'));
    expect([came.status, came.to]).toEqual([302, `/admin/tickets/${TICKET}`]);
    expect(came.cookies).toEqual([
      expect.stringMatching(/^paidan_in_[0-9a-f]{12}=; Path=\/auth\/; Max-Age=0;/),
      expect.stringMatching(/^paidan_session=pds_[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await whoIs(cookieOf(came, 'paidan_session'))).toBe('tech1');

    const again = await hop(`/go/${account}/work`, { cookie: cookieOf(came, 'paidan_session'), agent: WXWORK });
    expect(again.to).toBe('/admin/work');
  });

  test('elsewhere it is a code to scan; another organization’s session is none here', async () => {
    expect((await hop(`/go/${account}/work`)).to).toBe(`/auth/wecom/${account}/start?to=%2Fadmin%2Fwork`);
    expect(new URL((await begin('/admin/work')).begun.to).pathname).toBe('/scan');
    const foreign = await product.cookieFor('admin', TWIN);
    expect((await hop(`/go/${account}/work`, { cookie: foreign })).to).toContain('/auth/wecom/');
    const own = await product.cookieFor('resident1', ORG);
    expect((await hop(`/go/${account}/work`, { cookie: own })).to).toBe('/admin/work');
  });

  test('on a shared computer a notice is its reader’s: whoever else is signed in there signs in anew', async () => {
    const own = await product.cookieFor('resident1', ORG);
    const [mine, other] = [product.mine.member('resident1'), product.mine.member('tech1')];
    expect((await hop(`/go/${account}/t/${TICKET}?for=${mine}`, { cookie: own })).to).toBe(`/admin/tickets/${TICKET}`);
    for (const reader of [other, 'nobody']) {
      const { to } = await hop(`/go/${account}/t/${TICKET}?for=${reader}`, { cookie: own });
      expect(to).toBe(`/auth/wecom/${account}/start?to=%2Fadmin%2Ftickets%2F${TICKET}`);
    }
  });

  test('on a phone a notice opens the mini-program for whoever works or reports, and the console for whoever watches over others', async () => {
    const agent = `${WXWORK} Mobile`;
    const member = (login: string) => product.mine.member(login);
    const cookie = await product.cookieFor('tech1', ORG);
    const work = `/m/?by=notice#/pages/ticket-work/index?id=${TICKET}`;
    expect((await hop(`/go/${account}/t/${TICKET}?for=${member('tech1')}`, { cookie, agent })).to).toBe(work);
    expect((await hop(`/go/${account}/work?for=${member('tech1')}`, { cookie, agent })).to).toBe('/m/?by=notice');
    expect((await hop(`/go/${account}/t/${TICKET}?for=${member('tech1')}`, { agent })).to).toBe(
      `/auth/wecom/${account}/start?to=${encodeURIComponent(work)}&inside=1`,
    );
    const home = await product.cookieFor('resident1', ORG);
    expect((await hop(`/go/${account}/t/${TICKET}?for=${member('resident1')}`, { cookie: home, agent })).to).toBe(
      `/m/?by=notice#/pages/ticket/index?id=${TICKET}`,
    );
    const desk = await product.cookieFor('admin', ORG);
    expect((await hop(`/go/${account}/t/${TICKET}?for=${member('admin')}`, { cookie: desk, agent })).to).toBe(
      `/admin/tickets/${TICKET}`,
    );
    // Where nobody is signed in by a platform, the mini-program asks by itself, and whoever is there stays.
    const lonely = await product.connect(TWIN, 'wechat');
    expect((await hop(`/go/${lonely}/t/${TICKET}?for=${product.twin.member('tech1')}`, { agent })).to).toBe(
      `/m/#/pages/ticket-work/index?id=${TICKET}`,
    );
  });

  test('connections that sign nobody in lead to one that does, or to the console’s own sign-in', async () => {
    const group = await product.connect(ORG, 'wecomGroup');
    const mini = await product.connect(ORG, 'wechat');
    for (const id of [group, mini]) expect((await hop(`/go/${id}/work`)).to).toContain(`/auth/wecom/${account}/start`);
    const lonely = await product.connect(TWIN, 'wechat');
    for (const id of [lonely, UNKNOWN, 'nonsense']) {
      expect((await hop(`/go/${id}/t/${TICKET}`)).to).toBe(`/admin/?to=%2Fadmin%2Ftickets%2F${TICKET}`);
    }
    expect((await hop(`/go/${account}/`)).to).toContain('to=%2Fadmin%2F');
  });

  test('several begun at once each come back to their own', async () => {
    const ways = await Promise.all(['/admin/work', '/admin/members', '/m/'].map((to) => begin(to)));
    const jar = ways.map(({ cookie }) => cookie).join('; ');
    const ends = await Promise.all(ways.map(({ state }) => back('code-wei', state, jar)));
    expect(ends.map(({ to }) => to)).toEqual(['/admin/work', '/admin/members', '/m/']);
  });

  test.each<readonly [string, (way: Awaited<ReturnType<typeof begin>>) => Promise<Hop>]>([
    ['without the cookie', ({ state }) => back('code-wei', state, '')],
    ['with another browser’s cookie', async ({ state }) => back('code-wei', state, (await begin('/admin/')).cookie)],
    ['with a state of one’s own', ({ cookie }) => back('code-wei', 'f'.repeat(64), cookie)],
    ['with a state that is none', ({ cookie }) => back('code-wei', '%00', cookie)],
    ['without a code', ({ state, cookie }) => back('', state, cookie)],
    ['with two codes', ({ state, cookie }) => back('code-wei&code=code-wei', state, cookie)],
    ['with a code as long as a book', ({ state, cookie }) => back('c'.repeat(600), state, cookie)],
    ['at another connection', async ({ state, cookie }) => back('code-wei', state, cookie, await product.connect())],
    ['at a connection that is not there', ({ state, cookie }) => back('code-wei', state, cookie, UNKNOWN)],
    [
      'only looking ahead',
      ({ state, cookie }) =>
        hop(`/auth/wecom/${account}/back?code=code-wei&state=${state}`, { cookie, method: 'HEAD' }),
    ],
    [
      'too late',
      ({ state, cookie }) => {
        product.clock.forward(10 * MINUTE);
        return back('code-wei', state, cookie);
      },
    ],
  ])('nobody comes in %s', async (_name, come) => {
    const before = await store.system.read.count(session, {}, 1000);
    const came = await come(await begin('/admin/work'));
    expect([came.status, came.to]).toEqual([302, '/auth/sorry/expired']);
    expect(cookieOf(came, 'paidan_session')).toBe('');
    expect(await store.system.read.count(session, {}, 1000)).toBe(before);
  });

  test.each<readonly [string, string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['unbound', 'code-stranger', async () => undefined, async () => undefined],
    ['trouble', 'code-nobody-knows', async () => undefined, async () => undefined],
    [
      'left',
      'code-wei',
      () => product.as('admin')('member.retire', { id: product.mine.member('tech1') }),
      () => product.as('admin')('member.restore', { id: product.mine.member('tech1') }),
    ],
    [
      'left',
      'code-wei',
      () => store.unit(product.mine, (u) => u.change(identity, { external: 'zhangwei' }, { state: 'left' })),
      () => store.unit(product.mine, (u) => u.change(identity, { external: 'zhangwei' }, { state: 'active' })),
    ],
  ])('%s by %s: a page that says what to do, in both languages', async (why, code, before, after) => {
    await before();
    const { state, cookie } = await begin('/admin/work');
    const came = await back(code, state, cookie);
    await after();
    expect(came.to).toBe(`/auth/sorry/${why}?to=%2Fadmin%2Fwork`);
    expect(cookieOf(came, 'paidan_session')).toBe('');
    const [zh, en] = await Promise.all(
      ['zh', 'en'].map(async (lang) => (await fetch(`${product.url}${came.to}&lang=${lang}`)).text()),
    );
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toMatch(/管理员/);
    expect(en).toContain('<html lang="en">');
    expect(en).toMatch(/administrator/);
  });

  test('a connection that is retired, or not WeCom’s, signs nobody in', async () => {
    const old = await product.connect();
    await product.as('admin')('account.retire', { id: old });
    for (const id of [old, await product.connect(ORG, 'wechat'), UNKNOWN, 'x', '..%2f']) {
      expect((await hop(`/auth/wecom/${id}/start`)).to).toBe('/auth/sorry/expired');
    }
  });

  test('a connection whose secrets cannot be opened signs nobody in', async () => {
    const broken = await product.connect();
    const where = { id: broken };
    await store.unit(product.mine, (u) => u.change(table, where, { secrets: 'v1.AAAAAAAAAAAAAAAA.AAAA' }));
    expect((await hop(`/auth/wecom/${broken}/start`)).to).toBe('/auth/sorry/expired');
    await product.as('admin')('account.retire', { id: broken });
  });

  test('what somebody wrote into the address of the page stays out of it', async () => {
    const text = await (await fetch(`${product.url}/auth/sorry/${encodeURIComponent('<script>')}`)).text();
    expect(text).not.toContain('<script>');
  });

  test('the ways in of an organization; of none that is not there', async () => {
    const options = async (org: string) => {
      const reply = await fetch(`${product.url}/api/signin.options`, {
        method: 'POST',
        body: JSON.stringify({ org }),
        headers: { 'Content-Type': 'application/json' },
      });
      return ((await reply.json()) as { items: { kind: string; url: string }[] }).items;
    };
    const items = await options(ORG);
    expect(items).toContainEqual({ kind: 'wecom', name: `wecom ${ORG}`, url: `/auth/wecom/${account}/start` });
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['wecom']));
    expect(await options(TWIN)).toEqual([]);
    expect(await options('nobody-knows')).toEqual([]);
  });

  test('codes and secrets stay out of the log', () => {
    expect(product.logged.join('\n')).not.toMatch(/code-wei|KANARIEN/);
    expect(product.logged.join('\n')).toContain('did not say who');
  });
});
