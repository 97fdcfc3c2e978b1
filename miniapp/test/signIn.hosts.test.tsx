// Signing in without being asked, in each host: inside WeCom and DingTalk by their own call, in their browsers by their own page, and
// what is said where nobody is bound, where nothing is connected, and where somebody has left by choice.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';

const WXWORK = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.36 Language/zh';
const DINGTALK = 'Mozilla/5.0 (iPhone) AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/1';
const PLAIN = navigator.userAgent;
const identity = {
  member: { id: 'm1', login: 'lijg', name: '李建国', roles: [], grants: [] },
  tenant: { id: 't1', code: 'cuihu', name: '翠湖物业', offsetMinutes: 480 },
};
const HOSTS = [
  { kind: 'wecom', corpId: 'ww1', clientId: null },
  { kind: 'dingtalk', corpId: 'ding1', clientId: 'app1' },
];
const ITEMS = [
  { kind: 'wecom', name: '企业微信', url: '/auth/wecom/a1/start' },
  { kind: 'dingtalk', name: '钉钉', url: '/auth/dingtalk/a2/start' },
];
const yes = (data: unknown) => ({ statusCode: 200, data });
const no = (statusCode: number, code: string, message: string) => ({
  statusCode,
  data: { error: { code, message, requestId: 'r1' } },
});

type Answers = Record<string, (data: Record<string, unknown>) => unknown>;
type Asked = { readonly name: string; readonly data: Record<string, unknown>; readonly token: string | undefined };
type Loaded = {
  readonly session: typeof import('../src/lib/session');
  readonly start: typeof import('../src/lib/start');
  readonly SignIn: typeof import('../src/features/session/SignIn')['SignIn'];
};
let answers: Answers;
let asked: Asked[];
const away: string[] = [];
jest.mock('../src/lib/away', () => ({ goAway: (url: string) => void away.push(url) }));
/** What DingTalk's browser says when a page asks it who is there; by default it is too old to say. */
let dingtalkSays: (corpId: string) => Promise<string>;
jest.mock('../src/lib/host/dingtalkPage', () => ({ authCode: (corpId: string) => dingtalkSays(corpId) }));

/** The app as this host starts it. */
function load(env: 'weapp' | 'dd' | 'h5', agent = PLAIN): Loaded {
  jest.resetModules();
  // One React for all: whoever draws is not loaded anew.
  jest.doMock('react', () => React);
  process.env.TARO_ENV = env;
  Object.defineProperty(navigator, 'userAgent', { value: agent, configurable: true });
  const { phone } = require('./stubs/taro') as typeof import('./stubs/taro');
  phone.environment = env === 'weapp' ? 'wxwork' : undefined;
  phone.server = (({
    url,
    data,
    header,
  }: {
    url: string;
    data: Record<string, unknown>;
    header: Record<string, string>;
  }) => {
    const name = url.split('/api/')[1] ?? '';
    // DingTalk sends text.
    const input = typeof data === 'string' ? JSON.parse(data) : data;
    asked.push({ name, data: input, token: header.Authorization });
    return answers[name]?.(input) ?? { statusCode: 404, data: null };
  }) as never;
  return {
    session: require('../src/lib/session'),
    start: require('../src/lib/start'),
    SignIn: require('../src/features/session/SignIn').SignIn,
  };
}
const open = async ({ SignIn }: Loaded) => {
  await act(async () => void render(<SignIn />));
  await act(async () => void (await new Promise((done) => setTimeout(done, 5))));
};
const names = () => asked.map(({ name }) => name);
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const fill = (label: string, value: string) =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const wasHere = (app: Loaded, org = 'cuihu') => app.session.chooseOrg(org);

type Global = { wx?: unknown; dd?: unknown };
const world = globalThis as unknown as Global;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '';
  away.length = 0;
  dingtalkSays = () => Promise.reject(new Error('no such call'));
  history.replaceState(null, '', '/');
  asked = [];
  answers = {
    'signin.options': () => yes({ items: ITEMS, hosts: HOSTS }),
    'signin.host': () => yes({ token: 'token-1', member: { id: 'm1', name: '李建国' } }),
    'session.get': () => yes(identity),
    'session.create': () => yes({ ...identity, token: 'token-2' }),
    'session.end': () => yes({}),
    'signin.bind': () => yes({}),
  };
});
afterEach(() => {
  cleanup();
  world.wx = undefined;
  world.dd = undefined;
  delete process.env.TARO_ENV;
});

