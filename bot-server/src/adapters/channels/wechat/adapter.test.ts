// Calls to WeChat against a server that answers as it is told: tokens, refusals, pictures that are none, and what is never told on.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '@paidan/shared/rules/card/card';
import type { Account, Tokens } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { makeHttp } from '../../http/client';
import { makeWechat } from './adapter';

const ID = '0123456789abcdefghjk';
const SECRET = 'a-secret-that-nobody-reads';
const account: Account = {
  id: ID,
  tenantId: tenantOf(ID),
  credentials: '',
  kind: 'wechat',
  values: {
    appId: 'wx0123456789abcdef',
    subscriptions: [
      { topic: 'progress', templateId: 'progress-template', keys: { title: 'thing1', status: 'phrase2' } },
    ],
  },
  secrets: { appSecret: SECRET },
};
const card: Card = {
  kind: 'accepted',
  heading: '已接单',
  title: '#1024 厨房水管漏水',
  note: null,
  urgent: false,
  facts: [],
  buttons: [],
  status: null,
  path: `/go/${ID}/t/${ID}`,
  stage: '处理中',
  handler: '李工',
  no: 1024,
  at: 1_767_423_840_000,
};
const sending = { to: 'openid-1', card, cardId: null, mentions: [], baseUrl: 'https://paidan.test' };

type Heard = { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: string };
type Said = { readonly status?: number; readonly type?: string; readonly body: object | string | Buffer };

const heard: Heard[] = [];
let script: Record<string, Said[]> = {};
const platform = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x');
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    heard.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams, body });
    const left = script[url.pathname] ?? [];
    const said = left.length > 1 ? left.shift() : left[0];
    response.writeHead(said?.status ?? 200, { 'Content-Type': said?.type ?? 'application/json' });
    const answer = said?.body ?? { errcode: 404, errmsg: 'nothing said' };
    response.end(typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
  });
});
// A machine may be busy with other things, and nobody is to run out of time here.
const http = makeHttp({ timeoutMs: 20_000 });
let made = 0;
let kept: string | undefined;
/** Keeps one token, as the product's own does, and counts. */
const tokens: Tokens = async (_, purpose, fetch, stale) => {
  expect(purpose).toBe('access');
  if (kept !== undefined && kept !== stale) return { ok: true, value: kept };
  const fresh = await fetch();
  made++;
  if (fresh.ok) kept = fresh.value.token;
  return fresh.ok ? { ok: true, value: fresh.value.token } : fresh;
};
let wechat: ReturnType<typeof makeWechat>;

beforeAll(async () => {
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const { port } = platform.address() as AddressInfo;
  wechat = makeWechat({ http, tokens, urls: { wechatApi: `http://127.0.0.1:${port}` }, now: Date.now });
});
afterAll(() => {
  http.close();
  platform.close();
});
beforeEach(() => {
  heard.length = 0;
  made = 0;
  kept = undefined;
});

const TOKEN = '/cgi-bin/stable_token';
const SEND = '/cgi-bin/message/subscribe/send';
const token = (name: string): Said => ({ body: { access_token: name, expires_in: 7200 } });
const code = (errcode: number, errmsg = 'words'): Said => ({ body: { errcode, errmsg } });

test('a message goes out with the token in the query, and nowhere else', async () => {
  script = { [TOKEN]: [token('t1')], [SEND]: [code(0, 'ok')] };
  expect(await wechat.send(account, sending)).toEqual({ ok: true, value: { messageId: null, code: null } });
  const [asked, sent] = heard;
  expect(JSON.parse(asked?.body ?? '')).toEqual({
    grant_type: 'client_credential',
    appid: 'wx0123456789abcdef',
    secret: SECRET,
  });
  expect(sent?.query.get('access_token')).toBe('t1');
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    touser: 'openid-1',
    template_id: 'progress-template',
    page: `pages/ticket/index?id=${ID}`,
    lang: 'zh_CN',
    data: { thing1: { value: '#1024 厨房水管漏水' }, phrase2: { value: '处理中' } },
  });
});

