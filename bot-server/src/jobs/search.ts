// Topic `search`: the pairs of characters by which a ticket is found, brought in line with what it says now.
import type { TicketId } from '@paidan/shared/kernel/id';
import { systemScope } from '../core/scope';
import { gramsOf, wordsOf } from '../lookups/grams';
import type { Templates } from '../lookups/templates';
import type { ClaimedRow } from '../outbox/claim';
import { ticket } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import type { Store } from '../store/unit';

export async function indexTicket(store: Store, templates: Templates, row: ClaimedRow): Promise<void> {
  const scope = systemScope(row.tenantId);
  await store.unit(scope, async (u) => {
    const ticketId = row.streamId as TicketId;
    const found = await u.one(ticket, { id: ticketId });
    if (found === undefined) return;
    const template = await templates.at(u, found.templateId, found.templateVersion);
    const wanted = new Set(gramsOf(wordsOf(found, template?.fields ?? [])));
    const present = await u.find(ticketGram, { where: { ticketId } });
    const had = new Set(present.map((one) => one.gram));
    const gone = [...had].filter((gram) => !wanted.has(gram));
    const added = [...wanted].filter((gram) => !had.has(gram));
    if (gone.length > 0) await u.remove(ticketGram, { ticketId, gram: { in: gone } });
    if (added.length > 0)
      await u.insert(
        ticketGram,
        added.map((gram) => ({ gram, ticketId })),
      );
  });
}
