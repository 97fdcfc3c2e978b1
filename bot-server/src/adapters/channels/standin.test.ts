// The WeCom adapters against the stand-in's strictness: both were written from the platform's description, apart from each other.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '@paidan/shared/rules/card/card';
import { closeOutward } from '../../../sandbox/outward';
import { type RunningSandbox, startSandbox } from '../../../sandbox/start';
import type { Account, Answer, Back, Inbound, MessageChannel, Sent, Tokens } from '../../core/channels';
import { tenantOf } from '../../core/scope';
import { makeHttp } from '../http/client';
import { allAt } from './testing/urls';
import { makeWecom } from './wecom/adapter';
import { makeWecomGroup } from './wecomGroup/adapter';

const ID = '0123456789abcdefghjk';
const base = { id: ID, tenantId: tenantOf(ID), credentials: '' };
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const app: Account = {
  ...base,
  kind: 'wecom',
  values: { corpId: 'ww1234567890', agentId: '1000002' },
  secrets: {
    appSecret: 'app-secret-1',
    contactSecret: 'contact-secret-1',
    callbackToken: 'Token123',
    callbackKey: AES_KEY,
  },
};
const room: Account = { ...base, kind: 'wecomGroup', values: {}, secrets: { webhookKey: 'group-key-1' } };
const card: Card = {
  kind: 'offered',
  heading: '新工单可抢',
  title: '#1024 厨房水管漏水 ]]> <b>',
  note: '师傅快来，“水”漫出来了 🚿',
  urgent: true,
  facts: [
    { label: '地点', value: '3 号楼 · 502' },
    { label: '优先级', value: '紧急' },
    { label: '承诺时间', value: '' },
  ],
  buttons: [
    { kind: 'act', text: '接单', action: 'ticket.accept' },
    { kind: 'open', text: '查看详情' },
  ],
  status: null,
  path: '/go/a/t/1',
  stage: '待接单',
  handler: null,
  no: 1024,
  at: 0,
};
const over: Card = { ...card, status: '已被李工接单', buttons: [{ kind: 'open', text: '查看详情' }] };
const baseUrl = 'http://127.0.0.1:7300';

// A machine may be busy with other things, and nobody is to run out of time here.
const http = makeHttp({ timeoutMs: 20_000 });
const kept = new Map<string, string>();
const tokens: Tokens = async (_, purpose, fetch, stale) => {
  const token = kept.get(purpose);
  if (token !== undefined && token !== stale) return { ok: true, value: token };
  const found = await fetch();
  if (!found.ok) return found;
  kept.set(purpose, found.value.token);
  return { ok: true, value: found.value.token };
};
let sandbox: RunningSandbox;
let server: Server;
let wecom: MessageChannel;
let group: MessageChannel;
const heard: Inbound[] = [];
let back: Back = null;

beforeAll(async () => {
  sandbox = await startSandbox();
  const { url } = sandbox;
  const urls = {
    ...allAt(''),
    wecomApi: `${url}/wecom`,
    wecomOauth: `${url}/oauth`,
    wecomLogin: `${url}/login`,
    wechatApi: `${url}/wechat`,
  };
  wecom = makeWecom({ http, tokens, urls, now: Date.now });
  group = makeWecomGroup({ http, urls });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams);
      const raw = { method: request.method ?? '', query, body: Buffer.concat(chunks) };
      const received = wecom.receive?.(app, raw) ?? { kind: 'refused' };
      if (received.kind === 'refused') return response.writeHead(403).end('refused');
      if (received.kind === 'inbound') heard.push(received.inbound);
      const reply = received.kind === 'check' ? received.reply : received.reply(back, baseUrl);
      return response.writeHead(reply.status, { 'Content-Type': reply.type }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await tell('world', {
    corps: [
      {
        corpId: 'ww1234567890',
        name: '望江物业',
        contactSecret: 'contact-secret-1',
        departments: [
          { id: 1, name: '望江物业', parentid: 0 },
          { id: 2, name: '工程部', parentid: 1 },
        ],
        people: [
          { userid: 'LiGong', name: '李工', department: [2] },
          { userid: 'WangGong', name: '王工', department: [1, 2] },
        ],
        apps: [
          {
            agentId: 1_000_002,
            name: '派单',
            secret: 'app-secret-1',
            callback: {
              url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
              token: 'Token123',
              aesKey: AES_KEY,
            },
            trustedDomains: ['127.0.0.1'],
          },
        ],
        groups: [{ key: 'group-key-1', name: '工程群', members: ['LiGong', 'WangGong'] }],
      },
    ],
  });
});
afterAll(async () => {
  http.close();
  closeOutward();
  server.closeAllConnections();
  server.close();
  await sandbox.stop();
});
beforeEach(() => {
  heard.length = 0;
  back = null;
});

