import type { FileId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { useText } from '../../../text/useText';
import { Field } from '../../../ui/Field';
import { PhotoField } from '../../../ui/field/PhotoField';
import { Textarea } from '../../../ui/Input';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

export function RejectDialog({ answer: { ticket }, onClose }: ActionProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [photos, setPhotos] = useState<readonly FileId[]>([]);
  const { act, busy, refusal } = useAct('ticket.reject');
  const send = async () => {
    const pictures = photos.length > 0 ? { photos: [...photos] } : {};
    if (await act({ ticketId: ticket.id, version: ticket.version, reason: reason.trim(), ...pictures })) onClose();
  };
  return (
    <ActDialog
      command="ticket.reject"
      words={text.ticket.dialog.rejectWords}
      {...{ refusal, busy, onClose }}
      disabled={reason.trim() === ''}
      onSend={() => void send()}
    >
      <Field label={text.ticket.dialog.reason} hint={text.ticket.dialog.reasonHint} required>
        <Textarea
          rows={3}
          maxLength={LIMITS.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Field label={text.ticket.dialog.photos} group>
        <PhotoField value={photos} onChange={setPhotos} />
      </Field>
    </ActDialog>
  );
}
