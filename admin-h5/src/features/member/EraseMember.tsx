// Taking a member's personal data out for good: retired, unbound and erased in one go. Broken off in the middle, it goes on from there.
import type { OutputOf } from '@paidan/shared/contract/index';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../lib/ask';
import { useCommand } from '../../lib/useCommand';
import { useEraseText } from '../../text/erase';
import { EraseDialog } from '../../ui/EraseDialog';
import { ErrorState } from '../../ui/ErrorState';
import { Check } from '../../ui/Input';
import { SkeletonRows } from '../../ui/Skeleton';
import { EraseSteps } from './EraseSteps';
import type { Member } from './member';

/** Milliseconds between two looks at how far it is. */
const LOOK = 700;

export function EraseMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const text = useEraseText();
  const client = useQueryClient();
  const [reported, setReported] = useState(false);
  const [done, setDone] = useState<OutputOf<'member.erase'>['done'] | null>(null);
  const { send, busy, refusal } = useCommand('member.erase');
  const look = useQuery({
    queryKey: ['member', 'erasing', member.id],
    queryFn: ({ signal }) => ask('member.erasing', { id: member.id }, signal),
    refetchInterval: busy && LOOK,
    gcTime: 0,
  });
  const erase = async (reason: string) => {
    const answer = await send({ id: member.id, reason, reported });
    if (answer.ok) setDone(answer.value.done);
    void client.invalidateQueries({ queryKey: ['member'] });
  };
  const far = look.data;
  // It broke off after the last step, or somebody else was faster.
  const all = done ?? (far?.erased ? far : null);
  const report = all && [
    text.done.retired,
    text.done.names(all.events, all.connections),
    text.done.numbers(all.numbers),
  ];
  const guessable = (all ?? far)?.guessable ?? 0;
  return (
    <EraseDialog
      name={member.name}
      goes={
        far === undefined ? (
          <Looking error={look.error} onRetry={() => void look.refetch()} />
        ) : (
          <EraseSteps far={far} numbers={far.numbers + (reported ? far.reported : 0)} busy={busy} />
        )
      }
      ready={far !== undefined}
      stays={text.memberStays}
      obstacle={far?.work ? text.work(far.work) : null}
      halted={refusal !== null && far?.retired === true}
      warning={guessable > 0 ? text.guessable(guessable) : null}
      {...{ busy, refusal, report, onClose }}
      onErase={(reason) => void erase(reason)}
    >
      {far !== undefined && far.reported > 0 && (
        <div>
          <Check
            label={text.reported(far.reported)}
            checked={reported}
            onChange={(event) => setReported(event.target.checked)}
          />
          <p className="pl-6 text-xs text-ink-3">{text.reportedHint}</p>
        </div>
      )}
      <p className="text-xs text-ink-3">{text.directory}</p>
    </EraseDialog>
  );
}

const Looking = ({ error, onRetry }: { error: unknown; onRetry: () => void }) =>
  error === null ? <SkeletonRows rows={3} /> : <ErrorState error={error} onRetry={onRetry} />;
