// Instants are integer milliseconds since 1970 (UTC); civil time is reckoned at an organization's fixed offset, without Intl,
// which some mini-program runtimes lack.

export type Instant = number;
/** Milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** `2026-11-23` at the given offset from UTC in minutes (China: 480). */
export function civilDay(at: Instant, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * MINUTE).toISOString().slice(0, 10);
}

/** `2026-11-23 18:05` at the given offset from UTC in minutes. */
export function civilMinute(at: Instant, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
}

/** ISO 8601 with the offset: `2026-11-23T18:05:09+08:00`. */
export function civilInstant(at: Instant, offsetMinutes: number): string {
  const [sign, minutes] = [offsetMinutes < 0 ? '-' : '+', Math.abs(offsetMinutes)];
  const two = (value: number) => String(value).padStart(2, '0');
  const local = new Date(at + offsetMinutes * MINUTE).toISOString().slice(0, 19);
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