test.each([40001, 42001, 40014])('%s: one fresh token, one more try', async (refused) => {
  script = { [TOKEN]: [token('t1'), token('t2')], [SEND]: [code(refused), code(0)] };
  expect((await wechat.send(account, sending)).ok).toBe(true);
  expect(heard.map(({ path, query }) => query.get('access_token') ?? path)).toEqual([TOKEN, 't1', TOKEN, 't2']);
});

test('a token that is refused again is not asked for a third time', async () => {
  script = { [TOKEN]: [token('t1'), token('t2')], [SEND]: [code(40001)] };
  expect(await wechat.send(account, sending)).toMatchObject({ ok: false, trouble: { kind: 'account', code: '40001' } });
  expect(heard).toHaveLength(4);
});

test.each([
  [43101, 'person'],
  [40003, 'person'],
  [40037, 'content'],
  [47003, 'content'],
  [41030, 'content'],
  [45009, 'later'],
  [-1, 'later'],
  [43107, 'account'],
])('%s is trouble of the %s, and the call is made once', async (errcode, kind) => {
  script = { [TOKEN]: [token('t1')], [SEND]: [code(errcode)] };
  expect(await wechat.send(account, sending)).toMatchObject({ ok: false, trouble: { kind, code: String(errcode) } });
  expect(heard).toHaveLength(2);
});

test.each([
  [{ status: 503, body: 'busy' }, 'later'],
  [{ body: '<html>maintenance</html>', type: 'text/html' }, 'later'],
  [{ body: { errcode: 'none' } }, 'later'],
] as [Said, string][])('%j is no answer', async (said, kind) => {
  script = { [TOKEN]: [token('t1')], [SEND]: [said] };
  expect(await wechat.send(account, sending)).toMatchObject({ ok: false, trouble: { kind } });
});

test('without a template nothing is asked', async () => {
  const bare = { ...account, values: { appId: 'wx0123456789abcdef' } };
  expect(await wechat.send(bare, sending)).toMatchObject({
    ok: false,
    trouble: { kind: 'content', code: 'no_template' },
  });
  expect(heard).toHaveLength(0);
});

test('the check asks the platform, whatever token is kept', async () => {
  script = { [TOKEN]: [token('t1')] };
  kept = 'old';
  expect(await wechat.check(account)).toEqual([{ name: 'token', trouble: null }]);
  script = { [TOKEN]: [code(40125, `invalid appsecret ${SECRET} rid: 1`)] };
  const [found] = await wechat.check(account);
  expect(found).toMatchObject({ name: 'token', trouble: { kind: 'account', code: '40125' } });
  expect(JSON.stringify(found)).not.toContain(SECRET);
  script = { [TOKEN]: [{ body: {} }] };
  expect(await wechat.check(account)).toMatchObject([{ trouble: { kind: 'later', code: 'bad_answer' } }]);
});

describe('signing in', () => {
  const LOGIN = '/sns/jscode2session';
  test('the openid, and nothing of the session key', async () => {
    script = { [LOGIN]: [{ body: { openid: 'openid-1', session_key: 'hush-hush-hush', unionid: 'u' } }] };
    expect(await wechat.login(account, 'c/1+&')).toEqual({ ok: true, value: { openid: 'openid-1' } });
    expect(Object.fromEntries(heard[0]?.query ?? [])).toEqual({
      appid: 'wx0123456789abcdef',
      secret: SECRET,
      js_code: 'c/1+&',
      grant_type: 'authorization_code',
    });
  });
  test.each([
    [code(40029, 'invalid code'), 'content'],
    [code(40226), 'person'],
    [code(45011), 'later'],
    [{ body: { session_key: 'x' } }, 'later'],
    [{ body: { openid: 'with space' } }, 'later'],
  ] as [Said, string][])('%j', async (said, kind) => {
    script = { [LOGIN]: [said] };
    expect(await wechat.login(account, 'c')).toMatchObject({ ok: false, trouble: { kind } });
  });

  test.each([
    [{ purePhoneNumber: '13800138009', countryCode: '86', phoneNumber: '13800138009' }, '13800138009'],
    [{ purePhoneNumber: '13800138009', countryCode: 86 }, '13800138009'],
    [{ purePhoneNumber: '91234567', countryCode: '852', phoneNumber: '+85291234567' }, '+85291234567'],
  ])('a number: %j', async (phone_info, number) => {
    script = { [TOKEN]: [token('t1')], '/wxa/business/getuserphonenumber': [{ body: { errcode: 0, phone_info } }] };
    expect(await wechat.phone(account, 'c')).toEqual({ ok: true, value: number });
  });
  test('an answer without a number is none', async () => {
    script = { [TOKEN]: [token('t1')], '/wxa/business/getuserphonenumber': [{ body: { errcode: 0, phone_info: {} } }] };
    expect((await wechat.phone(account, 'c')).ok).toBe(false);
  });
});

