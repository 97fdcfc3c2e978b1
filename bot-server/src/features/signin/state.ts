// The way to a platform and back: a state for the address, and the cookie that only the browser which began can show.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Kept } from '../../core/signin';

/** Time to scan a code. */
export const STATE_LASTS = 10 * MINUTE;

type Way = { readonly accountId: string; readonly to: string };

/** The state is 64 hexadecimal digits: WeCom takes up to 128 letters and digits. */
export function newState(secretKey: string, way: Way, now: number): { readonly state: string; readonly cookie: Kept } {
  const until = now + STATE_LASTS;
  const random = randomBytes(16).toString('base64url');
  const state = mark(secretKey, way, until, random);
  const value = [random, until.toString(36), Buffer.from(way.to).toString('base64url')].join('.');
  return { state, cookie: { name: cookieName(state), value, seconds: STATE_LASTS / SECOND } };
}

/** One cookie per attempt: several notices can be opened at once. */
export const cookieName = (state: string): string => `paidan_in_${state.slice(0, 12)}`;

export const isState = (state: string): boolean => /^[0-9a-f]{64}$/.test(state);

/** Where the attempt was to lead; null: another browser's, changed, another connection's, or too old. */
export function readState(
  secretKey: string,
  accountId: string,
  state: string,
  cookie: string | undefined,
  now: number,
): string | null {
  const [random = '', till = '', encoded = '', ...more] = (cookie ?? '').split('.');
  if (random === '' || more.length > 0) return null;
  const until = Number.parseInt(till, 36);
  const to = Buffer.from(encoded, 'base64url').toString();
  const mine = mark(secretKey, { accountId, to }, until, random);
  if (!timingSafeEqual(Buffer.from(mine), Buffer.from(state))) return null;
  return until > now ? to : null;
}

const mark = (secretKey: string, { accountId, to }: Way, until: number, random: string): string =>
  createHmac('sha256', secretKey).update(['sign-in', accountId, to, until, random].join('\n')).digest('hex');
