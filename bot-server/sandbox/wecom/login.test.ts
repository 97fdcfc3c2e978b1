import { MINUTE } from '../clock';
import { CORP } from '../testing/product';
import { AGENT, OTHER_AGENT, SECRETS, type Stage, setStage } from '../testing/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const BACK = 'http://127.0.0.1:3000/back?a=1';
const INSIDE = {
  appid: CORP,
  redirect_uri: BACK,
  response_type: 'code',
  scope: 'snsapi_base',
  state: 'abc1',
  agentid: String(AGENT),
};
const SCAN = { login_type: 'CorpApp', appid: CORP, agentid: String(AGENT), redirect_uri: BACK, state: 'abc2' };
const ask = (path: string, query: Record<string, string>) =>
  fetch(`${stage.sandbox.url}${path}?${new URLSearchParams(query)}`, { redirect: 'manual' });
const inside = (more: Record<string, string> = {}) => ask('/oauth/connect/oauth2/authorize', { ...INSIDE, ...more });
const scan = (more: Record<string, string> = {}) => ask('/login/wwlogin/sso/login', { ...SCAN, ...more });
const codeFor = async (userid: string) =>
  new URL((await inside({ as: userid })).headers.get('location') ?? '').searchParams.get('code') ?? '';
const who = (code: string) => stage.wecom(`auth/getuserinfo?code=${code}`);

test('the page asks who one is, and sends the chosen one back with a code', async () => {
  const page = await inside();
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(html).toContain('李工');
  const link = /href="([^"]+as=LiGong)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  // Of the page itself, by whichever address it was reached: the product passes it on under its own.
  const chosen = await fetch(new URL(link ?? '', page.url), { redirect: 'manual' });
  const back = new URL(chosen.headers.get('location') ?? '');
  expect([back.host, back.searchParams.get('a'), back.searchParams.get('state')]).toEqual([
    '127.0.0.1:3000',
    '1',
    'abc1',
  ]);
  expect(await who(back.searchParams.get('code') ?? '')).toEqual({ errcode: 0, errmsg: 'ok', userid: 'LiGong' });
});

test('by scanning, too', async () => {
  const back = new URL((await scan({ as: 'wanggong' })).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('abc2');
  expect(await who(back.searchParams.get('code') ?? '')).toMatchObject({ userid: 'WangGong' });
});

test('what the pages refuse', async () => {
  const cases: readonly (readonly [what: string, page: () => Promise<Response>, code: number])[] = [
    ['an untrusted domain', () => inside({ redirect_uri: 'https://evil.example/' }), 50001],
    ['another port of a domain with one', () => inside({ redirect_uri: 'https://paidan.example/' }), 50001],
    ['no address', () => inside({ redirect_uri: 'javascript:alert(1)' }), 50001],
    ['another application’s domains', () => inside({ agentid: String(OTHER_AGENT) }), 50001],
    ['an unknown corp', () => inside({ appid: 'ww1' }), 40013],
    ['an unknown application', () => scan({ agentid: '7' }), 40056],
    ['no application', () => scan({ agentid: '' }), 40056],
    ['another response', () => inside({ response_type: 'token' }), 40035],
    ['another scope', () => inside({ scope: 'everything' }), 40035],
    ['a state with signs', () => inside({ state: 'a-b' }), 40035],
    ['a state of 129', () => scan({ state: 'a'.repeat(129) }), 40035],
    ['another login', () => scan({ login_type: 'ServiceApp' }), 40035],
    ['somebody unknown', () => scan({ as: 'nobody' }), 60111],
  ];
  for (const [what, page, code] of cases) {
    const answer = await page();
    expect([what, answer.status, (await answer.text()).includes(String(code))]).toEqual([what, 400, true]);
  }
  expect((await inside({ redirect_uri: 'https://paidan.example:8443/x' })).status).toBe(200);
});

test('a code works once, for five minutes, for its own application', async () => {
  const used = await codeFor('LiGong');
  expect((await who(used)).errcode).toBe(0);
  expect((await who(used)).errcode).toBe(42022);
  const [foreign, late] = [await codeFor('LiGong'), await codeFor('LiGong')];
  const other = `/wecom/cgi-bin/auth/getuserinfo?access_token=${await stage.token(SECRETS.other)}&code=${foreign}`;
  expect((await stage.get(other)).errcode).toBe(40029);
  expect((await who(foreign)).errcode).toBe(0);
  await stage.forward(5 * MINUTE);
  expect((await who(late)).errcode).toBe(42003);
  expect((await who('made-up')).errcode).toBe(40029);
  expect((await stage.wecom('auth/getuserinfo')).errcode).toBe(41008);
});

test('a mini-program inside WeCom', async () => {
  const { code } = await stage.api('mini/qyCode', { corpId: CORP, agentId: AGENT, userid: 'LiGong' });
  const session = (given: string, grant = 'authorization_code') =>
    stage.wecom(`miniprogram/jscode2session?js_code=${given}&grant_type=${grant}`);
  expect((await session(code, 'password')).errcode).toBe(40035);
  expect(await session(code)).toMatchObject({
    errcode: 0,
    corpid: CORP,
    userid: 'LiGong',
    session_key: expect.any(String),
  });
  expect((await session(code)).errcode).toBe(42022);
  expect((await session(await codeFor('LiGong'))).errcode).toBe(40029);
});
