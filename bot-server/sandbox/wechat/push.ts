// Message push in safe mode: JSON, encrypted for the mini-program's own app id. Source: WeChat §6.
import type { Address } from '../address';
import type { Delivery } from '../api';
import type { Box } from '../box';
import { type Check, checkOnce } from '../checking';
import { SECOND, seconds } from '../clock';
import { decrypt, encrypt, plainSignatureOf, sameText, sha1, signatureOf } from '../envelope';
import { parseObject } from '../http';
import { randomDigits } from '../ids';
import { ask, type Heard, withQuery } from '../outward';
import { redeliver, type Wire } from '../redeliver';
import { type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import type { Mini } from './mini';

/** The name of a mini-program in its own messages. */
const originalOf = (mini: Mini): string => `gh_${sha1(mini.appid).slice(0, 12)}`;

/** The text comes back as it was, not decrypted. */
export const checkOf =
  (box: Box, mini: Mini): Check =>
  async (address) => {
    const [timestamp, nonce, echostr] = [String(seconds(box.clock.now())), randomDigits(10), randomDigits(19)];
    const signature = plainSignatureOf(address.token, timestamp, nonce);
    const url = withQuery(address.url, { signature, timestamp, nonce, echostr });
    const heard = await ask({ method: 'GET', url, timeout: SECOND });
    logged(box, mini, 'push check', heard, `echostr = ${echostr}`, heard.body, `GET ${url}`);
    if (heard.error !== null) return heard.error;
    if (heard.status !== 200) return `http ${heard.status}`;
    return heard.body === echostr ? null : 'the answer is not the echostr';
  };

export const checkPush = (box: Box, mini: Mini, address: Address): Promise<void> =>
  checkOnce(address, checkOf(box, mini));

export function pushWire(box: Box, mini: Mini, address: Address, plain: string, openid: string): Wire {
  const [timestamp, nonce] = [String(seconds(box.clock.now())), randomDigits(10)];
  const sealed = encrypt(address.aesKey, plain, mini.appid);
  const url = withQuery(address.url, {
    // Covers the address only: it is there to be mistrusted.
    signature: plainSignatureOf(address.token, timestamp, nonce),
    timestamp,
    nonce,
    openid,
    encrypt_type: 'aes',
    msg_signature: signatureOf(address.token, timestamp, nonce, sealed),
  });
  return { url, body: JSON.stringify({ ToUserName: originalOf(mini), Encrypt: sealed }), type: 'application/json' };
}

/** Names and time are filled in where the event has none. */
export function pushEvent(box: Box, mini: Mini, event: Shape): Promise<Delivery> {
  const openid = typeof event.FromUserName === 'string' ? event.FromUserName : '';
  const person = mini.people.get(openid);
  if (person !== undefined && event.Event !== 'wxa_media_check') person.activeAt = box.clock.now();
  const whole = { ToUserName: originalOf(mini), FromUserName: openid, CreateTime: seconds(box.clock.now()), ...event };
  return pushPlain(box, mini, JSON.stringify(whole), openid, String(event.Event ?? event.MsgType ?? 'push'));
}

async function pushPlain(box: Box, mini: Mini, plain: string, openid: string, name: string): Promise<Delivery> {
  const address = mini.push;
  if (address === null) return { outcome: 'unanswered', status: 0, deliveries: 0 };
  return deliverPush(box, mini, address, { plain, wire: pushWire(box, mini, address, plain, openid), name });
}

export type Pushing = { readonly plain: string; readonly wire: Wire; readonly name: string };

export async function deliverPush(
  box: Box,
  mini: Mini,
  address: Address,
  { plain, wire, name }: Pushing,
): Promise<Delivery> {
  const heard = await redeliver(wire, (attempt) =>
    logged(box, mini, name, attempt, plain, attempt.body, `POST ${wire.url}\n\n${wire.body}`),
  );
  const { status, deliveries } = heard;
  if (status !== 200) return { outcome: 'unanswered', status, deliveries };
  const reply = openReply(heard.body, address, mini.appid);
  if (isRefused(reply)) return { outcome: 'refused', status, deliveries, error: reply };
  return { outcome: 'answered', status, deliveries, ...(reply === null ? {} : { reply }) };
}

const isRefused = (reply: Shape | Refusal | null): reply is Refusal => reply !== null && 'errcode' in reply;

/** `success`, nothing, or an envelope that is signed and addressed rightly. */
function openReply(body: string, address: Address, appid: string): Shape | Refusal | null {
  if (body === '' || body === 'success') return null;
  const outer = parseObject(body);
  const { Encrypt: sealed, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce } = outer ?? {};
  if (typeof sealed !== 'string' || typeof signature !== 'string' || typeof timestamp !== 'number') {
    return refuse(-40002, 'the answer is neither success, nor empty, nor an envelope');
  }
  if (!sameText(signature, signatureOf(address.token, String(timestamp), String(nonce), sealed))) {
    return refuse(-40001, 'the answer’s signature is wrong');
  }
  const opened = decrypt(address.aesKey, sealed);
  if (opened === null) return refuse(-40007, 'the answer cannot be decrypted');
  if (opened.receiveId !== appid) return refuse(-40005, 'the answer’s receive id is wrong');
  return parseObject(opened.message) ?? refuse(-40002, 'the decrypted answer is no JSON');
}

function logged(box: Box, mini: Mini, api: string, heard: Heard, plain: string, answer: string, request: string): void {
  box.log.add({
    way: 'out',
    who: mini.name,
    api,
    status: heard.status,
    ms: heard.ms,
    plain: { request: plain, response: heard.error ?? answer },
    wire: { request, response: heard.error ?? heard.body },
  });
}