describe('codes to scan', () => {
  const QR = '/wxa/getwxacodeunlimit';
  const ask = { scene: `s.${ID}`, page: 'pages/report/index', width: 430 };
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
  test.each([
    ['image/png', png, 'image/png'],
    ['image/jpeg', jpeg, 'image/jpeg'],
    ['image/jpeg', png, 'image/png'],
    ['application/json', png, 'image/png'],
  ])('sent as %s', async (type, body, mime) => {
    script = { [TOKEN]: [token('t1')], [QR]: [{ type, body }] };
    expect(await wechat.unlimitedCode(account, ask)).toEqual({ ok: true, value: { mime, bytes: body } });
    expect(JSON.parse(heard[1]?.body ?? '')).toEqual(ask);
  });
  test('JSON in place of a picture, under whatever name', async () => {
    for (const type of ['application/json', 'image/jpeg']) {
      script = { [TOKEN]: [token('t1')], [QR]: [{ ...code(41030, 'invalid page'), type }] };
      expect(await wechat.unlimitedCode(account, ask)).toMatchObject({ ok: false, trouble: { code: '41030' } });
    }
  });
  test('a token that has run out is a JSON answer, too', async () => {
    script = { [TOKEN]: [token('t1'), token('t2')], [QR]: [code(42001), { type: 'image/png', body: png }] };
    expect((await wechat.unlimitedCode(account, { ...ask })).ok).toBe(true);
  });
  test('neither picture nor JSON', async () => {
    for (const body of ['<html>', '', { errcode: 0 }]) {
      script = { [TOKEN]: [token('t1')], [QR]: [{ type: 'image/png', body }] };
      expect(await wechat.unlimitedCode(account, ask)).toMatchObject({ ok: false, trouble: { kind: 'later' } });
    }
  });
});

describe('a look at words and pictures', () => {
  test('words', async () => {
    const result = { suggest: 'risky', label: 20003 };
    script = { [TOKEN]: [token('t1')], '/wxa/msg_sec_check': [{ body: { errcode: 0, result, trace_id: 'x' } }] };
    expect(await wechat.checkText(account, { openid: 'o', text: '骂人', scene: 3 })).toEqual({
      ok: true,
      value: result,
    });
    expect(JSON.parse(heard[1]?.body ?? '')).toEqual({ content: '骂人', version: 2, scene: 3, openid: 'o' });
  });
  test('somebody who was not there in two hours', async () => {
    script = { [TOKEN]: [token('t1')], '/wxa/msg_sec_check': [code(61010)] };
    const answer = await wechat.checkText(account, { openid: 'o', text: 'x', scene: 3 });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'person', code: '61010' } });
  });
  test.each([
    ['a picture', 'image', 2],
    ['a voice note', 'audio', 1],
  ] as const)('%s', async (_name, kind, type) => {
    script = { [TOKEN]: [token('t1')], '/wxa/media_check_async': [{ body: { errcode: 0, trace_id: '6075-trace' } }] };
    const url = 'https://paidan.test/api/files/x?grant=y';
    expect(await wechat.checkMedia(account, { openid: 'o', url, kind })).toEqual({ ok: true, value: '6075-trace' });
    expect(JSON.parse(heard[1]?.body ?? '')).toEqual({
      media_url: url,
      media_type: type,
      version: 2,
      scene: 3,
      openid: 'o',
    });
  });
});

test('no fresh token without need', async () => {
  script = { [TOKEN]: [token('t1')], [SEND]: [code(0)] };
  await wechat.send(account, sending);
  await wechat.send(account, sending);
  expect(made).toBe(1);
});
