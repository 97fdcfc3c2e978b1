// Does the server answer? Told by what is asked of it anyway: the network may be said to be there long before it is, and the other way.
import { type Instant, SECOND } from '@paidan/shared/kernel/time';

/** One question without an answer among others that have theirs is that question's own trouble: asked again each time, it never ends. */
const SILENCE = 3 * SECOND;
let cut = false;
let last: Instant = 0;
const hearers = new Set<() => void>();

/** A question of `sentAt` had no answer. */
export function missed(sentAt: Instant): void {
  if (last <= sentAt) cut = true;
}

/** There was an answer, whichever; the first one after a silence is told. */
export function reached(): void {
  const now = Date.now();
  const isBack = cut && Math.abs(now - last) >= SILENCE;
  cut = false;
  last = now;
  if (isBack) for (const hear of Array.from(hearers)) hear();
}

export function onReached(hear: () => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}
