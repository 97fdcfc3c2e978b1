// The list's lines, kept live without jumping: a known line is patched where it stands; new ones wait behind a badge.
import type { FeedItem } from '@paidan/shared/contract/feed';
import type { OutputOf } from '@paidan/shared/contract/index';
import type { TicketId } from '@paidan/shared/kernel/id';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ask } from '../../../lib/ask';
import { useLive } from '../../../lib/live';
import type { Filter, Order } from '../filters';

type Pages = InfiniteData<OutputOf<'ticket.list'>, string | undefined>;
const PAGE = 50;
/** Milliseconds over which changes are gathered. */
const GATHER_MS = 600;
/** Beyond so many changed lines at once, the pages are read again instead of line by line. */
const FEW = 8;

export function useTickets(filter: Filter, order: Order) {
  const client = useQueryClient();
  const key = useMemo(() => ['tickets', filter, order] as const, [filter, order]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      ask('ticket.list', { ...filter, order, limit: PAGE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 5_000,
  });
  const rows = useMemo(() => unique(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  const [fresh, setFresh] = useState(0);
  // Another list has other news.
  useEffect(() => setFresh(0), [key]);

  const patch = useCallback(
    (ticket: TicketSummary) =>
      client.setQueryData<Pages>(
        key,
        (data) => data && { ...data, pages: data.pages.map((page) => withRow(page, ticket)) },
      ),
    [client, key],
  );
  const catchUp = useCallback(
    async (ids: readonly string[]) => {
      const known = new Set(
        unique(client.getQueryData<Pages>(key)?.pages.flatMap((page) => page.items) ?? []).map(
          ({ id }) => id as string,
        ),
      );
      const shown = ids.filter((id) => known.has(id));
      if (shown.length > FEW) return void client.invalidateQueries({ queryKey: key });
      await Promise.all(
        shown.map((id) => ask('ticket.get', { ticketId: id as TicketId }).then(({ ticket }) => patch(ticket))),
      );
      if (shown.length === ids.length) return;
      const first = await ask('ticket.list', { ...filter, order, limit: PAGE });
      setFresh(first.items.filter(({ id }) => !known.has(id)).length);
    },
    [client, filter, key, order, patch],
  );
  useGathered(catchUp, query.data !== undefined);

  const showFresh = useCallback(() => {
    setFresh(0);
    client.setQueryData<Pages>(
      key,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    return query.refetch();
  }, [client, key, query.refetch]);
  return { query, rows, fresh, showFresh };
}

function useGathered(act: (ids: readonly string[]) => Promise<unknown>, enabled: boolean) {
  const ids = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ act, enabled });
  latest.current = { act, enabled };
  const gather = useCallback(() => {
    clearTimeout(timer.current);
    // What is told while the list is still being read may be newer than the list.
    if (ids.current.size === 0 || !latest.current.enabled) return;
    timer.current = setTimeout(() => {
      const gathered = [...ids.current];
      ids.current.clear();
      // What cannot be read now is read when the list is next opened.
      latest.current.act(gathered).catch(() => undefined);
    }, GATHER_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (enabled) gather();
  }, [enabled, gather]);
  useLive(
    useCallback(
      (item: FeedItem) => {
        if (item.kind !== 'ticket') return;
        ids.current.add(item.id);
        gather();
      },
      [gather],
    ),
  );
}

/** What only lists tell stays as it was told. */
function withRow(page: OutputOf<'ticket.list'>, ticket: TicketSummary) {
  return page.items.some(({ id }) => id === ticket.id)
    ? { ...page, items: page.items.map((row) => (row.id === ticket.id ? { ...ticket, twin: row.twin } : row)) }
    : page;
}

/** A line that moved while pages were walked can come twice. */
function unique(rows: readonly TicketSummary[]): TicketSummary[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
