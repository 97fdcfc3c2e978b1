// The whole of it against the stand-in for WeChat's server: somebody comes in, agrees, hears, is looked at; and the platform's bad days.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import { HOUR } from '@paidan/shared/kernel/time';
import type { AccountValues } from '@paidan/shared/model/account';
import type { Card } from '@paidan/shared/rules/card/card';
import { type RunningSandbox, startSandbox } from '../../../sandbox/start';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, SECRET_KEY } from '../../../test/support/wechat';
import { makeWechat } from '../../adapters/channels/wechat/adapter';
import { makeHttp } from '../../adapters/http/client';
import type { Account, Inbound } from '../../core/channels';
import { newId } from '../../core/ids';
import { findAccount, memberBehind } from '../../lookups/accounts';
import { spend } from '../../lookups/consents';
import { makeTokens } from '../account/tokens';
import { makeFileLinks } from './fileLink';
import { wechatHandlers } from './handlers';
import { applyConsent } from './intake';
import { wechatOpenHandlers } from './signIn';

const APP = 'wx00000000000001';
const OPENID = 'openid-resident-1';
const TEMPLATE = 'template-00000001';
const PUSH = { token: 'pushToken1', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const SECRET = 'mini-secret-0001';
const VALUES: AccountValues = {
  appId: APP,
  subscriptions: [
    {
      topic: 'progress',
      templateId: TEMPLATE,
      keys: { title: 'thing1', status: 'phrase2', time: 'time3', handler: 'name4' },
    },
  ],
};
const TICKET = '0123456789abcdefghjk';
const card: Card = {
  kind: 'accepted',
  heading: '已接单',
  title: '#1024 三号楼二单元十一层一一零二室厨房的水管漏水，快来人',
  note: null,
  urgent: false,
  facts: [],
  buttons: [],
  status: null,
  path: `/go/${TICKET}/t/${TICKET}`,
  stage: '处理中',
  handler: '微信用户8009',
  no: 1024,
  at: Date.UTC(2026, 0, 3, 7, 4),
};
const sending = { to: OPENID, card, cardId: null, mentions: [], baseUrl: 'https://paidan.test' };
const http = makeHttp({ timeoutMs: 3000 });
afterAll(() => http.close());

eachDatabase((_, open) => {
  let sandbox: RunningSandbox;
  let here: Neighbourhood;
  let account: Account;
  let wechat: ReturnType<typeof makeWechat>;
  let deps: Neighbourhood['deps'];
  let me: MemberId;
  const heard: Inbound[] = [];
  const fetched: string[] = [];
  const links = makeFileLinks(SECRET_KEY);

  /** Our own side, as far as the platform reaches it: pushes, and pictures by their links. */
  const ours = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (pathname.startsWith('/api/files/')) {
      const id = pathname.slice('/api/files/'.length);
      const whose = links.verify(id, searchParams.get('grant') ?? '', here.clock.now());
      if (whose === here.tenantId) fetched.push(id);
      response.statusCode = whose === here.tenantId ? 200 : 404;
      return response.end('a picture');
    }
    const query = Object.fromEntries(searchParams);
    const received = wechat.receive?.(account, { method: request.method ?? '', query, body: Buffer.concat(parts) });
    if (received === undefined || received.kind === 'refused') return response.writeHead(403).end();
    if (received.kind === 'inbound') heard.push(received.inbound);
    const reply = received.kind === 'check' ? received.reply : received.reply(null, '');
    return response.writeHead(reply.status, { 'Content-Type': reply.type }).end(reply.body);
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  const tell = async (path: string, body: object): Promise<any> => {
    const response = await fetch(`${sandbox.url}/sandbox/api/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const fault = (api: string, kind: string) => tell('fault', { on: 'wechat', api, kind, times: 1 });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  const state = async (): Promise<any> => (await fetch(`${sandbox.url}/sandbox/api/state`)).json();
  const last = <T extends Inbound['type']>(type: T) => {
    const found = heard.filter((one): one is Extract<Inbound, { type: T }> => one.type === type).at(-1);
    if (found === undefined) throw new Error(`no ${type} was heard`);
    return found;
  };

  beforeAll(async () => {
    const store = await open();
    sandbox = await startSandbox();
    await new Promise<void>((resolve) => ours.listen(0, '127.0.0.1', resolve));
    const publicUrl = `http://127.0.0.1:${(ours.address() as AddressInfo).port}`;
    const secrets = { appSecret: SECRET, pushToken: PUSH.token, pushKey: PUSH.aesKey };
    here = await moveIn(store, VALUES, secrets);
    const found = await findAccount(store, here.deps.seal, 'wechat', here.accountId);
    if (found === undefined) throw new Error('no connection');
    account = found;
    const urls = { wechatApi: `${sandbox.url}/wechat` };
    wechat = makeWechat({ http, tokens: makeTokens(store, here.deps.seal), urls, now: here.clock.now });
    deps = { ...here.deps, api: wechat, publicUrl };
    const keys = [
      { key: 'thing1', label: '事项' },
      { key: 'phrase2', label: '状态' },
      { key: 'time3', label: '时间' },
      { key: 'name4', label: '处理人' },
    ];
    await tell('world', {
      minis: [
        {
          appid: APP,
          name: '报修小程序',
          secret: SECRET,
          push: { url: `${publicUrl}/push`, ...PUSH },
          pages: ['pages/ticket/index', 'pages/report/index'],
          people: [{ openid: OPENID, name: '张三', phone: '13900000001' }],
          templates: [{ id: TEMPLATE, title: '工单进度通知', keys }],
        },
      ],
    });
  });
  afterAll(async () => {
    await sandbox.stop();
    ours.closeAllConnections();
    await new Promise((resolve) => ours.close(resolve));
  });

  test('the platform finds our address, and we find that its values work', async () => {
    const known = await wechat.check(account);
    expect(known).toEqual([{ name: 'token', trouble: null }]);
    const wrong = await wechat.check({ ...account, secrets: { appSecret: 'another-secret' } });
    expect(wrong).toMatchObject([{ trouble: { kind: 'account', code: '40125' } }]);
    const foreign = await wechat.check({ ...account, values: { appId: 'wx-nobody' } });
    expect(foreign).toMatchObject([{ trouble: { kind: 'account', code: '40013' } }]);
  });

  test('somebody comes in by the phone number, and is known from then on', async () => {
    const call = { locale: 'zh-CN', requestId: 'request-1', address: '203.0.113.9' } as const;
    const open_ = wechatOpenHandlers(deps);
    const { code } = await tell('mini/code', { appid: APP, openid: OPENID });
    const first = await open_['wechat.signIn']({ org: here.org, code }, call);
    if (!first.ok || !('ticket' in first.value)) throw new Error(JSON.stringify(first));
    expect(await open_['wechat.signIn']({ org: here.org, code }, call)).toEqual({
      ok: false,
      refusal: { code: 'too_late' },
    });
    const phone = await tell('mini/phoneCode', { appid: APP, openid: OPENID });
    const inside = await open_['wechat.phone']({ ticket: first.value.ticket, code: phone.code }, call);
    if (!inside.ok) throw new Error(JSON.stringify(inside));
    me = inside.value.member.id;
    expect(inside.value.member.name).toBe('微信用户0001');
    const again = await tell('mini/code', { appid: APP, openid: OPENID });
    const second = await open_['wechat.signIn']({ org: here.org, code: again.code }, call);
    expect(second).toMatchObject({ ok: true, value: { member: { id: me } } });
  });

  test('one consent, one message, drawn within every keyword’s limits', async () => {
    await tell('mini/consent', { appid: APP, openid: OPENID, templateIds: [TEMPLATE] });
    const { from, accepted } = last('consent');
    expect(await memberBehind(here.reader, here.accountId, from)).toBe(me);
    await applyConsent(deps.store, account, me, { key: 'tapped', accepted, withdrawn: [] }, here.clock.now());
    // The mini-program tells of the same tap.
    const call = { scope: here.scopeOf(me), locale: 'zh-CN', key: null, upload: null, credential: '' } as const;
    expect(await wechatHandlers(deps)['wechat.consent']({ accepted: [TEMPLATE] }, call)).toEqual({
      ok: true,
      value: { topics: { progress: 1 } },
    });
    const take = () => spend(deps.store, here.tenantId, here.accountId, me, 'progress');
    expect([await take(), await take()]).toEqual([true, false]);
    expect(await wechat.send(account, sending)).toEqual({ ok: true, value: { messageId: null, code: null } });
    const { chats } = await state();
    expect(chats[0].messages.at(-1).template).toEqual({
      title: '工单进度通知',
      page: `pages/ticket/index?id=${TICKET}`,
      rows: [
        { label: '事项', value: '#1024 三号楼二单元十一层一一零二…' },
        { label: '状态', value: '处理中' },
        { label: '时间', value: '2026年1月3日 15:04' },
        { label: '处理人', value: '微信用户' },
      ],
    });
    expect(await wechat.send(account, sending)).toMatchObject({
      ok: false,
      trouble: { kind: 'person', code: '43101' },
    });
  });

  test.each([
    ['http503', 'later', 'http_503'],
    ['html', 'later', 'not_json'],
    ['45009', 'later', '45009'],
    ['errcode:40037', 'content', '40037'],
    ['errcode:43107', 'account', '43107'],
  ])('a bad day: %s', async (kind, sort, code) => {
    await fault('cgi-bin/message/subscribe/send', kind);
    expect(await wechat.send(account, sending)).toMatchObject({ ok: false, trouble: { kind: sort, code } });
  });

  test('a token that was taken back, or has run out, is noticed by nobody', async () => {
    const agree = () => tell('mini/consent', { appid: APP, openid: OPENID, templateIds: [TEMPLATE], quiet: true });
    await agree();
    await fault('cgi-bin/message/subscribe/send', '42001');
    expect((await wechat.send(account, sending)).ok).toBe(true);
    await agree();
    await tell('clock', { forward: 3 * HOUR });
    expect((await wechat.send(account, sending)).ok).toBe(true);
  });

  test('a code to scan is a picture; one for a page that is not there is none', async () => {
    const ask = { scene: `s.${TICKET}`, page: 'pages/report/index', width: 280 };
    expect(await wechat.unlimitedCode(account, ask)).toMatchObject({ ok: true, value: { mime: 'image/png' } });
    expect(await wechat.unlimitedCode(account, { ...ask, page: 'pages/none' })).toMatchObject({
      ok: false,
      trouble: { kind: 'content', code: '41030' },
    });
    expect(await wechat.unlimitedCode(account, { ...ask, scene: '三号楼' })).toMatchObject({
      trouble: { code: '40129' },
    });
  });

  test('words and pictures are judged; whoever was not there lately is not', async () => {
    const ask = (text: string) => wechat.checkText(account, { openid: OPENID, text, scene: 3 });
    await tell('clock', { forward: 3 * HOUR });
    expect(await ask('你好')).toMatchObject({ ok: false, trouble: { kind: 'person', code: '61010' } });
    await tell('mini/code', { appid: APP, openid: OPENID });
    expect(await ask('厨房漏水')).toEqual({ ok: true, value: { suggest: 'pass', label: 100 } });
    expect(await ask('来赌博')).toEqual({ ok: true, value: { suggest: 'risky', label: 20006 } });

    const fileId = newId<'file'>(here.clock.now()) as FileId;
    const grant = links.sign(here.tenantId, fileId, here.clock.now());
    const url = `${deps.publicUrl}/api/files/${fileId}?grant=${grant}`;
    const asked = await wechat.checkMedia(account, { openid: OPENID, url, kind: 'image' });
    if (!asked.ok) throw new Error(asked.trouble.code);
    while (!heard.some(({ type }) => type === 'verdict')) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(last('verdict')).toMatchObject({ traceId: asked.value, suggest: 'pass', label: 100 });
    expect(fetched).toEqual([fileId]);
  });
});