const qyLogin = jest.fn((how: { success: (got: { code: string }) => void }) => how.success({ code: 'qy-code' }));
const getAuthCode = jest.fn((how: { success: (got: { authCode: string }) => void }) =>
  how.success({ authCode: 'ding-code' }),
);
const INSIDE: readonly (readonly [string, 'weapp' | 'dd', string, string, () => void])[] = [
  ['wecom', 'weapp', 'qy-code', '企业微信', () => (world.wx = { qy: { login: qyLogin } })],
  ['dingtalk', 'dd', 'ding-code', '钉钉', () => (world.dd = { getAuthCode })],
];

describe.each(INSIDE)('the mini-program inside %s', (kind, env, code, platform, enter) => {
  const start = () => {
    enter();
    return load(env);
  };

  test('whoever is known is in at once, in the organization of last time', async () => {
    const app = start();
    wasHere(app);
    await open(app);
    expect(names()).toEqual(['signin.options', 'signin.host', 'session.get']);
    expect(asked[1]?.data).toEqual({ org: 'cuihu', kind, code });
    expect(asked[2]?.token).toBe('Bearer token-1');
    expect(app.session.currentSession()).toMatchObject({ token: 'token-1', member: { id: 'm1' } });
    if (kind === 'dingtalk') expect(getAuthCode).toHaveBeenCalledWith(expect.objectContaining({ corpId: 'ding1' }));
  });

  test('the first time one says which organization, and presses once', async () => {
    const app = start();
    await open(app);
    expect(asked).toEqual([]);
    await press(`${platform}登录`);
    expect(asked).toEqual([]);
    await fill('组织代码', 'cuihu');
    await press(`${platform}登录`);
    expect(app.session.currentSession()?.token).toBe('token-1');
  });

  test('nobody is bound: said with the next step; with a password once, and bound from then on', async () => {
    answers['signin.host'] = () => yes({ ticket: 'ticket-1' });
    const app = start();
    wasHere(app);
    await open(app);
    expect(screen.getByRole('alert').textContent).toContain(`你的${platform}账号还没有绑定成员`);
    await fill('账号', 'lijg');
    await fill('密码', 'secret-1');
    await press('登录');
    expect(asked.find(({ name }) => name === 'signin.bind')).toMatchObject({
      data: { ticket: 'ticket-1' },
      token: 'Bearer token-2',
    });
    expect(app.session.currentSession()?.token).toBe('token-2');
  });

  test('on somebody else’s phone nothing is bound', async () => {
    answers['signin.host'] = () => yes({ ticket: 'ticket-1' });
    const app = start();
    wasHere(app);
    await open(app);
    await act(async () => void fireEvent.click(screen.getByRole('checkbox')));
    await fill('账号', 'lijg');
    await fill('密码', 'secret-1');
    await press('登录');
    expect(names()).not.toContain('signin.bind');
    expect(app.session.currentSession()?.token).toBe('token-2');
  });

  test('what the server will not bind is said; the next press goes on without it', async () => {
    answers['signin.host'] = () => yes({ ticket: 'ticket-1' });
    answers['signin.bind'] = () => no(409, 'bound_to_other', '这个平台账号已经绑定了另一位成员');
    const app = start();
    wasHere(app);
    await open(app);
    await fill('账号', 'lijg');
    await fill('密码', 'secret-1');
    await press('登录');
    expect(screen.getByText('这个平台账号已经绑定了另一位成员')).toBeTruthy();
    expect(app.session.currentSession()).toBeNull();
    await press('登录');
    expect(app.session.currentSession()?.token).toBe('token-2');
  });

  test.each<[string, Answers, RegExp]>([
    ['no such connection', { 'signin.options': () => yes({ items: [], hosts: [] }) }, /这个组织没有接/],
    ['the server’s no', { 'signin.host': () => no(409, 'channel_trouble', '平台暂时没有应答') }, /平台暂时没有应答/],
    ['no signal', { 'signin.options': () => Promise.reject(new Error('request:fail')) }, /连不上服务器/],
  ])('%s: said, and the password is there', async (_, more, words) => {
    answers = { ...answers, ...more };
    const app = start();
    wasHere(app);
    await open(app);
    expect(screen.getByRole('alert').textContent).toMatch(words);
    expect(screen.getByLabelText('密码')).toBeTruthy();
    expect(app.session.currentSession()).toBeNull();
  });

  test('who has signed out is not signed in again unasked; who was thrown out is', async () => {
    const app = start();
    wasHere(app);
    await open(app);
    await act(async () => app.session.endSession());
    cleanup();
    asked = [];
    await open(app);
    expect(asked).toEqual([]);
    await press(`${platform}登录`);
    expect(app.session.currentSession()?.token).toBe('token-1');
    await act(async () => app.session.sessionOver());
    cleanup();
    await open(app);
    expect(app.session.currentSession()?.token).toBe('token-1');
  });

  test('several organizations: one press leads to another, as its own person', async () => {
    const app = start();
    wasHere(app);
    await open(app);
    await act(async () => app.session.endSession());
    answers['session.get'] = () =>
      yes({ ...identity, tenant: { ...identity.tenant, code: 'yuncheng', name: '云城物业' } });
    app.session.chooseOrg('yuncheng');
    cleanup();
    await open(app);
    expect(app.session.currentSession()?.tenant.code).toBe('yuncheng');
    await act(async () => app.session.endSession());
    cleanup();
    asked = [];
    answers['session.get'] = () => yes(identity);
    await open(app);
    await press('翠湖物业');
    expect(asked.find(({ name }) => name === 'signin.host')?.data).toMatchObject({ org: 'cuihu' });
    expect(app.session.currentSession()?.tenant.code).toBe('cuihu');
  });
});

