// What WeChat posts to us, in safe mode, as JSON or XML. Whatever is not signed over its encrypted part, and encrypted for this
// very appId, gets the one answer that all forgeries get. The query's plain `signature` covers no body: it only proves an address.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Account, RawReply, RawRequest, Received } from '../../../core/channels';
import { open } from '../wecom/crypto';
import { inboundOf } from './inbound';
import { readTree, type Tree, textIn } from './tree';

const REFUSED: Received = { kind: 'refused' };
const plain = (body: string): RawReply => ({ status: 200, type: 'text/plain; charset=utf-8', body });

export function receivePush({ values, secrets }: Account, request: RawRequest): Received {
  const { appId } = values;
  const { pushToken: token, pushKey: aesKey } = secrets;
  if (appId === undefined || token === undefined || aesKey === undefined) return REFUSED;
  if (request.method === 'GET') return checkAddress(token, request.query);
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query;
  const envelope = readTree(request.body);
  const encrypt = envelope === null ? undefined : textIn(envelope, 'Encrypt');
  if (envelope === null || encrypt === undefined) return REFUSED;
  const message = open({ token, aesKey, receiver: appId }, { signature, timestamp, nonce, encrypt });
  const tree = message === null ? null : readTree(Buffer.from(message));
  if (tree === null || !sameReceiver(envelope, tree)) return REFUSED;
  const inbound = inboundOf(tree);
  // Nothing can be said in the same answer: a mini-program's conversation knows no passive reply.
  return inbound === null ? REFUSED : { kind: 'inbound', inbound, reply: () => plain('success') };
}

/** The echo goes back as it came, once it is sure that the platform asks. */
function checkAddress(token: string, query: RawRequest['query']): Received {
  const { signature = '', timestamp = '', nonce = '', echostr = '' } = query;
  const right = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  const [given, wanted] = [Buffer.from(signature), Buffer.from(right)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return REFUSED;
  return ECHO.test(echostr) ? { kind: 'check', reply: plain(echostr) } : REFUSED;
}

const ECHO = /^[\x21-\x7e]{1,512}$/;

/** The name on the envelope is not signed; it must be that of the letter. */
const sameReceiver = (envelope: Tree, message: Tree): boolean => {
  const name = textIn(envelope, 'ToUserName');
  return name !== undefined && name === textIn(message, 'ToUserName');
};
