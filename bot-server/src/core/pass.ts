// The ticket between the two steps of signing in: this name on a platform was just proved to the server, by this connection.
// Nothing else is in it, and it is worth nothing without the second proof: a phone number's code, or being signed in.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import { external } from '@paidan/shared/model/account';

export const PASS_MINUTES = 10;

export type Passes = {
  readonly sign: (accountId: string, external: string, now: number) => string;
  /** Null: forged, damaged or over. */
  readonly open: (pass: string, now: number) => { readonly accountId: string; readonly external: string } | null;
};

/** `purpose`: the ticket of one way of signing in is none of another. */
export function makePasses(secretKey: string, purpose: 'wechat' | 'host'): Passes {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', `paidan ${purpose} sign-in v1`, 32));
  const mac = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    sign: (accountId, name, now) => {
      const until = (now + PASS_MINUTES * MINUTE).toString(36);
      const text = [accountId, until, Buffer.from(name).toString('base64url')].join('.');
      return `${text}.${mac(text).toString('base64url')}`;
    },
    open: (pass, now) => {
      const cut = pass.lastIndexOf('.');
      const text = pass.slice(0, cut);
      const given = Buffer.from(pass.slice(cut + 1), 'base64url');
      const right = mac(text);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const [accountId = '', until = '', encoded = ''] = text.split('.');
      const name = Buffer.from(encoded, 'base64url').toString('utf8');
      if (!ID_PATTERN.test(accountId) || !external.safeParse(name).success) return null;
      return Number.parseInt(until, 36) > now ? { accountId, external: name } : null;
    },
  };
}
