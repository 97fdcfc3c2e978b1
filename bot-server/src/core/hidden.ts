// Names of counters that come from people's addresses and sign-in names: there are few enough of both to try them all against a plain
// hash, so it is keyed.
import { createHmac, hkdfSync } from 'node:crypto';

export type Hide = (...parts: readonly string[]) => string;

/** HMAC-SHA-256 in hexadecimal; the same in every process that has the same SECRET_KEY. */
export function makeHide(secretKey: string): Hide {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'paidan names of counters v1', 32));
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
}
