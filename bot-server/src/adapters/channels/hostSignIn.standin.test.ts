// Signing in inside WeCom and DingTalk against the stand-in's strictness: adapters and stand-in were written from the platforms'
// descriptions, apart from each other.
import { closeOutward } from '../../../sandbox/outward';
import { type RunningSandbox, startSandbox } from '../../../sandbox/start';
import type { Account, ChannelAdapter } from '../../core/channels';
import { tenantOf } from '../../core/scope';
import { makeHttp } from '../http/client';
import { makeDingtalk } from './dingtalk/adapter';
import { memoryTokens } from './testing/tokens';
import { allAt } from './testing/urls';
import { makeWecom } from './wecom/adapter';

const ID = '0123456789abcdefghjk';
const base = { id: ID, tenantId: tenantOf(ID), credentials: 'c1' };
const ding: Account = {
  ...base,
  kind: 'dingtalk',
  values: { corpId: 'dingcorp1', clientId: 'dingapp1' },
  secrets: { appSecret: 'ding-secret-1' },
};
const app: Account = {
  ...base,
  kind: 'wecom',
  values: { corpId: 'ww1234567890', agentId: '1000002' },
  secrets: { appSecret: 'app-secret-1' },
};
/** The mini-program is linked with another application than the one that sends. */
const linked: Account = { ...app, secrets: { appSecret: 'app-secret-1', miniSecret: 'mini-app-secret-1' } };
const BACK = 'http://127.0.0.1:7300/auth/dingtalk/x/back';

// A machine may be busy with other things, and nobody is to run out of time here.
const http = makeHttp({ timeoutMs: 20_000 });
const kept = memoryTokens();
let sandbox: RunningSandbox;
let dingtalk: ChannelAdapter;
let wecom: ChannelAdapter;

beforeAll(async () => {
  sandbox = await startSandbox();
  const { url } = sandbox;
  const urls = {
    ...allAt(''),
    wecomApi: `${url}/wecom`,
    dingtalkApi: `${url}/dingtalk/api`,
    dingtalkOapi: `${url}/dingtalk/oapi`,
    dingtalkLogin: `${url}/dingtalk`,
  };
  dingtalk = makeDingtalk({ http, tokens: kept.tokens, urls, now: Date.now });
  wecom = makeWecom({ http, tokens: kept.tokens, urls, now: Date.now });
  await tell('world', {
    dings: [
      {
        corpId: 'dingcorp1',
        name: '望江物业',
        people: [
          { userid: 'Li-9527', name: '李工' },
          { userid: 'guest1', name: '外部人', outside: true },
        ],
        apps: [{ clientId: 'dingapp1', name: '派单', secret: 'ding-secret-1', redirects: [BACK] }],
      },
    ],
    corps: [
      {
        corpId: 'ww1234567890',
        name: '望江物业',
        people: [{ userid: 'LiGong', name: '李工', department: [1] }],
        apps: [
          { agentId: 1_000_002, name: '派单', secret: 'app-secret-1' },
          { agentId: 1_000_009, name: '小程序', secret: 'mini-app-secret-1' },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await sandbox.stop();
  http.close();
  closeOutward();
});
beforeEach(() => kept.forget());

async function tell<Answer = { readonly code: string }>(what: string, body: object): Promise<Answer> {
  const answer = await fetch(`${sandbox.url}/sandbox/api/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Answer;
}
const dingCode = async () =>
  (await tell('ding/code', { corpId: 'dingcorp1', clientId: 'dingapp1', userid: 'Li-9527' })).code;
const qyCode = async (agentId: number) =>
  (await tell('mini/qyCode', { corpId: 'ww1234567890', agentId, userid: 'LiGong' })).code;

test('DingTalk: a code tells who it is, once', async () => {
  const code = await dingCode();
  expect(await dingtalk.hostSignIn?.(ding, code)).toEqual({ ok: true, value: 'Li-9527' });
  expect(await dingtalk.hostSignIn?.(ding, code)).toMatchObject({ ok: false, trouble: { code: 'ding_40078' } });
});

test('DingTalk: a token that was taken back is fetched anew', async () => {
  await tell('fault', { on: 'dingtalk', api: 'v2/user/getuserinfo', kind: '42001' });
  expect(await dingtalk.hostSignIn?.(ding, await dingCode())).toMatchObject({ ok: true });
});

test.each([
  ['Li-9527', { ok: true, value: 'Li-9527' }],
  ['guest1', { ok: false, trouble: { kind: 'person', code: 'outsider' } }],
])('DingTalk’s page, as %s', async (as, expected) => {
  const url = new URL(dingtalk.signIn?.url(ding, { redirect: BACK, state: 's1', inside: false }) ?? '');
  url.searchParams.set('as', as);
  const answer = await fetch(url, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('authCode') ?? '';
  expect(await dingtalk.signIn?.identify(ding, code)).toMatchObject(expected);
});

test('DingTalk’s checks: well, another organization, another secret', async () => {
  const found = async (account: Account) =>
    (await dingtalk.check(account)).map(({ name, trouble }) => `${name} ${trouble?.kind ?? 'ok'}`);
  expect(await found(ding)).toEqual(['token ok', 'corp ok', 'app ok']);
  expect(await found({ ...ding, values: { ...ding.values, corpId: 'dingother' } })).toContain('token ok');
  expect(await found({ ...ding, values: { ...ding.values, corpId: 'dingother' } })).not.toContain('corp ok');
  expect(await found({ ...ding, secrets: { appSecret: 'wrong-secret' } })).toEqual(['token account']);
});

test('WeCom: a code of the mini-program, once, to the application that it is linked with', async () => {
  const code = await qyCode(1_000_002);
  expect(await wecom.hostSignIn?.(app, code)).toEqual({ ok: true, value: 'ligong' });
  expect(await wecom.hostSignIn?.(app, code)).toMatchObject({ ok: false, trouble: { code: '42022' } });
  const other = await qyCode(1_000_009);
  expect(await wecom.hostSignIn?.(app, other)).toMatchObject({ ok: false, trouble: { code: '40029' } });
  expect(await wecom.hostSignIn?.(linked, other)).toEqual({ ok: true, value: 'ligong' });
});

test('WeCom’s check of the linked application: asked for only where it is another one', async () => {
  const names = async (account: Account) =>
    (await wecom.check(account)).filter(({ name }) => name === 'mini').map(({ trouble }) => trouble?.code ?? 'ok');
  expect(await names(app)).toEqual([]);
  expect(await names(linked)).toEqual(['ok']);
  expect(await names({ ...linked, secrets: { ...linked.secrets, miniSecret: 'wrong-secret' } })).toEqual(['40001']);
});
