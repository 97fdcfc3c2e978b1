// What time is it here? Every rule of the stand-in goes by this clock, which can be moved; waiting for a network is real time.

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The platforms count their days in China. */
const CHINA = 8 * HOUR;

export type Clock = {
  readonly now: () => number;
  readonly offset: () => number;
  readonly forward: (ms: number) => void;
  readonly set: (offset: number) => void;
};

/** `real`: the time where nobody has moved the clock. */
export function makeClock(real: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => real() + offset,
    offset: () => offset,
    forward: (ms) => {
      offset += ms;
    },
    set: (ms) => {
      offset = ms;
    },
  };
}

export const seconds = (at: number): number => Math.floor(at / SECOND);
export const dayOf = (at: number): number => Math.floor((at + CHINA) / DAY);
