/** @jest-environment jsdom */
// Between the chat and the mini-program: who taps a notice comes in as the person whose phone it is.
import { cleanup, configure, render, screen } from '@testing-library/react';
import { enterMini } from './enterMini';
import { OpenMini } from './OpenMini';

configure({ asyncUtilTimeout: 240_000 });
const way = { appid: 'wx1', openid: 'o1', org: 'cuihu', page: 'pages/ticket/index?id=1' };
const asked: { readonly url: string; readonly body: unknown; readonly auth: string | undefined }[] = [];

function answers(by: Readonly<Record<string, readonly [status: number, body: object]>>): void {
  asked.length = 0;
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    asked.push({ url, body: JSON.parse(String(init.body)), auth: headers.Authorization });
    const [status, body] = by[url] ?? [404, {}];
    const text = JSON.stringify(body);
    return { ok: status < 400, status, text: async () => text, json: async () => body };
  }) as unknown as typeof fetch;
}

beforeEach(() => {
  localStorage.clear();
  AbortSignal.timeout ??= () => new AbortController().signal;
});
afterEach(cleanup);

const CODE = [200, { code: 'c1' }] as const;

test('a known person is signed in, as the mini-program itself would keep it', async () => {
  const session = { member: { id: 'm1', name: '吴芳' }, tenant: { id: 't1' } };
  answers({ 'api/mini/code': CODE, '/api/wechat.signIn': [200, { token: 'tk' }], '/api/session.get': [200, session] });
  await enterMini(way);
  expect(asked).toEqual([
    { url: 'api/mini/code', body: { appid: 'wx1', openid: 'o1' }, auth: undefined },
    { url: '/api/wechat.signIn', body: { org: 'cuihu', code: 'c1' }, auth: undefined },
    { url: '/api/session.get', body: {}, auth: 'Bearer tk' },
  ]);
  expect(JSON.parse(localStorage.getItem('session') ?? '')).toEqual({ data: { ...session, token: 'tk' } });
});

test('inside DingTalk by DingTalk’s code', async () => {
  const session = { member: { id: 'm2', name: '张伟' }, tenant: { id: 't1' } };
  answers({ 'api/ding/code': CODE, '/api/signin.host': [200, { token: 'tk' }], '/api/session.get': [200, session] });
  await enterMini({ corpId: 'ding1', clientId: 'app1', userid: 'dt-tech1', org: 'cuihu', page: '' });
  expect(asked.slice(0, 2)).toEqual([
    { url: 'api/ding/code', body: { corpId: 'ding1', clientId: 'app1', userid: 'dt-tech1' }, auth: undefined },
    { url: '/api/signin.host', body: { org: 'cuihu', kind: 'dingtalk', code: 'c1' }, auth: undefined },
  ]);
  expect(JSON.parse(localStorage.getItem('session') ?? '')).toEqual({ data: { ...session, token: 'tk' } });
});

test('somebody new comes in signed out, whoever was there before', async () => {
  localStorage.setItem('session', '{"data":{"token":"of another"}}');
  answers({ 'api/mini/code': CODE, '/api/wechat.signIn': [200, { ticket: 't' }] });
  await enterMini(way);
  expect(localStorage.getItem('session')).toBeNull();
});

test('what went wrong is said, with the way on', async () => {
  answers({ 'api/mini/code': CODE, '/api/wechat.signIn': [429, { error: { message: '请稍后再试' } }] });
  render(<OpenMini way={way} />);
  expect((await screen.findByRole('alert')).textContent).toContain('请稍后再试');
  expect(screen.getByRole('link').getAttribute('href')).toBe('/m/#/pages/ticket/index?id=1');
});
