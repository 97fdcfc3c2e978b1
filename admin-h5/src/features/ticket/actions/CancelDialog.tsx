import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { useText } from '../../../text/useText';
import { Field } from '../../../ui/Field';
import { Textarea } from '../../../ui/Input';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

/** Names what it touches: the ticket, and in whose hands it is. */
export function CancelDialog({ answer: { ticket }, onClose }: ActionProps) {
  const text = useText();
  const words = text.ticket.dialog;
  const [reason, setReason] = useState('');
  const { act, busy, refusal } = useAct('ticket.cancel');
  const send = async () => {
    if (await act({ ticketId: ticket.id, version: ticket.version, reason: reason.trim() })) onClose();
  };
  return (
    <ActDialog
      command="ticket.cancel"
      words={words.cancelWords(ticket.no, ticket.assignee?.name ?? null)}
      {...{ refusal, busy, onClose }}
      danger
      keep={words.keep}
      send={words.cancelConfirm}
      disabled={reason.trim() === ''}
      onSend={() => void send()}
    >
      <Field label={words.reason} hint={words.reasonHint} required>
        <Textarea
          rows={3}
          maxLength={LIMITS.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ActDialog>
  );
}
