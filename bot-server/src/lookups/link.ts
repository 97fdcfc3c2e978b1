// Does the link of a report still lead to it? Asked when it is opened, and of every session that came by it.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import { linkOver } from '@paidan/shared/rules/guest/link';
import { held } from '../store/tables/held';
import { ticket } from '../store/tables/ticket';
import { track } from '../store/tables/track';
import type { Reader } from '../store/unit';

/** Null: it is over, was switched off, or was taken away. `isTicket`: it is one, not a report that waits. */
export async function linkedTo(
  reader: Reader,
  ticketId: TicketId,
  now: Instant,
): Promise<{ isTicket: boolean } | null> {
  const link = await reader.one(track, { ticketId });
  if (link === undefined || link.revokedAt !== null) return null;
  const row = await reader.one(ticket, { id: ticketId });
  // Its owner has an account now, and reads it there.
  if (row !== undefined && row.requesterId !== link.guestId) return null;
  const waiting = row === undefined ? await reader.one(held, { ticketId }) : undefined;
  if (row === undefined && waiting === undefined) return null;
  const ended = row === undefined ? (waiting?.state === 'spam' ? waiting.decidedAt : null) : row.endedAt;
  return linkOver(ended, now) ? null : { isTicket: row !== undefined };
}
