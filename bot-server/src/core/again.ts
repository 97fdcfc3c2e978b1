// What failed only because others were at work as well is begun again, a few times and a little later each time.

/** Enough for forty people who speak up on one ticket in the same moment. */
const TURNS = 8;

export async function again<T>(passing: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await work();
    } catch (error) {
      if (turn === TURNS || !passing(error)) throw error;
      await pause(turn);
    }
  }
}

/** Full jitter: those who collided do not meet again at once. */
const pause = (turn: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** turn));
