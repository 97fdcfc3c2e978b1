// Passwords are kept as scrypt hashes, each with its own salt; the cost stands in the hash, so that it can be raised later.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

export type Cost = { readonly logN: number; readonly r: number; readonly p: number };
/** OWASP's recommendation at 32 MiB per attempt. */
export const PASSWORD_COST: Cost = { logN: 15, r: 8, p: 3 };
/** For sample people, whose passwords are no secret. */
export const LIGHT_COST: Cost = { logN: 10, r: 8, p: 1 };

const BYTES = 32;

/** `scrypt$15$8$3$<salt>$<hash>`, both base64url. */
export async function hashPassword(password: string, { logN, r, p }: Cost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, { logN, r, p });
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes as long for an account without a password as for a wrong one. */
export async function verifyPassword(password: string, kept: string | null): Promise<boolean> {
  const parts = FORM.exec(kept ?? NOBODY);
  if (parts === null) throw new Error('a password hash is damaged');
  const [, logN, r, p, salt = '', hash = ''] = parts;
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost);
  const equal = timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
  return kept !== null && equal;
}

const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;
const NOBODY = ['scrypt', ...Object.values(PASSWORD_COST), 'A'.repeat(22), 'A'.repeat(43)].join('$');

/** One way of typing: keyboards differ in how they compose characters. */
const derive = (password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 2 ** logN * r * 128 + 1024 * 1024 };
    scrypt(password.normalize('NFKC'), salt, BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
