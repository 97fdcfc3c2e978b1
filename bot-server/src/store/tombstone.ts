// What is left of a personal value that was taken out: that it was, when, and whose event says so. Nothing of it can be had back from
// that row, with whatever key.
import type { Instant } from '@paidan/shared/kernel/time';
import { CHUNK, findIn } from './chunks';
import type { RowOf } from './columns';
import { guest } from './tables/guest';
import { vault as table } from './tables/vault';
import type { Unit } from './unit';

/** `by`: the timeline whose event names it. */
export const tombstone = (by: string, at: Instant): Omit<RowOf<typeof table>, 'id'> => ({
  kind: 'erased',
  subject: by,
  keyId: '',
  mark: '',
  tail: null,
  body: '',
  erasedAt: at,
});

/** Guests who left one of them last are said to have left none. */
export async function bury(u: Unit, ids: readonly string[], by: string, at: Instant): Promise<void> {
  const guests = await findIn(ids, (some) =>
    u.find(guest, { where: { phone: { in: some } }, columns: ['id', 'phone'] }),
  );
  for (let from = 0; from < ids.length; from += CHUNK)
    await u.change(table, { id: { in: ids.slice(from, from + CHUNK) } }, tombstone(by, at));
  // By their keys: no index leads from the number to them, and MySQL would lock every guest on its way.
  for (const { id, phone } of guests) await u.change(guest, { id, phone }, { phone: null });
}
