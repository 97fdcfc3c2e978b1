// What the adapter asks of WeCom, and what it makes of the answers, against a server that answers as it is told.
import type { Card } from '@paidan/shared/rules/card/card';
import type { Account, MessageChannel, Tokens } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { type JsonObject, makeHttp } from '../../http/client';
import { type Scripted, scripted } from '../testing/scripted';
import { allAt } from '../testing/urls';
import { makeWecom } from './adapter';

const account: Account = {
  id: '0123456789abcdefghjk',
  tenantId: tenantOf('0123456789abcdefghjk'),
  credentials: '',
  kind: 'wecom',
  values: { corpId: 'ww1234567890', agentId: '1000002' },
  secrets: { appSecret: 'app-secret-1', contactSecret: 'contact-secret-1' },
};
const { contactSecret: _, ...appOnly } = account.secrets;
const withoutContacts: Account = { ...account, secrets: appOnly };
const card: Card = {
  kind: 'offered',
  heading: '新工单可抢',
  title: '#1024',
  note: null,
  urgent: false,
  facts: [],
  buttons: [{ kind: 'act', text: '接单', action: 'ticket.accept' }],
  status: null,
  path: '/go/a/t/1',
  stage: '',
  handler: null,
  no: 1024,
  at: 0,
};
const baseUrl = 'https://paidan.example';
// A machine may be busy with other things, and nobody is to run out of time here.
const http = makeHttp({ timeoutMs: 20_000 });
/** Nothing is kept: each call fetches its token, and shows whose it is. */
const tokens: Tokens = async (_account, _purpose, fetch) => {
  const found = await fetch();
  return found.ok ? { ok: true, value: found.value.token } : found;
};
let platform: Scripted;
let wecom: MessageChannel;
/** By path and, where it matters, by token. */
let says: Record<string, JsonObject> = {};

beforeAll(async () => {
  platform = await scripted(({ path, query }) => {
    const name = path.replace('/cgi-bin/', '');
    if (name === 'gettoken') return { errcode: 0, access_token: `token of ${query.corpsecret}`, expires_in: 7200 };
    const by = query.access_token === 'token of contact-secret-1' ? `contacts ${name}` : name;
    const asked = query.department_id ?? '';
    return says[`${by} ${asked}`.trim()] ?? { errcode: 48002, errmsg: `not said: ${by} ${asked}` };
  });
  const urls = {
    ...allAt(platform.base),
    wecomOauth: 'https://open.example',
    wecomLogin: 'https://login.example',
  };
  wecom = makeWecom({ http, tokens, urls, now: () => 0 });
});
afterAll(() => {
  http.close();
  platform.close();
});
beforeEach(() => {
  platform.reset();
  says = {};
});
const asked = (path: string) => platform.heard.filter((heard) => heard.path === `/cgi-bin/${path}`);

describe('send', () => {
  const send = (to: string) => wecom.send(account, { to, card, cardId: 'c1', mentions: [], baseUrl });

  test('one person, the app’s number as a number, the token in the query', async () => {
    says = { 'message/send': { errcode: 0, msgid: 'm1', response_code: 'rc1', invaliduser: '', unlicenseduser: '' } };
    expect(await send('ligong')).toEqual({ ok: true, value: { messageId: 'm1', code: 'rc1' } });
    const [call] = asked('message/send');
    expect(call?.query).toEqual({ access_token: 'token of app-secret-1' });
    expect(call?.json).toMatchObject({ touser: 'ligong', agentid: 1_000_002, msgtype: 'template_card' });
  });

  test.each([
    ['whom the app does not reach', { invaliduser: 'ligong' }, 'invaliduser'],
    ['who has no licence', { unlicenseduser: 'ligong' }, 'unlicenseduser'],
  ])('a person %s, in an answer that went well', async (_name, lists, code) => {
    says = { 'message/send': { errcode: 0, msgid: 'm1', ...lists } };
    expect(await send('ligong')).toMatchObject({ ok: false, trouble: { kind: 'person', code } });
  });

  test.each(['', '@all', '@ALL', 'a|b', 'a b'])('%j is nobody: the platform is not even asked', async (to) => {
    expect(await send(to)).toMatchObject({ ok: false, trouble: { kind: 'person' } });
    expect(platform.heard).toEqual([]);
  });
});

