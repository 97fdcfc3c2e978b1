// The stand-in for DingTalk's two servers: what each takes, and what it refuses with which words.
import { HOUR, MINUTE } from '../clock';
import { type Stage, setStage } from '../testing/stage';

const CORP = 'dingcorp1';
const APP = {
  clientId: 'dingapp1',
  name: '派单',
  secret: 'ding-secret-0001',
  redirects: ['http://127.0.0.1:3000/back'],
};
const OTHER = { clientId: 'dingapp2', name: '别的', secret: 'ding-secret-0002' };
const PEOPLE = [
  { userid: 'Li-9527', name: '李工' },
  { userid: 'wang', name: '王工' },
  { userid: 'outside1', name: '外部人', outside: true },
];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  // Calls are counted by the second.
  await stage.forward(1000);
  await declare();
});

const declare = (app: object = {}) =>
  stage.api('world', {
    dings: [
      {
        corpId: CORP,
        name: '示例物业',
        people: PEOPLE,
        apps: [{ ...APP, ips: null, scope: null, mayRead: true, ...app }, OTHER],
      },
    ],
  });
const fresh = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${stage.sandbox.url}/dingtalk/api/v1.0/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
};
const tokenFor = async ({ clientId, secret } = APP as { clientId: string; secret: string }) =>
  String(
    ((await fresh('oauth2/accessToken', { appKey: clientId, appSecret: secret })) as Record<string, unknown>)
      .accessToken,
  );
const old = async (path: string, body: unknown, token?: string) =>
  stage.post(`/dingtalk/oapi/topapi/${path}?access_token=${token ?? (await tokenFor())}`, body) as Promise<
    Record<string, unknown>
  >;
const codeFor = async (userid = 'Li-9527', clientId = APP.clientId) =>
  (await stage.api('ding/code', { corpId: CORP, clientId, userid })).code;

test('a token: the same one as long as it lives, renewed; a wrong secret is HTTP 400', async () => {
  const first = await tokenFor();
  await stage.forward(HOUR);
  expect(await tokenFor()).toBe(first);
  // Renewed by asking: still good where it would have run out by itself.
  await stage.forward(1.5 * HOUR);
  expect(await old('v2/user/getuserinfo', { code: 'x' }, first)).toMatchObject({ errcode: 40078 });
  await stage.forward(HOUR);
  expect(await old('v2/user/getuserinfo', { code: 'x' }, first)).toMatchObject({ errcode: 42001 });
  expect(await tokenFor()).not.toBe(first);
  expect(await fresh('oauth2/accessToken', { appKey: APP.clientId, appSecret: 'no' })).toMatchObject({
    status: 400,
    code: 'invalidClientIdOrSecret',
    requestid: expect.any(String),
  });
});

test('the organization’s own token: only where app and organization belong together', async () => {
  const ask = { client_id: APP.clientId, client_secret: APP.secret, grant_type: 'client_credentials' };
  expect(await fresh(`oauth2/${CORP}/token`, ask)).toMatchObject({ status: 200, expires_in: 7200 });
  expect(await fresh('oauth2/dingother/token', ask)).toMatchObject({ status: 400, code: 'invalid.corpId' });
  expect(await fresh(`oauth2/${CORP}/token`, { ...ask, grant_type: 'x' })).toMatchObject({ status: 400 });
});

test('a code tells who it is: once, five minutes, to its own app', async () => {
  const code = await codeFor();
  const foreign = await tokenFor(OTHER);
  expect(await old('v2/user/getuserinfo', { code }, foreign)).toMatchObject({ errcode: 40078 });
  expect(await old('v2/user/getuserinfo', { code })).toMatchObject({
    errcode: 0,
    result: { userid: 'Li-9527', name: '李工', unionid: expect.any(String) },
  });
  expect(await old('v2/user/getuserinfo', { code })).toMatchObject({ errcode: 40078 });
  const late = await codeFor();
  await stage.forward(5 * MINUTE);
  expect(await old('v2/user/getuserinfo', { code: late })).toMatchObject({ errcode: 40078 });
  expect(await old('v2/user/getuserinfo', {})).toMatchObject({ errcode: 400002 });
});

test('what is asked before the code: token, address, right, method, body', async () => {
  expect(await old('v2/user/getuserinfo', {}, '')).toMatchObject({ errcode: 41001 });
  expect(await old('v2/user/getuserinfo', {}, 'made-up')).toMatchObject({ errcode: 40014 });
  expect(await old('v2/user/getuserinfo', '[')).toMatchObject({ errcode: 40035 });
  const token = await tokenFor();
  expect(await stage.get(`/dingtalk/oapi/topapi/v2/user/getuserinfo?access_token=${token}`)).toMatchObject({
    errcode: 43004,
  });
  await declare({ ips: ['203.0.113.1'] });
  expect(await old('v2/user/getuserinfo', { code: 'x' }, token)).toMatchObject({ errcode: 60020 });
  expect(await fresh('oauth2/accessToken', { appKey: APP.clientId, appSecret: APP.secret })).toMatchObject({
    status: 403,
    code: 'Forbidden.AccessDenied.IpNotInWhiteList',
  });
  await declare({ mayRead: false });
  expect(await old('v2/user/getuserinfo', { code: 'x' }, token)).toMatchObject({ errcode: 60011 });
});

