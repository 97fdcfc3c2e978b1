// A fault is thrown, caught once at the edge, and answered with an id. Some only mean: not now.
import { isRetryable, isUnavailable } from '../store/dialect';
import { Conflict } from './aggregate';

/** The database is away, full, or so contended that every turn was lost: the same request may well succeed later. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Conflict || isRetryable(error) || isUnavailable(error) || isFull(error);

/** The disk of the database or of the files. */
const isFull = (error: unknown): boolean =>
  /^(SQLITE_FULL|ER_DISK_FULL|ER_RECORD_FILE_FULL|ENOSPC|EDQUOT)$/.test(String((error as { code?: unknown })?.code));

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
