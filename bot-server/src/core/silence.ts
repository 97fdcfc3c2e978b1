// A row whose claim ended without a word: its process was killed, cut off, or slept. That is no fault of the row, unless it happens again
// and again: then the row may be what takes the processes down, and must neither do so for ever nor hold up the others.
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';

/** As it stands in the table. Whoever finishes with a row takes the lease off it or counts an attempt, whatever came of it. */
type Leased = { readonly leaseUntil: number | null; readonly fence: number; readonly attempts: number };

/** Claims that came to nothing; most of them by being put back, where the row has waited for something. */
const lost = ({ fence, attempts }: Leased): number => fence - attempts;

/** So many may be chance: others were in the same hands. From here on it is claimed by itself, so that it can be told from them. */
const ALONE = 4;
/** More than a row is killed with by those who only restart. From here on, each is an attempt, so that they come to an end. */
const COUNTED = 30;
/** Attempts, all in all. */
const MOST = 12;
const LONGEST = 10 * MINUTE;

export const isSuspect = (row: Leased): boolean => row.leaseUntil !== null && lost(row) >= ALONE;

/**
 * What the next claim of a suspect writes down. `wait`: milliseconds after the lease until it is due again if that claim ends without a
 * word, too; longer each time.
 */
export type Verdict =
  | { readonly kind: 'go' }
  | { readonly kind: 'counted'; readonly attempts: number; readonly wait: number }
  | { readonly kind: 'buried' };

export function verdictOn(row: Leased): Verdict {
  if (!isSuspect(row) || lost(row) < COUNTED) return { kind: 'go' };
  if (row.attempts >= MOST) return { kind: 'buried' };
  const attempts = row.attempts + 1;
  return { kind: 'counted', attempts, wait: Math.min(LONGEST, SECOND * 2 ** attempts) };
}

/** What a buried one says of itself. */
export const SILENT = 'its claims ended without a word again and again: it may be what takes the process down';
