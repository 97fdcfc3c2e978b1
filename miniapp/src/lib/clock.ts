// What time is it really? The server's clock counts: a phone that is hours off would call late work punctual, and stamp photos with
// a time that nobody believes. How far the phone is off is learnt from each answer, and remembered for the cellar.
import { type Instant, SECOND } from '@paidan/shared/kernel/time';
import { stored } from './stored';

/** Milliseconds to add to the phone's clock. */
const off = stored<number>('clockOff', (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? raw : 0));

/** Below this an answer that took its time says nothing about a clock. */
const NOTHING = 20 * SECOND;
/** A slower answer is too vague to learn from. */
const SLOW = 8 * SECOND;

export const now = (): Instant => Date.now() + off.get();

/** True when the phone's own clock misleads whoever looks at it. */
export const isClockOff = (): boolean => Math.abs(off.get()) >= NOTHING;
export const useClockOff = (): number => off.use();

/** `header`: of an answer to a request that was sent at `sentAt` by the phone's clock. */
export function learnClock(header: unknown, sentAt: Instant): void {
  const told = toldIn(header);
  const got = Date.now();
  if (told === null || got < sentAt || got - sentAt > SLOW) return;
  const found = told - (sentAt + got) / 2;
  const next = Math.abs(found) < NOTHING ? 0 : Math.round(found);
  if (Math.abs(next - off.get()) >= NOTHING || (next === 0 && off.get() !== 0)) off.set(next);
}

/** Platforms hand headers on in whatever case they like; browsers as a `Headers`. */
function toldIn(header: unknown): Instant | null {
  if (typeof header !== 'object' || header === null) return null;
  const get = (header as { get?: unknown }).get;
  const bag = header as Readonly<Record<string, unknown>>;
  const name = Object.keys(bag).find((key) => key.toLowerCase() === NAME);
  const value = typeof get === 'function' ? get.call(header, NAME) : name === undefined ? null : bag[name];
  const number = Number(Array.isArray(value) ? value[0] : value);
  return Number.isFinite(number) && number > 1e12 ? number : null;
}
const NAME = 'x-paidan-now';
