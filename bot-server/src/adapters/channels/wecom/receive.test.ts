import type { Card } from '@paidan/shared/rules/card/card';
import type { Account, Back, Inbound, RawRequest, Received } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { close, type Keys, open } from './crypto';
import { receive } from './receive';
import { readXml, textOf, writeXml, type Xml } from './xml';

const NOW = 1_790_000_000_000;
const SECONDS = String(NOW / 1000);
const KEYS: Keys = {
  token: 'Token123',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  receiver: 'ww1234567890',
};
const ACCOUNT: Account = {
  id: '0123456789abcdefghjk',
  tenantId: tenantOf('0123456789abcdefghjk'),
  credentials: '',
  kind: 'wecom',
  values: { corpId: KEYS.receiver, agentId: '1000002' },
  secrets: { callbackToken: KEYS.token, callbackKey: KEYS.aesKey },
};
const HEAD = `<ToUserName><![CDATA[ww1234567890]]></ToUserName><FromUserName><![CDATA[LiGong]]></FromUserName><CreateTime>1790000000</CreateTime>`;
const PRESS = `${HEAD}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[ticket.accept]]></EventKey><TaskId><![CDATA[c1]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[rc1]]></ResponseCode><AgentID>1000002</AgentID>`;
const TEXT = `${HEAD}<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[接单 1024 <b>]]></Content><MsgId>18446744073709551615</MsgId><AgentID>1000002</AgentID>`;
const EVENT = (name: string, rest = '') =>
  `${HEAD}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${rest}`;

