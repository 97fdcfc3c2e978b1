// May two reports be of the same thing? The same asset, or the same place and kind, within a week, while both are under way: what a
// reporter is shown before a double is made, and what a dispatcher is told of one that was made all the same.
import { DAY, type Duration } from '../../kernel/time';
import type { Ticket } from '../../model/ticket';
import { isRunning } from './overdue';

type Where = Pick<Ticket, 'id' | 'phase' | 'siteId' | 'assetId' | 'templateId' | 'createdAt'>;

/** Reports of the same place that lie farther apart are of two things. */
export const APART: Duration = 7 * DAY;

/** What such reports have in common; null: it cannot be told of this one. */
export function likenessOf({ phase, siteId, assetId, templateId }: Where): string | null {
  if (!isRunning({ phase })) return null;
  if (assetId !== null) return `asset ${assetId}`;
  return siteId === null ? null : `site ${siteId} ${templateId}`;
}

/** By id, the first of `others` that may be the same and was there before; ids sort by creation. */
export function twinsOf<T extends Where>(
  tickets: readonly Where[],
  others: readonly T[],
): ReadonlyMap<Ticket['id'], T> {
  const alike = new Map<string, T[]>();
  for (const other of [...others].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const likeness = likenessOf(other);
    if (likeness !== null) alike.set(likeness, [...(alike.get(likeness) ?? []), other]);
  }
  const found = new Map<Ticket['id'], T>();
  for (const ticket of tickets) {
    const likeness = likenessOf(ticket);
    const twin = (likeness === null ? [] : (alike.get(likeness) ?? [])).find(
      (other) => other.id < ticket.id && ticket.createdAt - other.createdAt <= APART,
    );
    if (twin !== undefined) found.set(ticket.id, twin);
  }
  return found;
}
