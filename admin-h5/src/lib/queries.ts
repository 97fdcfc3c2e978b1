// The client's memory of what it has read, and how the live feed makes it read again.

import type { FeedItem } from '@paidan/shared/contract/feed';
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from './ask';

export const newClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // `call` has tried again already where trying helps.
        retry: false,
        refetchOnWindowFocus: (query) => refusalOf(query.state.error) === null,
      },
    },
  });

/** Milliseconds for which bursts of changes are gathered before lists are read again. */
const GATHER_MS = 700;

/** What to read again for a change. Our own changes are known already, by the version that their answer carried. */
export function reader(client: QueryClient): (item: FeedItem) => void {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (key: string) => {
    stale.add(key);
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      for (const each of stale) void client.invalidateQueries({ queryKey: [each] });
      stale.clear();
    }, GATHER_MS);
  };
  return (item) => {
    if (item.kind === 'member') later('handover');
    if (item.kind !== 'ticket') return later(item.kind);
    const known = client.getQueryData<TicketAnswer>(['ticket', item.id]);
    if (known === undefined || known.ticket.version < item.seq) {
      void client.invalidateQueries({ queryKey: ['ticket', item.id] });
    }
    void client.invalidateQueries({ queryKey: ['timeline', item.id] });
    later('counts');
    later('board');
    later('work');
  };
}
