// How often somebody may be urged. By itself, so that a phone that shows it carries none of the other rules along.
import { type Duration, MINUTE } from '../../kernel/time';

/** How long after an urge the next one may follow. */
export const URGE_COOL_DOWN: Duration = 10 * MINUTE;
