// How many requests in the last minute? Counted by whole minutes: what stood in the one before fades as the present one goes on.
import { MINUTE } from '@paidan/shared/kernel/time';

/** Requests in one minute (whole minutes since 1970) and in the one before it. */
export type Counted = { readonly minute: number; readonly count: number; readonly before: number };

export const NOTHING: Counted = { minute: 0, count: 0, before: 0 };

export const minuteOf = (now: number): number => Math.floor(now / MINUTE);

/** The same as it stands in a later minute. */
export function turned(counted: Counted, minute: number): Counted {
  if (counted.minute >= minute) return counted;
  return { minute, count: 0, before: counted.minute === minute - 1 ? counted.count : 0 };
}

/** Requests of the last sixty seconds, as if those of the minute before had come evenly. */
export function inLastMinute(counted: Counted, now: number): number {
  const { count, before } = turned(counted, minuteOf(now));
  return count + before * (1 - (now % MINUTE) / MINUTE);
}

/** Whole seconds until one more fits under `most`; 0: it fits now. Nobody waits for longer than two minutes. */
export function secondsUntil(counted: Counted, most: number, now: number): number {
  for (let seconds = 0; seconds < 120; seconds++) {
    if (inLastMinute(counted, now + seconds * 1000) + 1 <= most) return seconds;
  }
  return 120;
}

/** What several have counted, as one. */
export function together(all: readonly Counted[], minute: number): Counted {
  const now = all.map((each) => turned(each, minute));
  const sum = (of: (each: Counted) => number) => now.reduce((total, each) => total + of(each), 0);
  return { minute, count: sum(({ count }) => count), before: sum(({ before }) => before) };
}
