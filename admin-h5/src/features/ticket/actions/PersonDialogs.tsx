// Whose it shall be: the candidates with what they have in hand, the least busy first.
import type { MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask } from '../../../lib/ask';
import { useText } from '../../../text/useText';
import { CandidateList } from '../../../ui/CandidateList';
import { ErrorState } from '../../../ui/ErrorState';
import { Field } from '../../../ui/Field';
import { Textarea } from '../../../ui/Input';
import { SkeletonRows } from '../../../ui/Skeleton';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

/** `enabled`: only whoever may give the ticket to somebody is told. */
export const useCandidates = (ticketId: ActionProps['answer']['ticket']['id'], enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['candidates', ticketId],
    queryFn: ({ signal }) => ask('ticket.candidates', { ticketId }, signal),
    staleTime: 0,
  });

export function AssignDialog({ answer: { ticket }, onClose }: ActionProps) {
  const [memberId, setMemberId] = useState<MemberId | null>(null);
  const { act, busy, refusal } = useAct('ticket.assign');
  const send = async () => {
    if (!busy && memberId && (await act({ ticketId: ticket.id, version: ticket.version, memberId }))) onClose();
  };
  return (
    <ActDialog
      command="ticket.assign"
      {...{ refusal, busy, onClose }}
      disabled={memberId === null}
      onSend={() => void send()}
    >
      <People ticketId={ticket.id} value={memberId} onChange={setMemberId} onTake={() => void send()} />
    </ActDialog>
  );
}

export function TransferDialog({ answer: { ticket }, onClose }: ActionProps) {
  const text = useText();
  const [memberId, setMemberId] = useState<MemberId | null>(null);
  const [reason, setReason] = useState('');
  const why = useRef<HTMLTextAreaElement>(null);
  const { act, busy, refusal } = useAct('ticket.transfer');
  const send = async () => {
    if (memberId && (await act({ ticketId: ticket.id, version: ticket.version, memberId, reason: reason.trim() })))
      onClose();
  };
  return (
    <ActDialog
      command="ticket.transfer"
      {...{ refusal, busy, onClose }}
      disabled={memberId === null || reason.trim() === ''}
      onSend={() => void send()}
    >
      <People
        ticketId={ticket.id}
        value={memberId}
        onChange={setMemberId}
        without={ticket.assignee?.id}
        onTake={() => why.current?.focus()}
      />
      <Field label={text.ticket.dialog.reason} hint={text.ticket.dialog.reasonHint} required>
        <Textarea
          ref={why}
          rows={2}
          maxLength={LIMITS.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ActDialog>
  );
}

type PeopleProps = {
  readonly ticketId: ActionProps['answer']['ticket']['id'];
  readonly value: MemberId | null;
  readonly onChange: (id: MemberId) => void;
  readonly without?: MemberId | undefined;
  readonly onTake: () => void;
};

function People({ ticketId, value, onChange, without, onTake }: PeopleProps) {
  const text = useText();
  const query = useCandidates(ticketId);
  if (query.isPending) return <SkeletonRows rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <CandidateList
      name={text.ticket.assignee}
      candidates={query.data.members}
      onChange={({ id }) => onChange(id)}
      {...{ value, without, onTake }}
    />
  );
}
