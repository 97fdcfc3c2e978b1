// Topic `search`: the pairs of characters by which a ticket is found, brought in line with what it says now.
import type { TicketId } from '@paidan/shared/kernel/id';
import { systemScope } from '../core/scope';
import { gramsOf, wordsOf } from '../lookups/grams';
import type { Templates } from '../lookups/templates';
import type { ClaimedRow } from '../outbox/claim';
import type { TopicHandler } from '../outbox/dispatcher';
import { ticket } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import type { Store, Unit } from '../store/unit';

export const makeIndexing = (store: Store, templates: Templates): TopicHandler =>
  Object.assign((row: ClaimedRow) => store.unit(systemScope(row.tenantId), (u) => indexTickets(u, templates, [row])), {
    many: async (u: Unit, rows: readonly ClaimedRow[]) => {
      await indexTickets(u, templates, rows);
      return rows;
    },
  });

async function indexTickets(u: Unit, templates: Templates, rows: readonly ClaimedRow[]): Promise<void> {
  const ids = [...new Set(rows.map(({ streamId }) => streamId as TicketId))];
  const tickets = await u.find(ticket, { where: { id: { in: ids } } });
  const present = await u.find(ticketGram, { where: { ticketId: { in: ids } } });
  const had = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { ticketId, gram } of present) had.get(ticketId)?.add(gram);
  const added: { readonly gram: string; readonly ticketId: TicketId }[] = [];
  for (const found of tickets) {
    const template = await templates.at(u, found.templateId, found.templateVersion);
    const wanted = new Set(gramsOf(wordsOf(found, template?.fields ?? [])));
    const has = had.get(found.id) ?? new Set();
    const gone = [...has].filter((gram) => !wanted.has(gram));
    if (gone.length > 0) await u.remove(ticketGram, { ticketId: found.id, gram: { in: gone } });
    for (const gram of wanted) if (!has.has(gram)) added.push({ gram, ticketId: found.id });
  }
  // In the order of the key: pages of the index are taken up once each, and two at work at once wait for each other in one order.
  added.sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : a.ticketId < b.ticketId ? -1 : 1));
  if (added.length > 0) await u.insert(ticketGram, added);
}
