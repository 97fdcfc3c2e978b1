import type { Card } from '@paidan/shared/rules/card/card';
import type { Account } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { makeHttp } from '../../http/client';
import { type Heard, type Scripted, scripted, type Way } from '../testing/scripted';
import { allAt } from '../testing/urls';
import { makeWecomGroup } from './adapter';

const account: Account = {
  id: '0123456789abcdefghjk',
  tenantId: tenantOf('0123456789abcdefghjk'),
  credentials: '',
  kind: 'wecomGroup',
  values: {},
  secrets: { webhookKey: '0f1e2d3c-4b5a-6978' },
};
const card: Card = {
  kind: 'urged',
  heading: '催单',
  title: '#1024 <a href="http://evil.example">水管</a>',
  note: null,
  urgent: true,
  facts: [],
  buttons: [
    { kind: 'act', text: '接单', action: 'ticket.accept' },
    { kind: 'open', text: '查看' },
  ],
  status: null,
  path: '/go/a/t/1',
  stage: '',
  handler: null,
  no: 1024,
  at: 0,
};
// A machine may be busy with other things, and nobody is to run out of time here.
const http = makeHttp({ timeoutMs: 20_000 });
let platform: Scripted;
let answers: Way[] = [];
beforeAll(async () => {
  platform = await scripted(() => answers.shift() ?? { errcode: 0, errmsg: 'ok' });
});
afterAll(() => {
  http.close();
  platform.close();
});
beforeEach(() => {
  platform.reset();
  answers = [];
});

const group = () => makeWecomGroup({ http, urls: allAt(platform.base) });
const send = (mentions: readonly string[]) =>
  group().send(account, { to: '', card, cardId: 'c1', mentions, baseUrl: 'https://paidan.example' });
const bodies = () => platform.heard.map(({ json }: Heard) => json);

test('a group gets a card that leads to the page, and nothing that presses', async () => {
  expect(await send([])).toEqual({ ok: true, value: { messageId: null, code: null } });
  expect(platform.heard).toHaveLength(1);
  expect(platform.heard[0]?.query).toEqual({ key: '0f1e2d3c-4b5a-6978' });
  expect(bodies()[0]).toMatchObject({
    msgtype: 'template_card',
    template_card: {
      card_type: 'text_notice',
      jump_list: [{ type: 1, title: '查看', url: 'https://paidan.example/go/a/t/1' }],
    },
  });
  expect(JSON.stringify(bodies()[0])).not.toMatch(/button_list|task_id|ticket\.accept/);
});

test('what became of a notice is one line, for the notice itself stays as it was', async () => {
  const taken: Card = { ...card, kind: 'accepted', title: `#1003 ${'灯'.repeat(80)}`, heading: '张伟已接单' };
  const sending = { to: '', card: taken, cardId: null, mentions: [], baseUrl: 'https://paidan.example' };
  expect(await group().send(account, sending)).toEqual({ ok: true, value: { messageId: null, code: null } });
  expect(bodies()).toEqual([{ msgtype: 'text', text: { content: `#1003 ${'灯'.repeat(17)}… · 张伟已接单` } }]);
  answers = [{ errcode: 93000, errmsg: 'invalid webhook url' }];
  expect(await group().send(account, sending)).toMatchObject({ ok: false, trouble: { kind: 'account' } });
});

test('whom it concerns is named in a line behind the card, never everybody', async () => {
  await send(['ligong', '@all', '', 'wanggong']);
  expect(bodies()[1]).toEqual({
    msgtype: 'text',
    text: {
      content: '催单 #1024 ＜a href="http://evil.example">水管＜/a>',
      mentioned_list: ['ligong', 'wanggong'],
    },
  });
});

test('names that did not get through do not send the card again', async () => {
  answers = [{ errcode: 0 }, { errcode: 45009, errmsg: 'too many' }];
  expect(await send(['ligong'])).toMatchObject({ ok: true });
});

test('a card that did not get through names nobody', async () => {
  answers = [{ errcode: 45009, errmsg: 'too many' }];
  expect(await send(['ligong'])).toMatchObject({ ok: false, trouble: { kind: 'later', code: '45009', wait: 60_000 } });
  expect(platform.heard).toHaveLength(1);
});

test.each<[string, Way, object | null]>([
  ['a good key', { errcode: 40058, errmsg: 'too long' }, null],
  ['a robot that is gone', { errcode: 93000, errmsg: 'invalid webhook url' }, { kind: 'account', code: '93000' }],
])('the check of %s shows nothing in the group', async (_, answer, trouble) => {
  answers = [answer];
  const [found] = await group().check(account);
  if (trouble === null) expect(found).toEqual({ name: 'webhook', trouble: null });
  else expect(found).toMatchObject({ name: 'webhook', trouble });
  const { markdown } = (bodies()[0] ?? {}) as { markdown: { content: string } };
  expect(Buffer.byteLength(markdown.content)).toBeGreaterThan(4_096);
});
