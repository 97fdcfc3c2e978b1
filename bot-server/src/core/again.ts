// What failed only because others were at work as well is begun again, a few times and a little later each time.
import { isHeld } from '../store/dialect';
import type { Patience } from '../store/patience';

/** Enough for forty people who speak up on one ticket in the same moment. */
const TURNS = 8;

/** Milliseconds after which somebody's lock is not waited for once more: whoever asked is to hear "not now" within three seconds. */
const HELD = 2000;

/** `patience`: nobody is kept in between for longer than they would wait. */
export async function again<T>(
  passing: (error: unknown) => boolean,
  work: () => Promise<T>,
  patience?: Patience,
): Promise<T> {
  const begun = performance.now();
  for (let turn = 1; ; turn++) {
    try {
      return await work();
    } catch (error) {
      if (turn === TURNS || !passing(error)) throw error;
      if (isHeld(error) && performance.now() - begun >= HELD) throw error;
      const rest = pauseAfter(turn);
      if (patience !== undefined && patience.left() <= rest) throw error;
      await (patience === undefined ? pause(rest) : patience.during(() => pause(rest)));
    }
  }
}

/** Full jitter: those who collided do not meet again at once. */
const pauseAfter = (turn: number): number => Math.random() * 5 * 2 ** turn;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
