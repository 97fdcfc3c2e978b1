// How far off a moment is, in no more units than say enough. Whatever is said of a promise is rounded here and nowhere else, so that the
// dispatcher's desk and the technician's phone never name two numbers for one ticket.
import { DAY, type Duration, HOUR, MINUTE } from '../../kernel/time';

export type SpanUnit = 'minute' | 'hour' | 'day';
export type Span = { readonly count: number; readonly unit: SpanUnit };

/** From here on hours say nothing more. */
const WEEK = 7 * DAY;

/**
 * Until a promise, or since it was broken; before or after makes no difference. To the nearest minute, one at least: what was promised
 * just now for two days is two days off, not one. The largest unit and the one below it, where that is not nothing; days alone from a
 * week on.
 */
export function spanOf(distance: Duration): readonly Span[] {
  const size = Math.max(1, Math.round(Math.abs(distance) / MINUTE)) * MINUTE;
  const days: Span = { count: Math.floor(size / DAY), unit: 'day' };
  const hours: Span = { count: Math.floor((size % DAY) / HOUR), unit: 'hour' };
  const minutes: Span = { count: (size % HOUR) / MINUTE, unit: 'minute' };
  const told = size >= WEEK ? [days] : size >= DAY ? [days, hours] : [hours, minutes];
  return told.filter(({ count }) => count > 0);
}

/** How long ago something was, in one unit: nobody counts on it to the hour. Whole ones only, as ages are told; a minute at least. */
export function ageOf(age: Duration): Span {
  if (age < HOUR) return { count: Math.max(1, Math.floor(age / MINUTE)), unit: 'minute' };
  if (age < DAY) return { count: Math.floor(age / HOUR), unit: 'hour' };
  return { count: Math.floor(age / DAY), unit: 'day' };
}

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
] as const;

/** A length that somebody has set, such as a promise of 36 hours: in the largest unit in which it is whole, so that nothing is lost. */
export function lengthOf(length: Duration): Span {
  const [unit, size] = UNITS.find(([, one]) => length >= one && length % one === 0) ?? ['minute', MINUTE];
  return { count: Math.round(length / size), unit };
}
