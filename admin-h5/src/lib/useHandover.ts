// Whose open work waits to be handed over, for those who dispatch. The page, the navigation and the to-dos read the same answer.
import type { OutputOf } from '@paidan/shared/contract/index';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from './ask';
import { useMay } from './me';

export type Leaver = OutputOf<'handover.list'>['items'][number];

/** Milliseconds; the feed tells of members who leave, not of tickets that end meanwhile. */
const EVERY = 120_000;

export function useLeavers(): UseQueryResult<OutputOf<'handover.list'>> {
  return useQuery({
    queryKey: ['handover'],
    queryFn: ({ signal }) => ask('handover.list', {}, signal),
    enabled: useMay('ticket.dispatch'),
    refetchInterval: EVERY,
  });
}

/** How many people, and how many tickets; null where there is nothing to do, or nothing known. */
export function useHandover(): { readonly people: number; readonly tickets: number } | null {
  const items = useLeavers().data?.items ?? [];
  if (items.length === 0) return null;
  return { people: items.length, tickets: items.reduce((sum, { tickets }) => sum + tickets.length, 0) };
}