describe('a page', () => {
  const PAGE = '#/pages/ticket/index?id=01h';
  const opened = async (agent: string, cookie = false) => {
    answers['session.get'] = () =>
      cookie || asked.at(-1)?.token !== undefined ? yes(identity) : no(401, 'signed_out', '');
    const app = load('h5', agent);
    location.hash = PAGE;
    wasHere(app);
    await act(async () => app.start.comeBack());
    await open(app);
    return app;
  };

  test.each([
    ['WeCom', WXWORK, '/auth/wecom/a1/start'],
    ['DingTalk', DINGTALK, '/auth/dingtalk/a2/start'],
  ])('inside %s: off to its own page, and back to this very one', async (_, agent, door) => {
    await opened(agent);
    expect(away).toEqual([`${door}?to=${encodeURIComponent(`/m/${PAGE}`)}&inside=1`]);
  });

  test('DingTalk’s browser says who it is: in at once, and nowhere else', async () => {
    const corps: string[] = [];
    dingtalkSays = async (corpId) => {
      corps.push(corpId);
      return 'page-code';
    };
    const app = await opened(DINGTALK);
    expect([corps, away]).toEqual([['ding1'], []]);
    expect(names()).toEqual(['session.get', 'signin.options', 'signin.host', 'session.get']);
    expect(app.session.currentSession()).toMatchObject({ token: 'token-1', member: { id: 'm1' } });
  });

  test('DingTalk’s browser, nobody is bound: with a password once, and bound from then on', async () => {
    dingtalkSays = async () => 'page-code';
    answers['signin.host'] = () => yes({ ticket: 'ticket-1' });
    const app = await opened(DINGTALK);
    expect(screen.getByRole('alert').textContent).toContain('DingTalk account');
    await fill('Account', 'lijg');
    await fill('Password', 'secret-1');
    await press('Sign in');
    expect(asked.find(({ name }) => name === 'signin.bind')).toMatchObject({
      data: { ticket: 'ticket-1' },
      token: 'Bearer token-2',
    });
    expect([app.session.currentSession()?.token, away]).toEqual(['token-2', []]);
  });

  test.each([
    ['WeCom', WXWORK, 'wecom'],
    ['DingTalk', DINGTALK, 'dingtalk'],
    ['a plain browser', PLAIN, 'wecom'],
  ])(
    '%s, back from its page and unknown: with a password once, and bound from then on; not on another’s phone',
    async (_, agent, kind) => {
      history.replaceState(null, '', '/m/');
      const arrive = async () => {
        // biome-ignore lint/suspicious/noDocumentCookie: as the server leaves it
        document.cookie = `paidan_bind=${kind}.account.until.name.mac; Path=/m/`;
        const app = load('h5', agent);
        answers['session.get'] = () => no(401, 'signed_out', '');
        sessionStorage.setItem('paidan.tried', String(Date.now()));
        wasHere(app);
        await open(app);
        await fill('Account', 'lijg');
        await fill('Password', 'secret-1');
        return app;
      };
      await arrive();
      expect(document.cookie).not.toContain('paidan_bind');
      await press('Sign in');
      expect(asked.find(({ name }) => name === 'signin.bind')).toMatchObject({
        data: { ticket: 'account.until.name.mac' },
        token: 'Bearer token-2',
      });
      cleanup();
      asked = [];
      localStorage.clear();
      const app = await arrive();
      await act(async () => void fireEvent.click(screen.getByRole('checkbox')));
      await press('Sign in');
      expect(names()).not.toContain('signin.bind');
      expect(app.session.currentSession()?.token).toBe('token-2');
    },
  );

  test('whoever comes back with the cookie is in, and goes nowhere', async () => {
    const app = await opened(WXWORK, true);
    expect(app.session.currentSession()).toMatchObject({ token: '', member: { id: 'm1' } });
    expect(away).toEqual([]);
  });

  test('a session that ends while it is open is renewed by itself', async () => {
    const app = await opened(WXWORK, true);
    await act(async () => app.session.sessionOver());
    cleanup();
    await open(app);
    expect(away).toHaveLength(1);
  });

  test('in an ordinary browser, after signing out, sent to the password, or just tried: it stays', async () => {
    await opened(PLAIN);
    expect(away).toEqual([]);
    expect(screen.getByLabelText('Password')).toBeTruthy();
    cleanup();
    await opened(WXWORK);
    cleanup();
    await opened(WXWORK);
    expect(away).toHaveLength(1);
    cleanup();
    sessionStorage.clear();
    localStorage.setItem('hasLeft', 'true');
    const app = load('h5', WXWORK);
    app.session.endSession();
    await open(app);
    expect(away).toHaveLength(1);
  });

  test('a door that leads elsewhere is none', async () => {
    answers['signin.options'] = () =>
      yes({ items: [{ kind: 'wecom', name: 'x', url: '//evil.example/auth/wecom/a/start' }], hosts: [] });
    await opened(WXWORK);
    expect(away).toEqual([]);
  });
});

