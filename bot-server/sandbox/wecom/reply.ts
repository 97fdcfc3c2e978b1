// The answer to a callback: empty, or an encrypted passive reply that is signed and addressed rightly. Source: 90238, 90241.
import type { Address } from '../address';
import { decrypt, sameText, signatureOf } from '../envelope';
import { type Refusal, refuse } from '../refusal';
import { type Element, parseXml, textOf } from '../xml';

/** `xml` null with no refusal: an empty answer. */
export type Opened = { readonly xml: Element | null; readonly plain: string; readonly refusal: Refusal | null };

const refused = (errcode: number, errmsg: string, plain = ''): Opened => ({
  xml: null,
  plain,
  refusal: refuse(errcode, errmsg),
});
const ENVELOPE = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'];

export function openReply(
  body: string,
  address: Address,
  to: { readonly corpId: string; readonly userid: string },
): Opened {
  if (body === '') return { xml: null, plain: '', refusal: null };
  const outer = parseXml(body);
  if (outer?.name !== 'xml') return refused(-40002, 'the answer is neither empty nor XML');
  const [sealed = '', signature = '', timestamp = '', nonce = ''] = ENVELOPE.map((name) => textOf(outer, name));
  if (sealed === '' || outer.children.some(({ name }) => !ENVELOPE.includes(name))) {
    return refused(-40002, 'the answer is not Encrypt, MsgSignature, TimeStamp, Nonce');
  }
  if (!/^\d{10}$/.test(timestamp) || nonce === '') return refused(-40002, 'TimeStamp and Nonce');
  if (!sameText(signature, signatureOf(address.token, timestamp, nonce, sealed))) {
    return refused(-40001, 'the answer’s signature is wrong');
  }
  const opened = decrypt(address.aesKey, sealed);
  if (opened === null) return refused(-40007, 'the answer cannot be decrypted');
  if (opened.receiveId !== to.corpId) return refused(-40005, 'the answer’s receive id is wrong');
  const xml = parseXml(opened.message);
  if (xml?.name !== 'xml') return refused(-40002, 'the decrypted answer is no XML', opened.message);
  const person = (textOf(xml, 'ToUserName') ?? '').toLowerCase();
  if (person !== to.userid.toLowerCase()) return refused(40035, 'ToUserName must be the person', opened.message);
  if (textOf(xml, 'FromUserName') !== to.corpId) return refused(40035, 'FromUserName must be the corp', opened.message);
  if (!/^\d{10}$/.test(textOf(xml, 'CreateTime') ?? '')) return refused(40035, 'CreateTime', opened.message);
  return { xml, plain: opened.message, refusal: null };
}