type Wrap = { readonly keys?: Keys; readonly at?: string; readonly agent?: string; readonly to?: string };
function post(
  inner: string,
  { keys = KEYS, at = SECONDS, agent = '1000002', to = KEYS.receiver }: Wrap = {},
): RawRequest {
  const { signature, timestamp, nonce, encrypt } = close(keys, inner, at);
  const envelope = `<xml><ToUserName><![CDATA[${to}]]></ToUserName><AgentID><![CDATA[${agent}]]></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
  return { method: 'POST', query: { msg_signature: signature, timestamp, nonce }, body: Buffer.from(envelope) };
}
const hear = (inner: string, wrap?: Wrap): Received => receive(ACCOUNT, post(`<xml>${inner}</xml>`, wrap), NOW);
function inboundOf(received: Received): Inbound {
  if (received.kind !== 'inbound') throw new Error(received.kind);
  return received.inbound;
}

test('a press: who, which card, what, and the code that changes the card', () => {
  expect(inboundOf(hear(PRESS))).toEqual({
    type: 'press',
    from: 'ligong',
    cardId: 'c1',
    action: 'ticket.accept',
    code: 'rc1',
    at: NOW,
    key: expect.stringMatching(/^press-[\w-]{43}$/),
  });
});

test('a press with choices, or out of the corner menu, is a press', () => {
  const items =
    '<SelectedItems><SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId></OptionIds></SelectedItem></SelectedItems>';
  expect(inboundOf(hear(PRESS + items))).toEqual(inboundOf(hear(PRESS)));
  const menu = inboundOf(hear(PRESS.replace('template_card_event', 'template_card_menu_event')));
  expect(menu).toMatchObject({ type: 'press', action: 'ticket.accept' });
});

test('each delivery of one press has the same key, and another press another one', () => {
  const keyOf = (inner: string) => inboundOf(hear(inner)).key;
  const others = [
    PRESS.replace('LiGong', 'WangGong'),
    PRESS.replace('<CreateTime>1790000000', '<CreateTime>1790000001'),
    PRESS.replace('ticket.accept', 'ticket.depart'),
    PRESS.replace('[c1]', '[c2]'),
    PRESS.replace('[rc1]', '[rc2]'),
    // the same letters, otherwise divided
    PRESS.replace('[c1]', '[c1r]').replace('[rc1]', '[c1]'),
  ].map(keyOf);
  expect(keyOf(PRESS)).toBe(keyOf(PRESS));
  expect(new Set([keyOf(PRESS), ...others]).size).toBe(7);
  expect(others.every((key) => /^[\x21-\x7e]{1,80}$/.test(key))).toBe(true);
});

test('words: the 64 bits of MsgId are all kept', () => {
  expect(inboundOf(hear(TEXT))).toEqual({
    type: 'text',
    from: 'ligong',
    text: '接单 1024 <b>',
    key: 'msg-18446744073709551615',
    at: NOW,
  });
});

test.each([
  ['somebody came', '<ChangeType>create_user</ChangeType><UserID>a</UserID>'],
  ['somebody moved', '<ChangeType>update_user</ChangeType><UserID>a</UserID>'],
  ['somebody left', '<ChangeType>delete_user</ChangeType><UserID>a</UserID>'],
  ['a department came', '<ChangeType>create_party</ChangeType><Id>2</Id>'],
])('the contacts changed: %s', (_, rest) => {
  const inbound = inboundOf(hear(EVENT('change_contact', rest), { agent: '' }));
  expect(inbound).toEqual({ type: 'directory', key: expect.stringMatching(/^contact-/), at: NOW });
});

test('two people who came in one second are two events', () => {
  const [one, two] = ['a', 'b'].map((id) => inboundOf(hear(EVENT('change_contact', `<UserID>${id}</UserID>`))).key);
  expect(one).not.toBe(two);
});

test.each([
  ['an event of no concern', EVENT('enter_agent', '<AgentID>1000002</AgentID>'), 'enter_agent'],
  ['an event of tomorrow', EVENT('动态_v9'), '??_v9'],
  ['a picture', TEXT.replace('[text]', '[image]'), 'image'],
  ['a press of a card without a name', PRESS.replace('[c1]', '[]'), 'template_card_event'],
  ['a press of a card of another shape', PRESS.replace('[c1]', '[水]'), 'template_card_event'],
  ['a press of nothing', PRESS.replace('[ticket.accept]', '[]'), 'template_card_event'],
])('%s is left alone', (_, inner, event) => {
  expect(inboundOf(hear(inner))).toEqual({ type: 'other', event, key: expect.any(String), at: NOW });
});

test.each<[string, string, Wrap]>([
  ['another corp inside', PRESS.replace('ww1234567890', 'ww0000000000'), {}],
  ['another corp outside', PRESS, { to: 'ww0000000000' }],
  ['another corp by the receive id', PRESS, { keys: { ...KEYS, receiver: 'ww0000000000' } }],
  ['another app inside', PRESS.replace('<AgentID>1000002', '<AgentID>1000003'), {}],
  ['another app outside', PRESS, { agent: '1000003' }],
  ['two answers to which app', `${PRESS}<AgentID>1000002</AgentID>`, {}],
  ['an hour and more ago', PRESS, { at: String(NOW / 1000 - 3_601) }],
  ['an hour and more ahead', PRESS, { at: String(NOW / 1000 + 3_601) }],
  ['no time that can be read', PRESS, { at: '-1790000000' }],
  ['signed with another token', PRESS, { keys: { ...KEYS, token: 'Token124' } }],
  ['no type', HEAD, {}],
  ['no time of its own', PRESS.replace(/<CreateTime>.*<\/CreateTime>/, ''), {}],
  ['two types', `${TEXT}<MsgType>event</MsgType>`, {}],
])('%s: refused', (_, inner, wrap) => {
  expect(hear(inner, wrap)).toEqual({ kind: 'refused' });
});

test.each<[string, string, Wrap]>([
  ['no app named outside', PRESS, { agent: '' }],
  ['app 0 outside', PRESS, { agent: '0' }],
  ['no app named inside', PRESS.replace(/<AgentID>.*<\/AgentID>/, ''), {}],
  ['almost an hour ago', PRESS, { at: String(NOW / 1000 - 3_599) }],
])('%s: heard all the same', (_, inner, wrap) => {
  expect(hear(inner, wrap).kind).toBe('inbound');
});

test.each([
  ['JSON', '{"msgtype":"text"}'],
  ['an entity', `<!DOCTYPE xml [<!ENTITY e "x">]><xml>${TEXT}</xml>`],
  ['a foreign encoding', `<?xml version="1.0" encoding="GB2312"?><xml>${TEXT}</xml>`],
  ['another root', `<message>${TEXT}</message>`],
  ['nothing', ''],
])('%s, rightly encrypted and signed: refused', (_, inner) => {
  expect(receive(ACCOUNT, post(inner), NOW)).toEqual({ kind: 'refused' });
});

test('a body of five megabytes is refused', () => {
  const request = { ...post(`<xml>${TEXT}</xml>`), body: Buffer.alloc(5 * 1024 * 1024, 60) };
  expect(receive(ACCOUNT, request, NOW)).toEqual({ kind: 'refused' });
});

test.each(['callbackToken', 'callbackKey'] as const)('without %s nothing is heard', (key) => {
  const secrets = { ...ACCOUNT.secrets, [key]: undefined };
  const account = { ...ACCOUNT, secrets } as Account;
  expect(receive(account, post(`<xml>${PRESS}</xml>`), NOW)).toEqual({ kind: 'refused' });
});

describe('the check of the address', () => {
  const ask = (echo: string, at = SECONDS): RawRequest => {
    const { signature, timestamp, nonce, encrypt } = close(KEYS, echo, at);
    const query = { msg_signature: signature, timestamp, nonce, echostr: encrypt };
    return { method: 'GET', query, body: Buffer.alloc(0) };
  };
  test('the text goes back bare', () => {
    expect(receive(ACCOUNT, ask('1616140317555161061'), NOW)).toEqual({
      kind: 'check',
      reply: { status: 200, type: 'text/plain; charset=utf-8', body: '1616140317555161061' },
    });
  });
  test.each([
    ['forged', (request: RawRequest) => ({ ...request, query: { ...request.query, nonce: '1' } })],
    ['without its text', ({ query: { echostr: _, ...query }, ...request }: RawRequest) => ({ ...request, query })],
    ['as another method', (request: RawRequest) => ({ ...request, method: 'PUT' })],
  ])('%s: refused', (_, change) => {
    expect(receive(ACCOUNT, change(ask('1')), NOW)).toEqual({ kind: 'refused' });
  });
  test('an old one: refused', () => {
    expect(receive(ACCOUNT, ask('1', '1409659589'), NOW)).toEqual({ kind: 'refused' });
  });
});

const CARD: Card = {
  kind: 'offered',
  heading: '新工单可抢',
  title: '#1024 ]]> <水管>',
  note: '已被李工接单',
  urgent: false,
  facts: [
    { label: '地点', value: '3 号楼' },
    { label: '优先级', value: '高' },
  ],
  buttons: [{ kind: 'open', text: '查看' }],
  status: '已被李工接单',
  path: '/go/a/1',
  stage: '处理中',
  handler: null,
  no: 1024,
  at: 0,
};

function answer(inner: string, back: Back): Xml | null {
  const received = hear(inner);
  if (received.kind !== 'inbound') throw new Error(received.kind);
  const reply = received.reply(back, 'https://paidan.example');
  expect(reply.status).toBe(200);
  if (reply.body === '') return null;
  const envelope = readXml(Buffer.from(reply.body));
  const part = (name: string) => (envelope === null ? '' : (textOf(envelope, name) ?? ''));
  expect(part('TimeStamp')).toBe(SECONDS);
  const plain = open(KEYS, {
    signature: part('MsgSignature'),
    timestamp: part('TimeStamp'),
    nonce: part('Nonce'),
    encrypt: part('Encrypt'),
  });
  expect(plain).not.toBeNull();
  return readXml(Buffer.from(plain ?? ''));
}
const inside = (xml: Xml | null, name: string): Xml | undefined => xml?.children.find((child) => child.name === name);
const outline = ({ name, text, children }: Xml): unknown =>
  children.length > 0 ? { [name]: children.map(outline) } : { [name]: text };

test('a press is answered with the presser’s new card, in the names of passive replies', () => {
  const xml = answer(PRESS, { card: CARD, cardId: 'c1' });
  expect(xml && ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'].map((name) => textOf(xml, name))).toEqual([
    'LiGong',
    KEYS.receiver,
    SECONDS,
    'update_template_card',
  ]);
  expect(inside(xml, 'TemplateCard')?.children.map(outline)).toEqual([
    { Source: [{ Desc: '新工单可抢' }, { DescColor: '0' }] },
    { MainTitle: [{ Title: '#1024 ]]> <水管>' }] },
    { QuoteArea: [{ Type: '0' }, { QuoteText: '已被李工接单' }] },
    { HorizontalContentList: [{ KeyName: '地点' }, { Value: '3 号楼' }] },
    { HorizontalContentList: [{ KeyName: '优先级' }, { Value: '高' }] },
    { CardAction: [{ Type: '1' }, { Url: 'https://paidan.example/go/a/1' }] },
    { CardType: 'button_interaction' },
    { ButtonList: [{ Type: '0' }, { Text: '已被李工接单' }, { Style: '1' }, { Key: 'over' }] },
    { ReplaceText: '已被李工接单' },
  ]);
});

test('words are answered with words, 2,048 bytes at most, that lead nowhere', () => {
  const xml = answer(TEXT, { text: `<a href="http://evil.example">x</a>${'水'.repeat(1_000)}` });
  const content = (xml && textOf(xml, 'Content')) ?? '';
  expect(xml && textOf(xml, 'MsgType')).toBe('text');
  expect(content).toMatch(/^＜a href=.*水…$/);
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_048);
  expect(Buffer.byteLength(content)).toBeGreaterThan(2_040);
});

test('where no card was pressed a card is put into words', () => {
  const xml = answer(TEXT, { card: CARD, cardId: null });
  expect(xml && textOf(xml, 'MsgType')).toBe('text');
  expect(xml && textOf(xml, 'Content')).toContain('https://paidan.example/go/a/1');
});

test.each<[string, Back]>([
  ['nothing to say', null],
  ['nothing but blanks', { text: ' \n' }],
])('%s: an empty answer', (_, back) => {
  expect(answer(PRESS, back)).toBeNull();
});

test('a press is understood and answered within milliseconds', () => {
  const request = post(`<xml>${PRESS}</xml>`);
  const times = Array.from({ length: 200 }, () => {
    const begun = performance.now();
    const received = receive(ACCOUNT, request, NOW);
    if (received.kind === 'inbound') received.reply({ card: CARD, cardId: 'c1' }, 'https://paidan.example');
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  expect(times[100]).toBeLessThan(20);
});

test('what is written for the platform is read by it', () => {
  expect(readXml(Buffer.from(writeXml([['xml', [['A', ']]>']]]])))?.children).toEqual([
    { name: 'A', text: ']]>', children: [] },
  ]);
});
