// WeCom's check of a callback address: an encrypted text is to come back in clear, bare, within a second. Source: 90930.
import type { Address } from '../address';
import type { Box } from '../box';
import { type Check, checkOnce } from '../checking';
import { SECOND, seconds } from '../clock';
import { encrypt, signatureOf } from '../envelope';
import { randomDigits } from '../ids';
import { ask, withQuery } from '../outward';

export const checkAddress = (box: Box, corpId: string, address: Address): Promise<void> =>
  checkOnce(address, checkOf(box, corpId));

export const checkOf =
  (box: Box, corpId: string): Check =>
  async (address) => {
    const text = randomDigits(19);
    const [timestamp, nonce] = [String(seconds(box.clock.now())), randomDigits(10)];
    const echostr = encrypt(address.aesKey, text, corpId);
    const signature = signatureOf(address.token, timestamp, nonce, echostr);
    const url = withQuery(address.url, { msg_signature: signature, timestamp, nonce, echostr });
    const heard = await ask({ method: 'GET', url, timeout: SECOND });
    box.log.add({
      way: 'out',
      who: corpId,
      api: 'callback check',
      status: heard.status,
      ms: heard.ms,
      plain: { request: `echostr = ${text}`, response: heard.body },
      wire: { request: `GET ${url}`, response: heard.error ?? heard.body },
    });
    if (heard.error !== null) return heard.error;
    if (heard.status !== 200) return `http ${heard.status}`;
    return heard.body === text ? null : 'the answer is not the decrypted echostr';
  };
