// Lists are walked by keyset: `next` is opaque, absent at the end.
import { z } from 'zod';
import { LIMITS } from '../limits';

export const paging = {
  /** Long enough for the longest value that a list is sorted by. */
  cursor: z.string().min(1).max(2400).optional(),
  limit: z.int().min(1).max(LIMITS.pageSize).optional(),
};
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() });
