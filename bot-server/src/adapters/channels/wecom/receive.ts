// What a callback says, from the raw request. Whatever is forged, damaged, foreign or too old is `refused`, without a word why.
// Source: 90930, 90238.
import type { Account, RawRequest, Received } from '../../../core/channels';
import { type Keys, open, type Signed } from './crypto';
import { inboundOf, isOurAgent } from './inbound';
import { passiveReply } from './passive';
import { readXml, textOf } from './xml';

/**
 * How far the envelope's time may be from ours. The platform re-sends the same body within seconds, and clocks of servers differ
 * by minutes; what was recorded is good for an hour at most, and until then its key tells that it was seen.
 */
const OLDEST = 60 * 60 * 1000;

const REFUSED: Received = { kind: 'refused' };

/** Never throws. */
export function receive(account: Account, request: RawRequest, now: number): Received {
  const keys = keysOf(account);
  if (keys === null) return REFUSED;
  try {
    if (request.method === 'GET') return check(keys, request, now);
    return request.method === 'POST' ? delivery(account, keys, request, now) : REFUSED;
  } catch {
    return REFUSED;
  }
}

function keysOf({ values: { corpId }, secrets: { callbackToken, callbackKey } }: Account): Keys | null {
  if (corpId === undefined || callbackToken === undefined || callbackKey === undefined) return null;
  return { token: callbackToken, aesKey: callbackKey, receiver: corpId };
}

/** The platform wants the decrypted text back as it is: no quotes, no newline. */
function check(keys: Keys, { query }: RawRequest, now: number): Received {
  const text = opened(keys, query, query.echostr, now);
  if (text === null) return REFUSED;
  return { kind: 'check', reply: { status: 200, type: 'text/plain; charset=utf-8', body: text } };
}

function delivery(account: Account, keys: Keys, { query, body }: RawRequest, now: number): Received {
  const envelope = readXml(body);
  if (envelope === null || envelope.name !== 'xml') return REFUSED;
  if (textOf(envelope, 'ToUserName') !== keys.receiver || !isOurAgent(envelope, account.values.agentId)) return REFUSED;
  const text = opened(keys, query, textOf(envelope, 'Encrypt'), now);
  const xml = text === null ? null : readXml(Buffer.from(text));
  const inbound = xml === null ? null : inboundOf(xml, account.values);
  if (xml === null || inbound === null) return REFUSED;
  const to = textOf(xml, 'FromUserName') ?? '';
  const pressed = inbound.type === 'press';
  return {
    kind: 'inbound',
    inbound,
    reply: (back, baseUrl) => passiveReply({ keys, to, pressed, now }, back, baseUrl),
  };
}

function opened(keys: Keys, query: RawRequest['query'], encrypt: string | undefined, now: number): string | null {
  const { msg_signature: signature, timestamp, nonce } = query;
  if (signature === undefined || timestamp === undefined || nonce === undefined || encrypt === undefined) return null;
  if (!/^[0-9]{9,11}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > OLDEST) return null;
  return open(keys, { signature, timestamp, nonce, encrypt } satisfies Signed);
}
