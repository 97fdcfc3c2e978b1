// The adapter against a DingTalk that answers as it is told: what it asks, what it makes of each answer, and what it never says.
import type { Account, ChannelAdapter } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { makeHttp } from '../../http/client';
import { type Heard, type Scripted, scripted, type Way } from '../testing/scripted';
import { memoryTokens } from '../testing/tokens';
import { allAt } from '../testing/urls';
import { makeDingtalk } from './adapter';

const ID = '0123456789abcdefghjk';
const SECRET = 'ding-secret-never-told';
const account: Account = {
  id: ID,
  tenantId: tenantOf(ID),
  kind: 'dingtalk',
  values: { corpId: 'dingcorp1', clientId: 'dingapp1' },
  secrets: { appSecret: SECRET },
  credentials: 'c1',
};
const TOKEN_PATH = '/v1.0/oauth2/accessToken';
const INFO_PATH = '/topapi/v2/user/getuserinfo';

let given = 0;
const well = ({ path, json, query }: Heard): Way | undefined => {
  if (path === TOKEN_PATH) return { accessToken: `app-token-${++given}`, expireIn: 7200 };
  if (path === '/v1.0/oauth2/dingcorp1/token') return { access_token: 'x', expires_in: 7200 };
  if (path === INFO_PATH) {
    const { code } = json ?? {};
    if (code !== 'good') return { errcode: 40078, errmsg: '不存在的临时授权码', request_id: 'r' };
    return { errcode: 0, errmsg: 'ok', result: { userid: 'Manager9527', unionid: 'u1', name: '李工' } };
  }
  if (path === '/v1.0/oauth2/userAccessToken') return { accessToken: 'own-token-of-a-person', expireIn: 7200 };
  if (path === '/v1.0/contact/users/me') return { nick: '李工', unionId: 'u1', openId: 'o1' };
  if (path === '/topapi/user/getbyunionid' && query.access_token !== undefined) {
    return { errcode: 0, errmsg: 'ok', result: { contact_type: 0, userid: 'Manager9527' } };
  }
  return undefined;
};

let platform: Scripted;
let channel: ChannelAdapter;
const http = makeHttp({ timeoutMs: 20_000, maxBytes: 100_000 });
const kept = memoryTokens();
beforeAll(async () => {
  platform = await scripted(well);
  channel = makeDingtalk({ http, tokens: kept.tokens, urls: allAt(platform.base), now: () => 0 });
});
afterAll(() => {
  http.close();
  platform.close();
});
beforeEach(() => {
  platform.reset();
  kept.forget();
});

const inside = (code = 'good') => channel.hostSignIn?.(account, code);
const byPage = (code = 'good') => channel.signIn?.identify(account, code);
const says = (path: string, way: Way, times = Number.POSITIVE_INFINITY) => {
  let left = times;
  platform.fault = (heard) => (heard.path === path && left-- > 0 ? way : undefined);
};
const status =
  (code: number, body: object): Way =>
  (_, response) =>
    response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const asked = (path: string) => platform.heard.filter((heard) => heard.path === path);

test('it signs people in and carries no messages, and says so', () => {
  expect(channel.send).toBeUndefined();
  expect(channel.receive).toBeUndefined();
  expect(channel.abilities).toMatchObject({ buttons: false, inbound: null, group: false, perMinute: 0 });
  expect([channel.signIn, channel.hostSignIn].map((part) => part !== undefined)).toEqual([true, true]);
});

test('a code of the app’s own call: one token, one question, the name as it is spelled', async () => {
  expect(await inside()).toEqual({ ok: true, value: 'Manager9527' });
  expect(asked(TOKEN_PATH).map(({ method, json }) => [method, json])).toEqual([
    ['POST', { appKey: 'dingapp1', appSecret: SECRET }],
  ]);
  expect(asked(INFO_PATH).map(({ method, json, query }) => [method, json, query])).toEqual([
    ['POST', { code: 'good' }, { access_token: `app-token-${given}` }],
  ]);
  await inside();
  expect(asked(TOKEN_PATH)).toHaveLength(1);
});

test('a code of the sign-in page: the person’s own token stands in the header, and the app asks who it is', async () => {
  let header: unknown;
  platform.fault = ({ path }) =>
    path === '/v1.0/contact/users/me'
      ? (request, response) => {
          header = request.headers['x-acs-dingtalk-access-token'];
          response.end(JSON.stringify({ unionId: 'u1' }));
        }
      : undefined;
  expect(await byPage()).toEqual({ ok: true, value: 'Manager9527' });
  expect(header).toBe('own-token-of-a-person');
  expect(asked('/v1.0/oauth2/userAccessToken')[0]?.json).toEqual({
    clientId: 'dingapp1',
    clientSecret: SECRET,
    code: 'good',
    grantType: 'authorization_code',
  });
  expect(asked('/topapi/user/getbyunionid')[0]?.json).toEqual({ unionid: 'u1' });
});

test('an outside contact is nobody of ours', async () => {
  says('/topapi/user/getbyunionid', { errcode: 0, errmsg: 'ok', result: { contact_type: 1, userid: 'x' } });
  expect(await byPage()).toMatchObject({ ok: false, trouble: { kind: 'person', code: 'outsider' } });
});

