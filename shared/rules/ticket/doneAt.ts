// When an event was done, where that was before it came: said by the device that it had to wait on, and kept beside the event's own members.
import type { Json } from '../../kernel/json';
import type { Instant } from '../../kernel/time';

export const doneAtIn = ({ data }: { readonly data: { readonly [name: string]: Json } }): Instant | null =>
  typeof data.doneAt === 'number' ? data.doneAt : null;
