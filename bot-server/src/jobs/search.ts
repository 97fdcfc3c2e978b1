// Topic `search`: the pairs of characters by which a ticket is found, brought in line with what it says now.
import type { TicketId } from '@paidan/shared/kernel/id';
import { systemScope } from '../core/scope';
import { gramsOf, wordsOf } from '../lookups/grams';
import type { Templates } from '../lookups/templates';
import type { ClaimedRow } from '../outbox/claim';
import { ticket } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import type { Store, Unit } from '../store/unit';

export const indexTicket = (store: Store, templates: Templates, row: ClaimedRow): Promise<void> =>
  store.unit(systemScope(row.tenantId), (u) => indexTickets(u, templates, [row.streamId as TicketId]));

/** Tickets of one organization. */
export async function indexTickets(u: Unit, templates: Templates, ids: readonly TicketId[]): Promise<void> {
  const where = { in: [...new Set(ids)] };
  const tickets = await u.find(ticket, { where: { id: where }, columns: COLUMNS });
  const had = new Map<TicketId, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const { ticketId, gram } of await u.find(ticketGram, { where: { ticketId: where } }))
    had.get(ticketId)?.add(gram);
  const added: { readonly gram: string; readonly ticketId: TicketId }[] = [];
  for (const found of tickets) {
    const template = await templates.at(u, found.templateId, found.templateVersion);
    const wanted = new Set(gramsOf(wordsOf(found, template?.fields ?? [])));
    const known = had.get(found.id) ?? new Set();
    const gone = [...known].filter((gram) => !wanted.has(gram));
    if (gone.length > 0) await u.remove(ticketGram, { ticketId: found.id, gram: { in: gone } });
    for (const gram of wanted) if (!known.has(gram)) added.push({ gram, ticketId: found.id });
  }
  // In the order of the key: neighbours share a page, and two who index at the same time do not lock crosswise.
  added.sort((a, b) => compare(a.gram, b.gram) || compare(a.ticketId, b.ticketId));
  await u.insert(ticketGram, added);
}

const COLUMNS = ['id', 'title', 'values', 'templateId', 'templateVersion'] as const;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
