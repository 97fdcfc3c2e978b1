// The platforms' encrypted envelope, written anew from its description, so that the product's own is not checked against itself.
// Source: WeCom 90968, WeChat "message push": AES-256-CBC, padded to 32 bytes; 16 random bytes, length, message, receive id.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BLOCK = 32;
const RANDOM = 16;
const HEAD = RANDOM + 4;

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
/** Over the message: token, time, nonce and the encrypted text, sorted. */
export const signatureOf = (token: string, timestamp: string, nonce: string, encrypt: string): string =>
  sha1([token, timestamp, nonce, encrypt].sort().join(''));
/** Over the address only, as WeChat's check and plain mode do. */
export const plainSignatureOf = (token: string, timestamp: string, nonce: string): string =>
  sha1([token, timestamp, nonce].sort().join(''));

export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');

export function encrypt(aesKey: string, message: string, receiveId: string, random = randomBytes(RANDOM)): string {
  const key = keyOf(aesKey);
  const body = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, length, body, Buffer.from(receiveId)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}

export type Opened = { readonly message: string; readonly receiveId: string };

/** Null where the text is no envelope under this key. */
export function decrypt(aesKey: string, encrypted: string): Opened | null {
  const key = keyOf(aesKey);
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || padded.subarray(-pad).some((byte) => byte !== pad)) return null;
  const plain = padded.subarray(0, -pad);
  if (plain.length < HEAD) return null;
  const end = HEAD + plain.readUInt32BE(RANDOM);
  if (end > plain.length) return null;
  return { message: plain.subarray(HEAD, end).toString(), receiveId: plain.subarray(end).toString() };
}