describe('on a phone that several people share', () => {
  const other = { ...identity, member: { ...identity.member, id: 'm2', login: 'wangw', name: '王五' } };
  /** Whose cookie the browser has. */
  const cookieOf = (who: typeof identity) => {
    answers['session.get'] = () => yes(who);
  };
  /** `token`: of a session of its own, which the first of them left. */
  const opened = async (address: string, token: string) => {
    const app = load('h5');
    history.replaceState(null, '', address);
    app.session.beginSession({ ...identity, token } as never, 'lijg');
    await act(async () => app.start.comeBack());
    return app.session;
  };
  afterEach(() => history.replaceState(null, '', '/'));

  test('the card of another, which signs its reader in, takes over from whoever was there', async () => {
    cookieOf(other);
    const { currentSession, rememberedLogin } = await opened(
      '/m/?by=notice#/pages/ticket/index?id=01h',
      'secret-token',
    );
    expect(currentSession()).toMatchObject({ token: '', member: { id: 'm2' } });
    expect(rememberedLogin()).toEqual({ org: 'cuihu', login: 'wangw' });
  });

  test('one’s own card leaves one’s own session as it is', async () => {
    cookieOf(identity);
    const { currentSession } = await opened('/m/?by=notice#/pages/ticket/index?id=01h', 'secret-token');
    expect(currentSession()).toMatchObject({ token: 'secret-token', member: { id: 'm1' } });
  });

  test('a cookie of the console does not touch whoever signed in here with a password', async () => {
    cookieOf(other);
    const { currentSession } = await opened('/m/#/pages/today/index', 'secret-token');
    expect(currentSession()).toMatchObject({ token: 'secret-token', member: { id: 'm1' } });
    expect(asked).toEqual([]);
  });

  test('a cookie that has become another’s is theirs, and what waits stays with whoever did it', async () => {
    cookieOf(other);
    const { beginSession, currentSession } = await opened('/m/#/pages/today/index', '');
    expect(currentSession()).toMatchObject({ token: '', member: { id: 'm2' } });

    // In another window the cookie changes while this one is open and shows the first of them.
    beginSession({ ...identity, token: '' } as never, 'lijg');
    const { commit, flush } =
      require('../src/lib/outbasket/outbasket') as typeof import('../src/lib/outbasket/outbasket');
    const { currentBasket } = require('../src/lib/outbasket/shelf') as typeof import('../src/lib/outbasket/shelf');
    answers['ticket.accept'] = () => yes({ ticket: null, actions: [] });
    const order = { name: 'ticket.accept', input: { ticketId: 'k1' }, ticketId: 'k1', title: '#1' } as never;
    expect(await commit(order)).toEqual({ state: 'waiting' });
    expect(currentSession()).toMatchObject({ member: { id: 'm2' } });
    await flush();
    expect(asked.filter(({ name }) => name === 'ticket.accept')).toEqual([]);
    expect(currentBasket().entries).toMatchObject([{ by: 'm1', name: 'ticket.accept', conflict: null }]);

    // Back again: it goes, under their own name.
    cookieOf(identity);
    beginSession({ ...identity, token: '' } as never, 'lijg');
    await flush();
    expect(asked.filter(({ name }) => name === 'ticket.accept')).toHaveLength(1);
    expect(currentBasket().entries).toEqual([]);
  });
});
