// How a connection stands, in one word: what stands in the way first.
import type { Tone } from '../../ui/Badge';
import type { Account } from './useAccounts';

export type Standing = 'retired' | 'paused' | 'error' | 'unknown' | 'callback' | 'ok';
export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  retired: 'plain',
  paused: 'pause',
  error: 'danger',
  unknown: 'info',
  callback: 'warn',
  ok: 'ok',
};

export function standingOf({ state, health, ...account }: Account, now: number): Standing {
  if (state === 'retired') return 'retired';
  if (health.pausedUntil !== null && health.pausedUntil > now) return 'paused';
  if (health.error !== null) return 'error';
  if (health.tokenAt === null && health.sentAt === null && health.callbackAt === null) return 'unknown';
  return wantsCallback(account) && health.callbackAt === null ? 'callback' : 'ok';
}

/** A WeCom app is nothing without presses; a mini-program may do without the platform's messages. */
export const wantsCallback = ({ kind, has }: Pick<Account, 'kind' | 'has'>): boolean =>
  kind === 'wecom' || (kind === 'wechat' && has.includes('pushToken'));

/** Both secrets are there, so that the platform's check of the address can succeed. */
export const readyForCallback = ({ kind, has }: Pick<Account, 'kind' | 'has'>): boolean =>
  kind === 'wecom'
    ? has.includes('callbackToken') && has.includes('callbackKey')
    : has.includes('pushToken') && has.includes('pushKey');
