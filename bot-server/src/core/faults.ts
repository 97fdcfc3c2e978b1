// A fault is thrown, caught once at the edge, and answered with an id. Some only mean: not now.
import { isFull as isDatabaseFull, isRetryable, isUnavailable } from '../store/dialect';
import { Conflict } from './aggregate';

/** The database is away, full, or so contended that every turn was lost: the same request may well succeed later. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Conflict || error instanceof NotNow || isRetryable(error) || isUnavailable(error) || isFull(error);

/**
 * For work that comes again by itself: what passes need wake nobody who reads the errors, for it will have been done. A full disk does not
 * pass until somebody makes room.
 */
export const levelOf = (error: unknown): 'warn' | 'error' => (isPassing(error) && !isFull(error) ? 'warn' : 'error');

/** No room is left on the disk of the database or of the files: nothing can be kept until somebody makes some. */
export const isFull = (error: unknown): boolean =>
  isDatabaseFull(error) || /^(ENOSPC|EDQUOT)$/.test(String((error as { code?: unknown } | null)?.code));

/** A helper of the process (a thread) was lost on the way; the next request has a new one. */
export class NotNow extends Error {}

/** The caller went away before its request was complete: nobody is left to answer. */
export class CallerGone extends Error {}

/** Work that must wait for something else first: no failure, and not counted as one. `wait`: milliseconds at least. */
export class NotYet extends Error {
  constructor(
    why: string,
    readonly wait: number,
  ) {
    super(why);
  }
}