describe('change and recall', () => {
  const update = () => wecom.update?.(account, { to: 'ligong', code: 'rc1', card, baseUrl });

  test('a code changes the card of one person', async () => {
    says = { 'message/update_template_card': { errcode: 0, invaliduser: [] } };
    expect(await update()).toEqual({ ok: true, value: null });
    expect(asked('message/update_template_card')[0]?.json).toMatchObject({
      userids: ['ligong'],
      agentid: 1_000_002,
      response_code: 'rc1',
      template_card: { card_type: 'button_interaction' },
    });
  });

  test.each([
    ['a code that was used', { errcode: 60140, errmsg: '' }, 'content'],
    ['a task that is gone', { errcode: 42016, errmsg: '' }, 'content'],
    ['a person who is gone', { errcode: 0, invaliduser: ['ligong'] }, 'person'],
  ])('%s', async (_name, answer, kind) => {
    says = { 'message/update_template_card': answer };
    expect(await update()).toMatchObject({ ok: false, trouble: { kind } });
  });

  test.each([
    ['in time', { errcode: 0 }, { ok: true, value: null }],
    [
      'too late',
      { errcode: 42052, errmsg: 'old' },
      { ok: false, trouble: { kind: 'content', code: '42052', message: 'message/recall: old' } },
    ],
  ])('a message is recalled %s', async (_name, answer, result) => {
    says = { 'message/recall': answer };
    expect(await wecom.recall?.(account, 'm1')).toEqual(result);
    expect(asked('message/recall')[0]?.json).toEqual({ msgid: 'm1' });
  });
});

describe('check', () => {
  const check = async (of = account) =>
    (await wecom.check(of)).map(({ name, trouble }) => [name, trouble?.code ?? null]);

  test('all is well: nobody gets a message', async () => {
    says = { 'message/send': { errcode: 81013, errmsg: '' }, 'contacts user/list_id': { errcode: 0, dept_user: [] } };
    expect(await check()).toEqual([
      ['token', null],
      ['app', null],
      ['contacts', null],
    ]);
    expect(await check(withoutContacts)).toEqual([
      ['token', null],
      ['app', null],
    ]);
  });

  test('each fault at its place', async () => {
    says = { 'message/send': { errcode: 301002 }, 'contacts user/list_id': { errcode: 48009 } };
    expect(await check()).toEqual([
      ['token', null],
      ['app', '301002'],
      ['contacts', '48009'],
    ]);
  });

  test('without a secret, or with a wrong one, there is nothing more to ask', async () => {
    expect(await check({ ...account, secrets: {} })).toEqual([['token', 'no_secret']]);
    platform.fault = () => ({ errcode: 40001, errmsg: 'invalid credential app-secret-1' });
    expect(await wecom.check(account)).toEqual([
      { name: 'token', trouble: { kind: 'account', code: '40001', message: 'gettoken: invalid credential [hidden]' } },
    ]);
  });
});

describe('signing in', () => {
  const ask = { redirect: 'https://paidan.example/api/a?b=1&c', state: 'abc123' };

  test('inside WeCom', () => {
    expect(wecom.signIn?.url(account, { ...ask, inside: true })).toBe(
      'https://open.example/connect/oauth2/authorize?appid=ww1234567890&redirect_uri=https%3A%2F%2Fpaidan.example%2Fapi%2Fa%3Fb%3D1%26c&response_type=code&scope=snsapi_base&state=abc123&agentid=1000002#wechat_redirect',
    );
  });
  test('with a code to scan', () => {
    expect(wecom.signIn?.url(account, { ...ask, inside: false })).toBe(
      'https://login.example/wwlogin/sso/login?login_type=CorpApp&appid=ww1234567890&agentid=1000002&redirect_uri=https%3A%2F%2Fpaidan.example%2Fapi%2Fa%3Fb%3D1%26c&state=abc123',
    );
  });

  test.each([
    ['a member of the corp', { errcode: 0, userid: 'LiGong' }, { ok: true, value: 'ligong' }],
    ['somebody else', { errcode: 0, openid: 'o1' }, { ok: false, trouble: { kind: 'person', code: 'not_in_corp' } }],
    [
      'a code that was used',
      { errcode: 42022, errmsg: '' },
      { ok: false, trouble: { kind: 'content', code: '42022' } },
    ],
    ['neither', { errcode: 0 }, { ok: false, trouble: { kind: 'later' } }],
  ])('%s', async (_name, answer, result) => {
    says = { 'auth/getuserinfo': answer };
    expect(await wecom.signIn?.identify(account, 'code+1')).toMatchObject(result);
    expect(asked('auth/getuserinfo')[0]?.query).toMatchObject({ code: 'code+1' });
  });
  test.each(['', 'x'.repeat(513)])('no code, or far too long a one, is not asked for', async (code) => {
    expect(await wecom.signIn?.identify(account, code)).toMatchObject({ ok: false, trouble: { kind: 'content' } });
    expect(platform.heard).toEqual([]);
  });
});

