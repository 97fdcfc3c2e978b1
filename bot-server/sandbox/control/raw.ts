// Anything at all to the product's addresses, rightly sealed or spoilt: for hostile tests. Nothing is repeated.
import type { Address } from '../address';
import type { Box } from '../box';
import { SECOND, seconds } from '../clock';
import { decrypt, encrypt, plainSignatureOf, signatureOf } from '../envelope';
import { parseObject } from '../http';
import { randomDigits } from '../ids';
import { ask, withQuery } from '../outward';
import { redirected, type Wire } from '../redeliver';
import { parseXml, textOf, xmlOf } from '../xml';
import { findCorp, findMini, isWrong, type Wrong, wrong } from './find';
import type { RawInput, Tamper } from './inputs';

const PATIENCE = 5 * SECOND;

export type RawResult = {
  readonly status: number;
  readonly body: string;
  readonly error: string | null;
  /** The answer decrypted, where it can be. */
  readonly plain: string | null;
  readonly wire: Wire;
};
type Target = {
  readonly address: Address;
  readonly receiveId: string;
  readonly agentId: number | null;
  readonly name: string;
};

export async function raw(box: Box, input: RawInput): Promise<RawResult | { wire: Wire } | Wrong> {
  const target = targetOf(box, input);
  if (isWrong(target)) return target;
  const wire = redirected(spoiltWire(box, target, input), input.url);
  if (input.dry) return { wire };
  const heard = await ask({ method: 'POST', ...wire, timeout: PATIENCE });
  const plain = openedAnswer(heard.body, input.tamper.aesKey ?? target.address.aesKey);
  box.log.add({
    way: 'out',
    who: target.name,
    api: 'raw',
    status: heard.status,
    ms: heard.ms,
    plain: { request: input.plain, response: heard.error ?? plain ?? heard.body },
    wire: { request: `POST ${wire.url}\n\n${wire.body}`, response: heard.error ?? heard.body },
  });
  return { status: heard.status, body: heard.body, error: heard.error, plain, wire };
}

function targetOf(box: Box, { corpId, agentId, appid }: RawInput): Target | Wrong {
  if (appid !== undefined) {
    const mini = findMini(box, appid);
    if (isWrong(mini)) return mini;
    if (mini.push === null) return wrong(`${appid} has no address`, 409);
    return { address: mini.push, receiveId: appid, agentId: null, name: mini.name };
  }
  const corp = findCorp(box, corpId ?? '');
  if (isWrong(corp)) return corp;
  const app = corp.apps.get(agentId ?? Number.NaN);
  if (app?.callback == null) return wrong(`no application ${agentId} with an address`, 409);
  return { address: app.callback, receiveId: corp.corpId, agentId: app.agentId, name: app.name };
}

function spoiltWire(box: Box, target: Target, { plain, tamper, appid }: RawInput): Wire {
  const { address } = target;
  const right = encrypt(tamper.aesKey ?? address.aesKey, plain, tamper.receiveId ?? target.receiveId);
  const sealed = spoilt(right, tamper);
  const timestamp = tamper.timestamp ?? String(seconds(box.clock.now()));
  const nonce = tamper.nonce ?? randomDigits(10);
  const token = tamper.token ?? address.token;
  const honest = signatureOf(token, timestamp, nonce, tamper.resign === true ? sealed : right);
  const signature = tamper.signature === undefined ? honest : tamper.signature;
  const signed = signature === null ? {} : { msg_signature: signature };
  const more = appid === undefined ? {} : { signature: plainSignatureOf(token, timestamp, nonce), encrypt_type: 'aes' };
  const envelope =
    appid === undefined
      ? xmlOf([
          [
            'xml',
            [
              ['ToUserName', target.receiveId],
              ['AgentID', String(target.agentId)],
              ['Encrypt', sealed],
            ],
          ],
        ])
      : JSON.stringify({ ToUserName: target.receiveId, Encrypt: sealed });
  return {
    url: withQuery(address.url, { ...more, ...signed, timestamp, nonce }),
    body: filled(tamper.body ?? envelope, tamper.bytes ?? 0),
    type: appid === undefined ? 'text/xml' : 'application/json',
  };
}

function spoilt(sealed: string, { flipBit, truncate }: Tamper): string {
  if (flipBit === undefined && truncate === undefined) return sealed;
  const bytes = Buffer.from(sealed, 'base64').subarray(0, truncate);
  const at = flipBit === undefined ? -1 : flipBit >> 3;
  if (flipBit !== undefined && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << (flipBit & 7));
  return bytes.toString('base64');
}

const filled = (body: string, size: number): string =>
  body.length < size ? body + ' '.repeat(size - body.length) : body;

function openedAnswer(body: string, aesKey: string): string | null {
  const xml = parseXml(body);
  const sealed = xml === null ? parseObject(body)?.Encrypt : textOf(xml, 'Encrypt');
  return typeof sealed === 'string' ? (decrypt(aesKey, sealed)?.message ?? null) : null;
}
