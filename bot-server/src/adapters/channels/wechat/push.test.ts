// Pushes in safe mode: those that the platform has published open, and nothing that was forged, changed or meant for another does.
import { createHash } from 'node:crypto';
import type { Account, Inbound, RawRequest } from '../../../core/channels';
import { tenantOf } from '../../../core/scope';
import { close } from '../wecom/crypto';
import { receivePush } from './push';

/** From the platform's own page on message push. */
const TOKEN = 'AAAAA';
const AES_KEY = 'A'.repeat(43);
const APP = 'wxba5fad812f8e6fb9';
const PUBLISHED = {
  timestamp: '1714112445',
  nonce: '415670741',
  signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
  encrypt:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8X' +
    'GT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjd' +
    'f8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
};
const US = 'gh_97417a04a28d';
const OPENID = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

const account: Account = {
  id: '0123456789abcdefghjk',
  tenantId: tenantOf('0123456789abcdefghjk'),
  credentials: '',
  kind: 'wechat',
  values: { appId: APP },
  secrets: { appSecret: 'not used here', pushToken: TOKEN, pushKey: AES_KEY },
};

type Wire = { readonly query: Record<string, string>; readonly body: Buffer };
const jsonEnvelope = (encrypt: string, to = US) => Buffer.from(JSON.stringify({ ToUserName: to, Encrypt: encrypt }));
const xmlEnvelope = (encrypt: string, to = US) =>
  Buffer.from(`<xml><ToUserName><![CDATA[${to}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`);

const published: Wire = {
  query: {
    signature: 'whatever',
    timestamp: PUBLISHED.timestamp,
    nonce: PUBLISHED.nonce,
    openid: OPENID,
    encrypt_type: 'aes',
    msg_signature: PUBLISHED.signature,
  },
  body: jsonEnvelope(PUBLISHED.encrypt),
};

function sealed(
  message: string,
  { receiver = APP, envelope = jsonEnvelope, token = TOKEN, aesKey = AES_KEY } = {},
): Wire {
  const { signature, timestamp, nonce, encrypt } = close({ token, aesKey, receiver }, message, '1714112445');
  return { query: { timestamp, nonce, encrypt_type: 'aes', msg_signature: signature }, body: envelope(encrypt) };
}
const pushed = (event: object): string =>
  JSON.stringify({ ToUserName: US, FromUserName: OPENID, CreateTime: 1714112445, MsgType: 'event', ...event });
const post = ({ query, body }: Wire) => receivePush(account, { method: 'POST', query, body });

function heard(wire: Wire): Inbound {
  const received = post(wire);
  if (received.kind !== 'inbound') throw new Error(received.kind);
  expect(received.reply(null, 'https://paidan.test')).toMatchObject({ status: 200, body: 'success' });
  return received.inbound;
}

describe('the address check', () => {
  const query = {
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
    timestamp: '1714036504',
    nonce: '1514711492',
    echostr: '4375120948345356249',
  };
  const ask = (changed: Record<string, string>): ReturnType<typeof receivePush> =>
    receivePush(account, { method: 'GET', query: { ...query, ...changed }, body: Buffer.alloc(0) });

  test('the echo goes back as it came', () =>
    expect(ask({})).toMatchObject({ kind: 'check', reply: { status: 200, body: '4375120948345356249' } }));
  test.each([
    { signature: 'f464b24fc39322e44b38aa78f5edd27bd1441697' },
    { signature: 'F464B24FC39322E44B38AA78F5EDD27BD1441696' },
    { signature: '' },
    { timestamp: '1714036505' },
    { nonce: '1' },
    { echostr: '' },
    { echostr: '<script>alert(1)</script>\n' },
    { echostr: 'x'.repeat(513) },
  ])('not for %j', (changed) => expect(ask(changed as Record<string, string>)).toEqual({ kind: 'refused' }));
  test('not without keys of one’s own', () =>
    expect(receivePush({ ...account, secrets: {} }, { method: 'GET', query, body: Buffer.alloc(0) }).kind).toBe(
      'refused',
    ));
});

test('the published message opens', () =>
  expect(heard(published)).toMatchObject({ type: 'other', event: 'debug_demo', at: 1_714_112_445_000 }));

describe('one answer for all forgeries', () => {
  const refused = (wire: Wire) => expect(post(wire)).toEqual({ kind: 'refused' });

  test('no bit of the published message can be another', () => {
    for (let bit = 0; bit < published.body.length * 8; bit++) {
      const body = Buffer.from(published.body);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      refused({ ...published, body });
    }
  });
  test.each(['msg_signature', 'timestamp', 'nonce'])('no bit of %s', (name) => {
    const value = Buffer.from(published.query[name] ?? '');
    for (let bit = 0; bit < value.length * 8; bit++) {
      const changed = Buffer.from(value);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      refused({ ...published, query: { ...published.query, [name]: changed.toString('latin1') } });
    }
  });
  test('cut off anywhere', () => {
    for (let length = 0; length < published.body.length; length++) {
      refused({ ...published, body: published.body.subarray(0, length) });
    }
  });
  test('a body in clear, though its query is signed', () => {
    const [timestamp, nonce] = ['1714037059', '486452656'];
    const signature = createHash('sha1').update([TOKEN, timestamp, nonce].sort().join('')).digest('hex');
    expect(signature).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
    refused({ query: { signature, timestamp, nonce }, body: Buffer.from(pushed({ Event: 'debug_demo' })) });
    // The plain signature does not stand for the one over the body.
    const { query, body } = sealed(pushed({ Event: 'debug_demo' }));
    refused({ query: { ...query, signature, timestamp, nonce, msg_signature: signature }, body });
  });
  test('for another app, with another token, with another key', () => {
    const message = pushed({ Event: 'debug_demo' });
    expect(post(sealed(message)).kind).toBe('inbound');
    refused(sealed(message, { receiver: 'wx0000000000000000' }));
    refused(sealed(message, { receiver: '' }));
    refused(sealed(message, { token: 'BBBBB' }));
    refused(sealed(message, { aesKey: `B${'A'.repeat(42)}` }));
  });
  test.each([
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml><ToUserName>&a;</ToUserName></xml>',
    `<xml><ToUserName>${US}</ToUserName>`,
    'not anything',
    '',
    '[]',
    '{"ToUserName":"gh_97417a04a28d"}',
    '<xml>{"ToUserName":"gh_97417a04a28d"}</xml>',
    pushed({ CreateTime: 'yesterday' }),
    pushed({ ToUserName: 'gh_another' }),
  ])('signed, but no message: %s', (message) => refused(sealed(message)));
  test('envelopes that are none', () => {
    const { query } = published;
    for (const body of [
      '',
      '{}',
      '[]',
      'null',
      '{"Encrypt":1}',
      '<xml/>',
      '<xml><Encrypt/></xml>',
      'x'.repeat(300_000),
    ]) {
      refused({ query, body: Buffer.from(body) });
    }
    refused({ query: {}, body: published.body });
  });
});

