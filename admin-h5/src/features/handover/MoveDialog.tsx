// Whose work, to whom, and why; then what moved, and what did not and why.
import type { OutputOf } from '@paidan/shared/contract/index';
import { LIMITS } from '@paidan/shared/limits';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../../lib/useCommand';
import type { Leaver } from '../../lib/useHandover';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Textarea } from '../../ui/Input';
import type { Picked } from '../../ui/MemberPicker';
import { Notice } from '../../ui/Notice';
import { Successor } from './Successor';

type Done = OutputOf<'handover.move'> & { readonly to: string };

export function MoveDialog({ leaver: { member, tickets }, onClose }: { leaver: Leaver; onClose: () => void }) {
  const { common } = useText();
  const text = useChannelText().handover;
  const client = useQueryClient();
  const [to, setTo] = useState<Picked | null>(null);
  const [reason, setReason] = useState(text.reasonFirst(member.name));
  const [done, setDone] = useState<Done | null>(null);
  const { send, busy, refusal } = useCommand('handover.move');
  const move = async () => {
    if (to === null) return;
    const answer = await send({ from: member.id, to: to.id, reason: reason.trim() });
    for (const key of ['handover', 'tickets', 'work', 'counts']) void client.invalidateQueries({ queryKey: [key] });
    if (answer.ok) setDone({ ...answer.value, to: to.name });
  };
  if (done !== null) return <Outcome done={done} onAgain={() => [setDone(null), setTo(null)]} onClose={onClose} />;
  return (
    <Dialog
      title={text.moveTitle(member.name)}
      onClose={onClose}
      foot={
        <>
          <p className="mr-auto flex min-h-[36px] w-full items-center text-sm text-ink-2 sm:w-auto" aria-live="polite">
            {to === null ? text.previewPick(tickets.length) : text.preview(tickets.length, member.name, to.name)}
          </p>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="primary" busy={busy} disabled={to === null || reason.trim() === ''} onClick={() => void move()}>
            {text.send(tickets.length)}
          </Button>
        </>
      }
    >
      <div className="space-y-4 pb-4">
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        <Field label={text.successor} required group>
          <Successor ticketIds={tickets.map(({ id }) => id)} without={member.id} value={to} onChange={setTo} />
        </Field>
        <Field label={text.reason} hint={text.reasonHint} required>
          <Textarea
            rows={2}
            maxLength={LIMITS.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}

function Outcome({ done, onAgain, onClose }: { done: Done; onAgain: () => void; onClose: () => void }) {
  const text = useChannelText().handover;
  return (
    <Dialog
      title={text.title}
      size="sm"
      onClose={onClose}
      foot={
        <>
          {done.refused.length > 0 && <Button onClick={onAgain}>{text.another}</Button>}
          <Button look="primary" onClick={onClose}>
            {text.done}
          </Button>
        </>
      }
    >
      <div className="space-y-3 pb-4">
        {done.moved > 0 && <Notice tone="ok">{text.moved(done.moved, done.to)}</Notice>}
        {done.refused.length > 0 && (
          <Notice tone="warn">
            <p className="font-medium">{text.refused(done.refused.length)}</p>
            <ul className="mt-1 max-h-[40vh] space-y-1 overflow-y-auto">
              {done.refused.map(({ ticketId, no, message }) => (
                <li key={ticketId}>
                  <Link to={`/tickets/${ticketId}`} className="font-medium underline underline-offset-4">
                    #{no}
                  </Link>{' '}
                  {message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
