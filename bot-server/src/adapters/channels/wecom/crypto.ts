// WeCom's envelope: is it signed by whoever knows the token, and for this receiver? Source: WeCom 90968. SHA-1 and AES-CBC are
// the platform's choice; they are used here and nowhere else.
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { getSignature } from '@wecom/crypto';

export type Keys = {
  readonly token: string;
  /** EncodingAESKey: 43 characters. */
  readonly aesKey: string;
  /** For whom the platform encrypts: the corpId of a self-built app. */
  readonly receiver: string;
};
export type Signed = {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
};

const BLOCK = 32;
const RANDOM = 16;
const HEAD = RANDOM + 4;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The message, or null: the signature first, so that nothing forged is ever decrypted; then the receiver. */
export function open({ token, aesKey, receiver }: Keys, signed: Signed): string | null {
  if (!isSigned(token, signed)) return null;
  const plain = decrypt(aesKey, signed.encrypt);
  if (plain === null || plain.length < HEAD) return null;
  const end = HEAD + plain.readUInt32BE(RANDOM);
  if (end > plain.length || !plain.subarray(end).equals(Buffer.from(receiver))) return null;
  try {
    return UTF8.decode(plain.subarray(HEAD, end));
  } catch {
    return null;
  }
}

/** Encrypted and signed, for the way back. `random` and `nonce` are given by tests only. */
export function close(
  { token, aesKey, receiver }: Keys,
  message: string,
  timestamp: string,
  nonce: string = randomBytes(8).toString('hex'),
  random: Buffer = randomBytes(RANDOM),
): Signed {
  const body = Buffer.from(message);
  const head = Buffer.alloc(HEAD);
  random.copy(head, 0, 0, RANDOM);
  head.writeUInt32BE(body.length, RANDOM);
  const plain = Buffer.concat([head, body, Buffer.from(receiver)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const { key, iv } = keyOf(aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
  const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  return { signature: getSignature(token, timestamp, nonce, encrypt), timestamp, nonce, encrypt };
}

function isSigned(token: string, { signature, timestamp, nonce, encrypt }: Signed): boolean {
  const right = Buffer.from(getSignature(token, timestamp, nonce, encrypt));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Padded to 32 bytes, not to AES's own 16: Node's unpadding refuses half of all messages. Every byte of it is looked at. */
function decrypt(aesKey: string, encrypt: string): Buffer | null {
  const sealed = Buffer.from(encrypt, 'base64');
  if (sealed.length === 0 || sealed.length % BLOCK !== 0) return null;
  const { key, iv } = keyOf(aesKey);
  if (key.length !== 32) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK || padded.subarray(padded.length - pad).some((byte) => byte !== pad)) return null;
  return padded.subarray(0, padded.length - pad);
}

function keyOf(aesKey: string) {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return { key, iv: key.subarray(0, 16) };
}
