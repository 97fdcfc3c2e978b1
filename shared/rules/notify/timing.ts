// When is a notice sent? Not at all to those who muted its kind; after the quiet hours unless it is urgent; else at once.
import { type Instant, MINUTE } from '../../kernel/time';
import type { NoticeKind } from '../../kinds';
import type { Preference } from '../../model/preference';

export type Timing = { readonly send: 'never' } | { readonly send: 'at'; readonly at: Instant; readonly held: boolean };

/** Work that is this person's alone, and what has gone wrong with it: nobody else would see to it. */
export const UNMUTABLE: readonly NoticeKind[] = ['assigned', 'rejected', 'overdue'];

/** The span that `flood` counts in. */
export const FLOOD_SPAN = 10 * MINUTE;
const DAY_MINUTES = 1440;

/** `offsetMinutes`: from UTC, at which the preference's hours are meant. */
export function timing(
  kind: NoticeKind,
  urgent: boolean,
  preference: Preference,
  now: Instant,
  offsetMinutes: number,
): Timing {
  if (preference.muted.includes(kind) && !UNMUTABLE.includes(kind)) return { send: 'never' };
  const left = urgent ? 0 : quietFor(preference.quiet, minuteOfDay(now, offsetMinutes));
  if (left === 0) return { send: 'at', at: now, held: false };
  return { send: 'at', at: (Math.floor(now / MINUTE) + left) * MINUTE, held: true };
}

const minuteOfDay = (at: Instant, offsetMinutes: number): number =>
  modulo(Math.floor(at / MINUTE) + offsetMinutes, DAY_MINUTES);

/** Minutes until the quiet hours end; 0 outside of them. They may go past midnight; from a time to the same is never. */
function quietFor(quiet: Preference['quiet'], minute: number): number {
  if (quiet === null) return 0;
  const length = modulo(quiet.to - quiet.from, DAY_MINUTES);
  const into = modulo(minute - quiet.from, DAY_MINUTES);
  return into < length ? length - into : 0;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
