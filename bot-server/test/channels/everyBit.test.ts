// Every single bit of a real delivery turned round, the whole request of it: it is refused, or it means exactly what it meant.
import { encrypt, signatureOf } from '../../sandbox/envelope';
import { receive } from '../../src/adapters/channels/wecom/receive';
import type { Account, RawRequest } from '../../src/core/channels';
import { tenantOf } from '../../src/core/scope';

const NOW = 1_800_000_000_000;
const CORP = 'ww5a0d3cuihu00001';
const [TOKEN, KEY] = ['Vt9hNWQ2bTZcS4Rk7', 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR'];
const ACCOUNT: Account = {
  id: '0123456789abcdefghjk',
  tenantId: tenantOf('0123456789abcdefghjk'),
  credentials: '',
  kind: 'wecom',
  values: { corpId: CORP, agentId: '1000002' },
  secrets: { callbackToken: TOKEN, callbackKey: KEY },
};
const PLAIN =
  `<xml><ToUserName>${CORP}</ToUserName><FromUserName>tech1</FromUserName><CreateTime>${NOW / 1000}</CreateTime>` +
  '<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>ticket.accept</EventKey>' +
  '<TaskId>1m8cmqsr7z71xjqhf62r</TaskId><CardType>button_interaction</CardType><ResponseCode>rc1</ResponseCode>' +
  '<AgentID>1000002</AgentID></xml>';
const [SECONDS, NONCE] = [String(NOW / 1000), '1597212914'];
const SEALED = encrypt(KEY, PLAIN, CORP);
const REQUEST: RawRequest = {
  method: 'POST',
  query: { msg_signature: signatureOf(TOKEN, SECONDS, NONCE, SEALED), timestamp: SECONDS, nonce: NONCE },
  body: Buffer.from(
    `<xml><ToUserName><![CDATA[${CORP}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>` +
      `<Encrypt><![CDATA[${SEALED}]]></Encrypt></xml>`,
  ),
};

const heard = (request: RawRequest) => {
  const received = receive(ACCOUNT, request, NOW);
  return received.kind === 'inbound' ? received.inbound : received.kind;
};
const MEANT = heard(REQUEST);

function turned(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
const bitsOf = ({ length }: Buffer) => Array.from({ length: length * 8 }, (_, bit) => bit);

test('as it stands it is a press', () => {
  expect(MEANT).toMatchObject({ type: 'press', from: 'tech1', action: 'ticket.accept', code: 'rc1' });
});

test('the sealed text: refused, each bit', () => {
  const start = REQUEST.body.indexOf(SEALED);
  const accepted = bitsOf(Buffer.from(SEALED)).filter(
    (bit) => heard({ ...REQUEST, body: turned(REQUEST.body, start * 8 + bit) }) !== 'refused',
  );
  expect(accepted).toEqual([]);
});

test('the sealed bytes, sent on as an honest courier would spell them: refused, each bit', () => {
  const bytes = Buffer.from(SEALED, 'base64');
  const accepted = bitsOf(bytes).filter((bit) => {
    const body = REQUEST.body.toString().replace(SEALED, turned(bytes, bit).toString('base64'));
    return heard({ ...REQUEST, body: Buffer.from(body) }) !== 'refused';
  });
  expect(accepted).toEqual([]);
});

test.each(['msg_signature', 'timestamp', 'nonce'])('%s: refused, each bit', (name) => {
  const value = Buffer.from(REQUEST.query[name] ?? '');
  const accepted = bitsOf(value).filter(
    (bit) =>
      heard({ ...REQUEST, query: { ...REQUEST.query, [name]: turned(value, bit).toString('latin1') } }) !== 'refused',
  );
  expect(accepted).toEqual([]);
});

test('the wrapping, which nothing vouches for: refused, or it means what it meant', () => {
  for (const bit of bitsOf(REQUEST.body)) {
    const inbound = heard({ ...REQUEST, body: turned(REQUEST.body, bit) });
    if (inbound !== 'refused') expect(inbound).toEqual(MEANT);
  }
});

test('cut off anywhere: refused', () => {
  for (let length = 0; length < REQUEST.body.length; length++) {
    expect([length, heard({ ...REQUEST, body: REQUEST.body.subarray(0, length) })]).toEqual([length, 'refused']);
  }
});
