// Who may take over: whoever can take tickets, as for giving out one of these.
import type { TicketId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { ask, refusalOf } from '../../lib/ask';
import { useChannelText } from '../../text/channels';
import { type Candidate, CandidateList } from '../../ui/CandidateList';
import { ErrorState } from '../../ui/ErrorState';
import type { Picked } from '../../ui/MemberPicker';
import { SkeletonRows } from '../../ui/Skeleton';

type Props = {
  readonly ticketIds: readonly TicketId[];
  readonly without: string;
  readonly value: Picked | null;
  readonly onChange: (member: Picked) => void;
};

export function Successor({ ticketIds, without, value, onChange }: Props) {
  const text = useChannelText().handover;
  const query = useQuery({
    queryKey: ['candidates', ...ticketIds],
    queryFn: ({ signal }) => candidatesFor(ticketIds, signal),
    staleTime: 0,
  });
  if (query.isPending) return <SkeletonRows rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const candidates = query.data;
  return <CandidateList name={text.successor} value={value?.id ?? null} {...{ candidates, without, onChange }} />;
}

/** By the first ticket that can be given to somebody: one that waits to be confirmed, say, cannot, and then has none to tell. */
async function candidatesFor(ticketIds: readonly TicketId[], signal: AbortSignal): Promise<readonly Candidate[]> {
  const [ticketId, ...others] = ticketIds;
  if (ticketId === undefined) return [];
  try {
    return (await ask('ticket.candidates', { ticketId }, signal)).members;
  } catch (error) {
    if (refusalOf(error)?.code !== 'not_yours' || others.length === 0) throw error;
    return candidatesFor(others, signal);
  }
}