async function tell(name: string, body: object): Promise<Record<string, unknown>> {
  const answer = await http.call({
    method: 'POST',
    url: `${sandbox.url}/sandbox/api/${name}`,
    json: body as never,
    expect: 'json',
  });
  if (!answer.ok) throw new Error(answer.trouble.message);
  return answer.value;
}
type Message = { readonly msgid: string; readonly type: string; readonly text?: string; readonly card?: object };
/** What stands last in a chat. */
async function last(kind: 'app' | 'group', of: string): Promise<(Message & Record<string, unknown>) | undefined> {
  const answer = await http.call({ method: 'GET', url: `${sandbox.url}/sandbox/api/state`, expect: 'json' });
  const chats = (answer.ok ? answer.value.chats : []) as unknown as readonly {
    kind: string;
    userid?: string;
    groupKey?: string;
    messages: (Message & Record<string, unknown>)[];
  }[];
  return chats.find((chat) => chat.kind === kind && (chat.userid ?? chat.groupKey) === of)?.messages.at(-1);
}
let cards = 0;
const send = (of: Card = card): Promise<Answer<Sent>> =>
  wecom.send(app, { to: 'ligong', card: of, cardId: `card-${cards++}`, mentions: [], baseUrl });
function sentOf(answer: Answer<Sent>): { readonly messageId: string; readonly code: string } {
  if (!answer.ok || answer.value.messageId === null) throw new Error(JSON.stringify(answer));
  return { messageId: answer.value.messageId, code: answer.value.code ?? '' };
}
const press = (msgid: string) =>
  tell('press', { corpId: 'ww1234567890', agentId: 1_000_002, userid: 'LiGong', msgid, key: 'ticket.accept' });

test('the connection is found to work', async () => {
  expect(await wecom.check(app)).toEqual([
    { name: 'token', trouble: null },
    { name: 'app', trouble: null },
    { name: 'contacts', trouble: null },
  ]);
  expect(await group.check(room)).toEqual([{ name: 'webhook', trouble: null }]);
  expect(await last('group', 'group-key-1')).toBeUndefined();
});

test('what is wrong with it is told', async () => {
  const with_ = (change: Partial<Account['values']>, secrets = {}): Account => ({
    ...app,
    values: { ...app.values, ...change },
    secrets: { ...app.secrets, ...secrets },
  });
  const codes = async (account: Account) => (await wecom.check(account)).map(({ trouble }) => trouble?.code ?? null);
  expect(await codes(with_({}, { appSecret: 'another-secret' }))).toEqual(['40001']);
  expect(await codes(with_({ corpId: 'ww0' }))).toEqual(['40013']);
  expect(await codes(with_({ agentId: '7' }))).toEqual([null, '301002', null]);
  const [found] = await group.check({ ...room, secrets: { webhookKey: 'no-such-key' } });
  expect(found?.trouble).toMatchObject({ kind: 'account', code: '93000' });
});

test('a card is pressed, and the presser’s card is another in the same answer', async () => {
  const { messageId } = sentOf(await send());
  back = { card: over, cardId: null };
  expect(await press(messageId)).toMatchObject({ outcome: 'answered' });
  expect(heard).toEqual([
    expect.objectContaining({ type: 'press', from: 'ligong', action: 'ticket.accept', code: expect.any(String) }),
  ]);
  const shown = await last('app', 'LiGong');
  expect(shown).toMatchObject({ msgid: messageId, cardState: 'updated', card: { replace_text: '已被李工接单' } });
});

test.each<[string, Partial<Card>]>([
  ['with its next buttons', { buttons: [{ kind: 'act', text: '到场', action: 'ticket.depart' }] }],
  ['with nothing to press', { buttons: [{ kind: 'open', text: '查看' }] }],
  ['with nothing at all', { heading: '', title: '', note: null, facts: [], buttons: [], path: '' }],
])('a pressed card %s', async (_, change) => {
  const { messageId } = sentOf(await send());
  back = { card: { ...card, ...change }, cardId: null };
  expect(await press(messageId)).toMatchObject({ outcome: 'answered' });
});

