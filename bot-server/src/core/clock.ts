// What time is it? The one clock that the product asks; tests (and a sandbox) bring their own.
import type { Instant } from '@paidan/shared/kernel/time';

export type Clock = { readonly now: () => Instant };

export const systemClock: Clock = { now: () => Date.now() };

/** Stands still until it is moved on. */
export function fixedClock(start: Instant): Clock & { readonly forward: (ms: number) => void } {
  let now = start;
  return {
    now: () => now,
    forward: (ms) => {
      now += ms;
    },
  };
}
