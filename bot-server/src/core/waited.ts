// What is done where there is no signal comes later. The timeline counts by the server's clock, by which it can be proven; beside it stands
// when it was done, by the word of the device.
import type { Json } from '@paidan/shared/kernel/json';
import { DAY, type Instant, MINUTE } from '@paidan/shared/kernel/time';
import type { Scope } from './scope';

/** Less is the way of any request. */
const NOTHING = MINUTE;
/** Beyond it, rather than that it waited for so long, a clock is wrong. */
const LONGEST = 30 * DAY;

/** For the data of an event of `now`; nothing where the word cannot be true, or says nothing. */
export function waited({ doneAt }: Scope, now: Instant): { readonly doneAt?: Instant } {
  if (doneAt === undefined) return {};
  const before = now - doneAt;
  return before >= NOTHING && before <= LONGEST ? { doneAt } : {};
}

/** An event's own members, out of its row: what the write path has put beside them is none. */
export function membersOf(data: Json): { readonly [name: string]: Json } {
  const { doneAt: _, ...members } = data as { readonly [name: string]: Json };
  return members;
}
