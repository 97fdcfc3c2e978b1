// A ticket as the rules know it, with its own template and its events, read back from rows.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { SeqEvent } from '@paidan/shared/rules/notify/route';
import { membersOf } from '../core/waited';
import { event } from '../store/tables/event';
import { ticket as table } from '../store/tables/ticket';
import type { Reader } from '../store/unit';
import type { Templates } from './templates';
import { fromRow } from './ticketRow';

export type Loaded = { readonly ticket: Ticket; readonly template: Template };

export async function loadTicket(reader: Reader, templates: Templates, id: TicketId): Promise<Loaded | null> {
  const row = await reader.one(table, { id });
  if (row === undefined) return null;
  const ticket = fromRow(row);
  const template = await templates.at(reader, ticket.templateId, ticket.templateVersion);
  if (template === undefined) throw new Error(`template ${ticket.templateId}/${ticket.templateVersion} is missing`);
  return { ticket, template };
}

/** Those with these numbers, in order. */
export async function eventsOf(
  reader: Reader,
  ticketId: TicketId,
  from: number,
  to: number,
): Promise<readonly SeqEvent[]> {
  const rows = await reader.find(event, {
    where: { streamId: ticketId, seq: { gte: from, lte: to } },
    order: [['seq', 'asc']],
  });
  return rows.map(({ type, at, byId, seq, data }) => {
    const body = { ...membersOf(data), type } as TicketEvent;
    return { ...body, at, by: byId as MemberId | null, seq };
  });
}
