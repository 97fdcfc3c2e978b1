// Secrets at rest: sealed with a key that is derived from SECRET_KEY and never leaves the server. AES-256-GCM, a fresh nonce each.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Seal = {
  /** `v1.<nonce>.<text and tag>`, base64url. `about` names the row: a sealed text works only where it was put. */
  readonly close: (about: string, text: string) => string;
  /** Throws where the text was changed, moved, or sealed under another key. */
  readonly open: (about: string, sealed: string) => string;
};

const NONCE = 12;
const TAG = 16;

export function makeSeal(secretKey: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'paidan sealed secrets v1', 32));
  return {
    close: (about, text) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${nonce.toString('base64url')}.${body.toString('base64url')}`;
    },
    open: (about, sealed) => {
      const [version, nonce = '', body = ''] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (version !== 'v1' || bytes.length < TAG) throw new Error('a sealed secret is damaged');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      return decipher.update(bytes.subarray(0, bytes.length - TAG), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
