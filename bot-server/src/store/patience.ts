// How long may one request wait for the database, all its statements together? Its scope carries this along; what has none (workers, the
// command line) is bounded by each statement's own limit and by the unit's. Only time in which the database is waited for counts: a picture
// that takes long, or a platform that does, is no reason to turn anybody away.
import { within } from './within';

export type Patience = {
  /** Milliseconds; 0: nothing more may be asked. */
  readonly left: () => number;
  /** `work` waits for the database. What is waited for at the same time counts once. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** The same, and waits no longer than there is patience: then `work` goes on for whoever else it is for. Begins nothing once it is over. */
  readonly bound: <T>(work: () => Promise<T>) => Promise<T>;
  /** Nobody waits any more: what goes on behind an answer may take its time. */
  readonly letGo: () => void;
  /** Somebody was turned away: what is still under way for them asks nothing more. */
  readonly giveUp: () => void;
};

/** Milliseconds. Three seconds are promised; the rest is for what is not the database. */
export const REQUEST_PATIENCE = 2_600;

/** `clock`: milliseconds that only go on. */
export function makePatience(most = REQUEST_PATIENCE, clock: () => number = () => performance.now()): Patience {
  let left = most;
  let waiting = 0;
  let since = 0;

  const leftNow = () => Math.max(0, waiting === 0 ? left : left - (clock() - since));
  const begin = () => {
    if (waiting === 0) since = clock();
    waiting += 1;
  };
  const end = () => {
    left = leftNow();
    since = clock();
    waiting -= 1;
  };
  async function during<T>(work: () => Promise<T>): Promise<T> {
    begin();
    try {
      return await work();
    } finally {
      end();
    }
  }
  return {
    left: leftNow,
    during,
    bound: (work) =>
      during(async () => {
        if (left === Number.POSITIVE_INFINITY) return work();
        if (leftNow() <= 0) throw outOfPatience();
        try {
          return await within(leftNow(), OVER, work());
        } catch (error) {
          // Let go meanwhile, it waits for whoever goes on.
          if (isOutOfPatience(error) && left !== Number.POSITIVE_INFINITY) left = 0;
          throw error;
        }
      }),
    letGo: () => {
      left = Number.POSITIVE_INFINITY;
    },
    giveUp: () => {
      left = 0;
    },
  };
}

const OVER = 'PATIENCE_TIMEOUT';

const isOutOfPatience = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === OVER;

export const isOver = (patience: Patience | undefined): boolean => patience !== undefined && patience.left() <= 0;

export const outOfPatience = () =>
  Object.assign(new Error('the request has waited for the database for long enough'), { code: OVER });

/** Of one statement, or of one wait for a connection. Milliseconds; throws where nothing more may be asked. */
export function limitOf(most: number, patience: Patience | undefined): number {
  if (patience === undefined) return most;
  const left = patience.left();
  if (left <= 0) throw outOfPatience();
  return Math.min(most, left);
}
