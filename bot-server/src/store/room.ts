// Is there room in the database? It says so only when it is asked to write: what the last ones heard is kept.

export type Room = {
  /** Somebody's rows did not fit. */
  readonly missed: () => void;
  /** Somebody's rows did. */
  readonly found: () => void;
  readonly isFull: () => boolean;
};

/** Milliseconds: what is changed in place, or fits into a page that is there, goes through while the rest does not. */
const LATELY = 10_000;

/** `clock`: milliseconds that only go on. */
export function makeRoom(clock: () => number = () => performance.now()): Room {
  let missed: number | null = null;
  let since = true;
  return {
    missed: () => {
      missed = clock();
      since = false;
    },
    found: () => {
      since = true;
    },
    isFull: () => missed !== null && (!since || clock() - missed < LATELY),
  };
}
