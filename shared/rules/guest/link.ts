// How long does the link of a report lead to it? While it is open, and a month longer.
import { DAY, type Instant } from '../../kernel/time';

export const LINK_KEPT = 30 * DAY;

/** `endedAt`: when the ticket was closed or cancelled, or the report found to be spam; null: not yet. */
export const linkOver = (endedAt: Instant | null, now: Instant): boolean =>
  endedAt !== null && now >= endedAt + LINK_KEPT;