describe('what is heard', () => {
  const from = { from: OPENID, at: 1_714_112_445_000 };

  test('words, as JSON and as XML', () => {
    const message = { MsgType: 'text', Content: '水管还在漏', MsgId: '23637352235060880' };
    expect(heard(sealed(pushed(message)))).toMatchObject({ ...from, type: 'text', text: '水管还在漏' });
    const xml = `<xml><ToUserName><![CDATA[${US}]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName>
      <CreateTime>1714112445</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[<b>&amp; 水管还在漏]]></Content>
      <MsgId>23637352235060880</MsgId></xml>`;
    const written = heard(sealed(xml, { envelope: xmlEnvelope }));
    expect(written).toMatchObject({ ...from, type: 'text', text: '<b>&amp; 水管还在漏' });
    expect(written.key).toBe(heard(sealed(pushed(message))).key);
  });

  test('consents of the box that asked: what was refused takes nothing back', () => {
    const List = [
      { TemplateId: 'one', SubscribeStatusString: 'accept', PopupScene: '0' },
      { TemplateId: 'two', SubscribeStatusString: 'reject', PopupScene: '0' },
    ];
    const told = { ...from, type: 'consent', accepted: ['one'], withdrawn: [] };
    expect(heard(sealed(pushed({ Event: 'subscribe_msg_popup_event', List })))).toMatchObject(told);
    expect(heard(sealed(pushed({ Event: 'subscribe_msg_popup_event', List: List[0] })))).toMatchObject(told);
    const item = (id: string, status: string) =>
      `<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString><![CDATA[${status}]]></SubscribeStatusString></List>`;
    const xml = `<xml><ToUserName><![CDATA[${US}]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName>
      <CreateTime>1714112445</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event>
      <SubscribeMsgPopupEvent>${item('one', 'accept')}${item('two', 'reject')}</SubscribeMsgPopupEvent></xml>`;
    expect(heard(sealed(xml, { envelope: xmlEnvelope }))).toMatchObject(told);
  });

  test('consents that are taken back in the settings', () => {
    const List = [{ TemplateId: 'one', SubscribeStatusString: 'reject' }];
    expect(heard(sealed(pushed({ Event: 'subscribe_msg_change_event', List })))).toMatchObject({
      type: 'consent',
      accepted: [],
      withdrawn: ['one'],
    });
  });

  test.each([
    [
      { result: { suggest: 'risky', label: 20002 }, errcode: 0 },
      { suggest: 'risky', label: 20002 },
    ],
    [{ result: { suggest: 'pass', label: 100 } }, { suggest: 'pass', label: 100 }],
    [{ result: { suggest: 'review', label: 21000 } }, { suggest: 'review', label: 21000 }],
    [{ errcode: -1008 }, { suggest: 'unknown', label: null }],
    [{ result: { suggest: 'fine', label: 'x' } }, { suggest: 'unknown', label: null }],
  ])('a verdict on a picture: %j', (told, verdict) =>
    expect(
      heard(sealed(pushed({ Event: 'wxa_media_check', trace_id: '6075-trace', version: 2, ...told }))),
    ).toMatchObject({
      type: 'verdict',
      traceId: '6075-trace',
      ...verdict,
    }),
  );

  test('whatever else there is', () => {
    for (const event of [
      { Event: 'wxa_media_check' },
      { Event: 'unheard_of' },
      { MsgType: 'image', PicUrl: 'https://example.com/x' },
      { Event: 'user_enter_tempsession', FromUserName: '有 空格' },
    ]) {
      expect(heard(sealed(pushed(event))).type).toBe('other');
    }
  });

  test('the same event has the same key, however it was encrypted; another one has another', () => {
    const event = {
      Event: 'subscribe_msg_popup_event',
      List: [{ TemplateId: 'one', SubscribeStatusString: 'accept' }],
    };
    const key = (more: object) => heard(sealed(pushed({ ...event, ...more }))).key;
    expect(key({})).toBe(key({}));
    expect(key({}).length).toBeLessThanOrEqual(80);
    expect(key({ List: [{ TemplateId: 'two', SubscribeStatusString: 'accept' }] })).not.toBe(key({}));
    expect(key({ CreateTime: 1714112446 })).not.toBe(key({}));
    expect(key({ FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGZ' })).not.toBe(key({}));
  });

  const _request: RawRequest = { method: 'POST', ...published };
  test('other methods bring nothing', () =>
    expect(receivePush(account, { ..._request, method: 'PUT', body: Buffer.alloc(0) }).kind).toBe('refused'));
});
