// Everything that a ticket's page reads: the ticket with its actions, its template's revision, its timeline.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { TicketId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask';

export function useTicket(id: string) {
  const ticketId = id as TicketId;
  const ticket = useQuery({
    queryKey: ['ticket', id],
    queryFn: ({ signal }) => ask('ticket.get', { ticketId }, signal),
    staleTime: 5_000,
  });
  const of = ticket.data?.ticket;
  const template = useQuery({
    queryKey: ['template', of?.template.id, of?.templateVersion],
    queryFn: ({ signal }) =>
      ask('template.get', { templateId: of?.template.id ?? ('' as never), revision: of?.templateVersion }, signal).then(
        (answer) => answer.template,
      ),
    enabled: of !== undefined,
    // A published revision never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const timeline = useQuery({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) => wholeTimeline(ticketId, signal),
    staleTime: 5_000,
  });
  return { ticket, template, timeline };
}

/** Page by page: what happened last must not be missing from a long story. */
async function wholeTimeline(ticketId: TicketId, signal: AbortSignal): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  for (;;) {
    const page = await ask('ticket.timeline', { ticketId, after: items.at(-1)?.seq ?? 0 }, signal);
    items.push(...page.items);
    if (!page.more) return items;
  }
}