test('the page with the code to scan', () => {
  const url = new URL(
    channel.signIn?.url(account, { redirect: 'https://p.example/back', state: 's1', inside: false }) ?? '',
  );
  expect(url.pathname).toBe('/oauth2/auth');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    redirect_uri: 'https://p.example/back',
    response_type: 'code',
    client_id: 'dingapp1',
    scope: 'openid',
    state: 's1',
    prompt: 'consent',
  });
});

test.each(['42001', '40014', '40001'])('a token refused with %s is fetched anew, once', async (code) => {
  says(INFO_PATH, { errcode: Number(code), errmsg: 'token' }, 1);
  expect(await inside()).toMatchObject({ ok: true });
  expect(asked(TOKEN_PATH)).toHaveLength(2);
  platform.reset();
  says(INFO_PATH, { errcode: Number(code), errmsg: 'token' });
  expect(await inside()).toMatchObject({ ok: false, trouble: { code: `ding_${code}` } });
  expect(asked(INFO_PATH)).toHaveLength(2);
});

test('88 is what stands beneath it', async () => {
  says(INFO_PATH, { errcode: 88, errmsg: 'ding talk error', sub_code: '60011', sub_msg: 'no right' });
  expect(await inside()).toMatchObject({ ok: false, trouble: { kind: 'account', code: 'ding_60011' } });
});

test.each<[string, Way, object]>([
  ['a code that was used', { errcode: 40078, errmsg: '' }, { kind: 'content', code: 'ding_40078' }],
  ['somebody outside of the scope', { errcode: 50002, errmsg: '' }, { kind: 'person', code: 'ding_50002' }],
  ['too many calls', { errcode: 90018, errmsg: '' }, { kind: 'later', wait: 1000 }],
  ['shut out for minutes', { status: 1111, punish: 'deny' }, { kind: 'later', code: 'ding_1111', wait: 300_000 }],
  ['a page', (_, response) => response.end('<html>1111</html>'), { kind: 'later', code: 'not_json' }],
  ['nobody in the answer', { errcode: 0, errmsg: 'ok', result: {} }, { kind: 'later', code: 'odd_answer' }],
  ['no result', { errcode: 0, errmsg: 'ok' }, { kind: 'later', code: 'odd_answer' }],
  ['another server', { ok: true }, { kind: 'later', code: 'odd_answer' }],
  ['a name that none can have', { errcode: 0, result: { userid: '名 字' } }, { kind: 'later', code: 'odd_answer' }],
])('%s', async (_, way, trouble) => {
  says(INFO_PATH, way);
  expect(await inside()).toMatchObject({ ok: false, trouble });
});

test.each<[string, Way, object]>([
  [
    'a wrong secret',
    status(400, { code: 'invalidClientIdOrSecret', message: `no: ${SECRET}`, requestid: 'R' }),
    { kind: 'account', code: 'ding_invalidClientIdOrSecret' },
  ],
  [
    'an address that is not on the list',
    status(403, { code: 'Forbidden.AccessDenied.IpNotInWhiteList', message: 'ip' }),
    { kind: 'account', code: 'ding_IpNotInWhiteList' },
  ],
  [
    'too many calls',
    status(403, { code: 'Forbidden.AccessDenied.QpsLimitForApi', message: '' }),
    { kind: 'later', wait: 1000 },
  ],
  ['trouble of its own', status(500, { code: 'system.busy', message: '' }), { kind: 'later', code: 'ding_busy' }],
  ['a refusal without a word', status(403, { hello: 1 }), { kind: 'account', code: 'http_403' }],
  ['a page', status(503, {}), { kind: 'later', code: 'http_503' }],
])('no token: %s', async (_, way, trouble) => {
  says(TOKEN_PATH, way);
  const answer = await inside();
  expect(answer).toMatchObject({ ok: false, trouble });
  expect(JSON.stringify(answer)).not.toContain(SECRET);
  expect(asked(INFO_PATH)).toHaveLength(0);
});

test('ten at once need one token', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => inside()));
  expect(answers.every((answer) => answer?.ok)).toBe(true);
  expect(asked(TOKEN_PATH)).toHaveLength(1);
});

test('checks: everything well; then each thing that can be wrong, by its own line', async () => {
  const found = async () => (await channel.check(account)).map(({ name, trouble }) => [name, trouble?.code ?? null]);
  expect(await found()).toEqual([
    ['token', null],
    ['corp', null],
    ['app', null],
  ]);
  says('/v1.0/oauth2/dingcorp1/token', status(400, { code: 'invalid.corpId', message: '' }));
  expect(await found()).toEqual([
    ['token', null],
    ['corp', 'ding_corpId'],
    ['app', null],
  ]);
  says(INFO_PATH, { errcode: 60011, errmsg: '' });
  expect(await found()).toContainEqual(['app', 'ding_60011']);
  says(TOKEN_PATH, status(400, { code: 'invalidClientIdOrSecret', message: '' }));
  expect(await found()).toEqual([['token', 'ding_invalidClientIdOrSecret']]);
});