describe('contacts', () => {
  const DEPARTMENTS = [
    { id: 1, name: '望江物业', parentid: 0 },
    { id: 2, name: '工程部', parentid: 1 },
  ];
  const ids = {
    errcode: 0,
    next_cursor: '',
    dept_user: [
      { userid: 'LiGong', department: 2 },
      { userid: 'LiGong', department: 1 },
    ],
  };

  test('the people of each department, once each, whoever has left or is switched off marked', async () => {
    says = {
      'department/list': { errcode: 0, department: DEPARTMENTS },
      'user/list 1': {
        errcode: 0,
        userlist: [
          { userid: 'WangGong', name: '王工', department: [1], status: 4 },
          { userid: 'gone', name: '走了', department: [1], status: 5 },
        ],
      },
      'user/list 2': {
        errcode: 0,
        userlist: [
          { userid: 'LiGong', name: '李工', department: [2, 1], status: 1 },
          { userid: 'wanggong', name: '王工', department: [2], status: 4 },
          { userid: 'off', name: '', department: [2], status: 2 },
        ],
      },
    };
    expect(await wecom.directory?.(account)).toEqual({
      ok: true,
      value: {
        departments: [
          { id: '1', name: '望江物业', parentId: null },
          { id: '2', name: '工程部', parentId: '1' },
        ],
        people: [
          { external: 'wanggong', name: '王工', departments: ['1', '2'], active: true },
          { external: 'gone', name: '走了', departments: ['1'], active: false },
          { external: 'ligong', name: '李工', departments: ['2', '1'], active: true },
          { external: 'off', name: 'off', departments: ['2'], active: false },
        ],
      },
    });
    expect(asked('user/list_id')).toEqual([]);
  });

  test('a department that goes away meanwhile is passed over', async () => {
    says = {
      'department/list': { errcode: 0, department: DEPARTMENTS },
      'user/list 1': { errcode: 0, userlist: [{ userid: 'a', name: 'A', department: [1] }] },
      'user/list 2': { errcode: 60003, errmsg: 'department not found' },
    };
    expect(await wecom.directory?.(account)).toMatchObject({ ok: true, value: { people: [{ external: 'a' }] } });
  });

  test('where the app may not look, the contacts’ secret tells who there is', async () => {
    says = {
      'department/list': { errcode: 60011, errmsg: 'no privilege' },
      'contacts department/list': { errcode: 48009, errmsg: 'ids only' },
      'contacts user/list_id': ids,
    };
    expect(await wecom.directory?.(account)).toMatchObject({
      ok: true,
      value: { people: [{ external: 'ligong', name: 'LiGong', departments: ['2', '1'], active: true }] },
    });
    expect(await wecom.directory?.(withoutContacts)).toMatchObject({
      ok: false,
      trouble: { kind: 'account', code: '60011' },
    });
  });

  test.each([
    ['no departments at all', { errcode: 0, department: [] }, { kind: 'account', code: '60011' }],
    ['no list', { errcode: 0 }, { kind: 'later', code: 'odd_answer' }],
    ['a busy platform', { errcode: -1, errmsg: '' }, { kind: 'later', code: '-1' }],
  ])('%s: nobody has left because of that', async (_name, answer, trouble) => {
    says = { 'department/list': answer };
    expect(await wecom.directory?.(withoutContacts)).toMatchObject({ ok: false, trouble });
  });

  test('one page that fails, and no half of a directory is told', async () => {
    says = {
      'department/list': { errcode: 0, department: DEPARTMENTS },
      'user/list 1': { errcode: 0, userlist: [] },
      'user/list 2': { errcode: 45009, errmsg: '' },
    };
    expect(await wecom.directory?.(account)).toMatchObject({ ok: false, trouble: { kind: 'later', code: '45009' } });
  });
});
