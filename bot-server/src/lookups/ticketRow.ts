// Between the ticket of the rules and its row: the same members, plus the day it was created (for reports).
import { civilDay, type Instant } from '@paidan/shared/kernel/time';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { NewRow, RowOf } from '../store/columns';
import type { ticket as table } from '../store/tables/ticket';

export type TicketRow = RowOf<typeof table>;

/** China's day; an organization elsewhere would bring its own offset. */
const OFFSET_MINUTES = 480;

export function fromRow(row: TicketRow): Ticket {
  const { createdDay: _, tenantId: __, ...ticket } = row as TicketRow & { readonly tenantId?: string };
  return ticket as Ticket;
}

/** The day that a ticket of this moment is reported on. */
export const dayOf = (at: Instant): string => civilDay(at, OFFSET_MINUTES);

export const toRow = (ticket: Ticket): NewRow<typeof table> => ({
  ...ticket,
  createdDay: dayOf(ticket.createdAt),
});

/** Only the columns that a change touched. */
export function changedColumns(before: Ticket, after: Ticket): Partial<Ticket> {
  const keys = Object.keys(after) as (keyof Ticket)[];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}
