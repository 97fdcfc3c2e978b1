// How many within an hour? A sliding window over the moments of what was let through, so that no clock's full hour helps anybody.
import { HOUR, type Instant, MINUTE } from '../../kernel/time';

export const WINDOW = HOUR;

export type Slid =
  | { readonly ok: true; readonly times: readonly Instant[] }
  /** Full until then. */
  | { readonly ok: false; readonly until: Instant };

/** `times`: when the last ones were let through, in any order. This one is counted when it is let through. */
export function slide(times: readonly Instant[], most: number, now: Instant): Slid {
  const recent = times.filter((time) => time > now - WINDOW).sort((a, b) => a - b);
  const oldest = recent[recent.length - most];
  if (recent.length >= most && oldest !== undefined) return { ok: false, until: oldest + WINDOW };
  return { ok: true, times: [...recent, now] };
}

/** Whole minutes to wait, at least one. */
export const minutesUntil = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((until - now) / MINUTE));

/**
 * How often within an hour somebody without an account may write, beside reporting, which has the organization's own limits; by the
 * endpoint's name. What is not named here is no writing: reading goes on whatever was sent, and so does signing out.
 */
export const GUEST_WRITES: Readonly<Partial<Record<string, number>>> = {
  'file.upload': 60,
  'ticket.comment': 30,
  'ticket.urge': 30,
  'ticket.cancel': 30,
  'ticket.confirm': 30,
  'ticket.reject': 30,
  'ticket.rate': 30,
  'guest.revokeLink': 30,
};
