// Whose it shall be: the candidates with what they have in hand, the least busy first.
import type { MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../../lib/ask';
import { cn } from '../../../lib/cn';
import { useText } from '../../../text/useText';
import { Avatar } from '../../../ui/Avatar';
import { Empty } from '../../../ui/Empty';
import { ErrorState } from '../../../ui/ErrorState';
import { Field } from '../../../ui/Field';
import { Input, Textarea } from '../../../ui/Input';
import { SkeletonRows } from '../../../ui/Skeleton';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

export const useCandidates = (ticketId: ActionProps['answer']['ticket']['id']) =>
  useQuery({
    queryKey: ['candidates', ticketId],
    queryFn: ({ signal }) => ask('ticket.candidates', { ticketId }, signal),
    staleTime: 0,
  });

export function AssignDialog({ answer: { ticket }, onClose }: ActionProps) {
  const [memberId, setMemberId] = useState<MemberId | null>(null);
  const { act, busy, refusal } = useAct('ticket.assign');
  const send = async () => {
    if (memberId && (await act({ ticketId: ticket.id, version: ticket.version, memberId }))) onClose();
  };
  return (
    <ActDialog
      command="ticket.assign"
      {...{ refusal, busy, onClose }}
      disabled={memberId === null}
      onSend={() => void send()}
    >
      <People ticketId={ticket.id} value={memberId} onChange={setMemberId} />
    </ActDialog>
  );
}

export function TransferDialog({ answer: { ticket }, onClose }: ActionProps) {
  const text = useText();
  const [memberId, setMemberId] = useState<MemberId | null>(null);
  const [reason, setReason] = useState('');
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
      <People ticketId={ticket.id} value={memberId} onChange={setMemberId} without={ticket.assignee?.id} />
      <Field label={text.ticket.dialog.reason} hint={text.ticket.dialog.reasonHint} required>
        <Textarea
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
};

function People({ ticketId, value, onChange, without }: PeopleProps) {
  const text = useText();
  const [sought, setSought] = useState('');
  const query = useCandidates(ticketId);
  if (query.isPending) return <SkeletonRows rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const members = query.data.members.filter(
    ({ id, name }) => id !== without && name.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  if (query.data.members.length === 0)
    return <Empty title={text.ticket.dialog.noCandidates} words={text.ticket.dialog.noCandidatesWords} />;
  return (
    <div>
      <Input
        aria-label={text.ticket.dialog.searchPeople}
        placeholder={text.ticket.dialog.searchPeople}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <div role="radiogroup" aria-label={text.ticket.assignee} className="mt-2 max-h-[300px] overflow-y-auto">
        {members.map(({ id, name, load }) => (
          <label
            key={id}
            className={cn(
              'flex min-h-[44px] cursor-pointer items-center gap-3 rounded px-2.5 has-[:focus-visible]:bg-sunken',
              value === id ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name="person"
              className="h-4 w-4 accent-[rgb(var(--accent))]"
              checked={value === id}
              onChange={() => onChange(id)}
            />
            <Avatar name={name} size="md" />
            <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
            <Load count={load} />
          </label>
        ))}
        {members.length === 0 && <p className="px-2.5 py-4 text-sm text-ink-3">{text.common.nothingFound}</p>}
      </div>
    </div>
  );
}

/** Up to five bars, and the number in words. */
function Load({ count }: { count: number }) {
  const text = useText();
  return (
    <span className="grid grid-cols-[auto_84px] items-center gap-2 text-xs text-ink-2">
      <span aria-hidden="true" className="flex gap-0.5">
        {[1, 2, 3, 4, 5].map((bar) => (
          <span
            key={bar}
            className={cn('h-3 w-1 rounded-sm', bar <= count ? (count >= 4 ? 'bg-warn' : 'bg-accent') : 'bg-line')}
          />
        ))}
      </span>
      {text.ticket.dialog.load(count)}
    </span>
  );
}