test('the same press delivered again has the same key', async () => {
  const { messageId } = sentOf(await send());
  await tell('press', {
    corpId: 'ww1234567890',
    agentId: 1_000_002,
    userid: 'LiGong',
    msgid: messageId,
    key: 'ticket.accept',
    repeat: 3,
    concurrency: 3,
  });
  expect(heard).toHaveLength(3);
  expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
});

test('a press and words are answered with words', async () => {
  const { messageId } = sentOf(await send());
  back = { text: '已收到' };
  expect(await press(messageId)).toMatchObject({ outcome: 'answered' });
  await tell('say', { corpId: 'ww1234567890', agentId: 1_000_002, userid: 'LiGong', text: '我的工单 <&>' });
  expect(heard.at(-1)).toMatchObject({ type: 'text', from: 'ligong', text: '我的工单 <&>' });
  expect(await last('app', 'LiGong')).toMatchObject({ type: 'passive', text: '已收到' });
});

test('somebody else’s card is changed by its code, once, and recalled', async () => {
  const { messageId, code } = sentOf(await send());
  const change = () => wecom.update?.(app, { to: 'ligong', code, card: over, baseUrl });
  expect(await change()).toEqual({ ok: true, value: null });
  expect(await last('app', 'LiGong')).toMatchObject({ card: { replace_text: '已被李工接单' } });
  expect(await change()).toMatchObject({ ok: false, trouble: { kind: 'content', code: '60140' } });
  expect(await wecom.recall?.(app, messageId)).toEqual({ ok: true, value: null });
  expect(await last('app', 'LiGong')).toMatchObject({ msgid: messageId, recalled: true });
});

test('the platform refuses nobody’s card but a stranger’s', async () => {
  const answer = await wecom.send(app, { to: 'nobody', card, cardId: null, mentions: [], baseUrl });
  expect(answer).toMatchObject({ ok: false, trouble: { kind: 'person', code: '81013' } });
});

test.each<[string, Partial<Card>]>([
  ['that is over', over],
  [
    'full to the brim',
    { facts: Array.from({ length: 20 }, () => ({ label: '水'.repeat(50), value: '水'.repeat(500) })) },
  ],
  ['of signs', { title: '\0\u202e\ud800', heading: ']]>', note: '<a>', facts: [{ label: '', value: '' }] }],
])('a card %s is taken, by a person and by a group', async (_, change) => {
  const full = { ...card, ...change };
  expect(await send(full)).toMatchObject({ ok: true });
  const sending = { to: '', card: full, cardId: null, mentions: ['LiGong'], baseUrl };
  expect(await group.send(room, sending)).toMatchObject({ ok: true });
  expect(await last('group', 'group-key-1')).toMatchObject({ type: 'text', mentions: ['LiGong'] });
});

test('a token that the platform has withdrawn is fetched anew', async () => {
  await tell('fault', { on: 'wecom', api: 'message/send', kind: '42001' });
  expect(await send()).toMatchObject({ ok: true });
});

test('the contacts are read, and their changes heard', async () => {
  expect(await wecom.directory?.(app)).toMatchObject({
    ok: true,
    value: {
      departments: [
        { id: '1', name: '望江物业', parentId: null },
        { id: '2', name: '工程部', parentId: '1' },
      ],
      people: expect.arrayContaining([
        { external: 'ligong', name: '李工', departments: ['2'], active: true },
        { external: 'wanggong', name: '王工', departments: ['1', '2'], active: true },
      ]),
    },
  });
  await tell('people', { corpId: 'ww1234567890', userid: 'XinRen', change: 'join', name: '新人', department: [2] });
  expect(heard).toEqual([expect.objectContaining({ type: 'directory' })]);
});

test.each([true, false])('signing in (inside: %s) tells who it is', async (inside) => {
  const redirect = `${baseUrl}/signed-in`;
  const url = new URL(wecom.signIn?.url(app, { redirect, state: 'abc123', inside }) ?? '');
  url.searchParams.set('as', 'LiGong');
  const answer = await fetch(url, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  expect(await wecom.signIn?.identify(app, code)).toEqual({ ok: true, value: 'ligong' });
  expect(await wecom.signIn?.identify(app, code)).toMatchObject({ ok: false, trouble: { kind: 'content' } });
});