test('whom the app may not see, and who has left', async () => {
  await declare({ scope: ['wang'] });
  expect(await old('v2/user/getuserinfo', { code: await codeFor() })).toMatchObject({ errcode: 50002 });
  expect(await old('v2/user/getuserinfo', { code: await codeFor('wang') })).toMatchObject({ errcode: 0 });
  const code = await codeFor('wang');
  await stage.api('ding/leaves', { corpId: CORP, userid: 'wang' });
  expect(await old('v2/user/getuserinfo', { code })).toMatchObject({ errcode: 60121 });
  expect(await stage.api('ding/code', { corpId: CORP, clientId: APP.clientId, userid: 'wang' })).toHaveProperty(
    'error',
  );
});

test('more than twenty calls in a second', async () => {
  const token = await tokenFor();
  const answers = await Promise.all(Array.from({ length: 60 }, () => old('v2/user/getuserinfo', { code: 'x' }, token)));
  const codes = answers.map(({ errcode }) => errcode);
  expect(codes.filter((code) => code === 90018).length).toBeGreaterThanOrEqual(20);
  expect(codes).toContain(40078);
});

test('by the page: who one is, a code, one’s own token, and the name by union id', async () => {
  const query = {
    client_id: APP.clientId,
    response_type: 'code',
    scope: 'openid',
    prompt: 'consent',
    state: 's1',
    redirect_uri: APP.redirects[0] ?? '',
  };
  const page = (more: Record<string, string> = {}) =>
    fetch(`${stage.sandbox.url}/dingtalk/oauth2/auth?${new URLSearchParams({ ...query, ...more })}`, {
      redirect: 'manual',
    });
  expect(await (await page()).text()).toContain('王工');
  for (const wrong of [
    { client_id: 'x' },
    { redirect_uri: 'https://evil.example' },
    { prompt: 'none' },
    { scope: 'all' },
    { response_type: 'token' },
  ]) {
    expect([wrong, (await page(wrong as never)).status]).toEqual([wrong, 400]);
  }
  const back = new URL((await page({ as: 'Li-9527' })).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('s1');
  const code = back.searchParams.get('authCode') ?? '';
  const exchange = { clientId: APP.clientId, clientSecret: APP.secret, code, grantType: 'authorization_code' };
  const mine = (await fresh('oauth2/userAccessToken', exchange)) as Record<string, unknown>;
  expect(await fresh('oauth2/userAccessToken', exchange)).toMatchObject({ status: 400 });
  const me = (await fresh('contact/users/me', undefined, {
    'x-acs-dingtalk-access-token': String(mine.accessToken),
  })) as Record<string, unknown>;
  expect(me).toMatchObject({ status: 200, nick: '李工' });
  expect(me).not.toHaveProperty('userid');
  expect(await old('user/getbyunionid', { unionid: me.unionId })).toMatchObject({
    result: { userid: 'Li-9527', contact_type: 0 },
  });
  expect(await fresh('contact/users/me', undefined, {})).toMatchObject({ status: 401 });
  // A code of the page is none of a call inside, and the other way round.
  expect(await old('v2/user/getuserinfo', { code })).toMatchObject({ errcode: 40078 });
  expect(await fresh('oauth2/userAccessToken', { ...exchange, code: await codeFor() })).toMatchObject({ status: 400 });
});

test('trouble on order, and no secret in what is shown of the traffic', async () => {
  await stage.api('fault', { on: 'dingtalk', api: 'v2/user/getuserinfo', kind: '42001' });
  const token = await tokenFor();
  expect(await old('v2/user/getuserinfo', { code: 'x' }, token)).toMatchObject({ errcode: 42001 });
  expect(await old('v2/user/getuserinfo', { code: 'x' }, token)).toMatchObject({ errcode: 42001 });
  expect(await old('v2/user/getuserinfo', { code: 'x' })).toMatchObject({ errcode: 40078 });
  const shown = JSON.stringify(
    (await stage.log()).filter(({ api }) => api.includes('oauth2') || api.includes('topapi')),
  );
  for (const secret of [APP.secret, token]) expect(shown).not.toContain(secret);
  expect(await fresh('oauth2/nothing', {})).toMatchObject({ status: 404 });
});
