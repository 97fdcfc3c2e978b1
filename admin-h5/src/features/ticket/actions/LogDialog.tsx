// What was done so far: words, minutes, and the photos that the task asks for.

import { LIMITS } from '@paidan/shared/limits';
import type { Field as FieldSpec } from '@paidan/shared/model/field';
import { useMemo, useState } from 'react';
import { useForm } from '../../../lib/form';
import { useText } from '../../../text/useText';
import { Field } from '../../../ui/Field';
import { FormFields } from '../../../ui/field/FormFields';
import { Input, Textarea } from '../../../ui/Input';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

/** Minutes in a day. */
const MOST = 1440;
const NONE: readonly FieldSpec[] = [];

export function LogDialog({ answer: { ticket }, template, onClose }: ActionProps) {
  const text = useText();
  const [words, setWords] = useState('');
  const [minutes, setMinutes] = useState('');
  const photos = useMemo(
    () =>
      template?.fields.filter(({ type }) => type === 'photo').map((field) => ({ ...field, required: false, min: 0 })) ??
      NONE,
    [template],
  );
  const form = useForm(photos, ticket.node.id);
  const { act, busy, refusal } = useAct('ticket.log');
  const send = async () => {
    const values = form.submit();
    if (values === null) return;
    const spent = Number.parseInt(minutes, 10);
    const done = await act({
      ticketId: ticket.id,
      version: ticket.version,
      text: words.trim(),
      ...(spent > 0 && { minutes: Math.min(MOST, spent) }),
      ...(Object.keys(values).length > 0 && { values }),
    });
    if (done) onClose();
  };
  const empty = words.trim() === '' && minutes === '' && Object.keys(form.values).length === 0;
  return (
    <ActDialog command="ticket.log" {...{ refusal, busy, onClose }} disabled={empty} onSend={() => void send()}>
      <Field label={text.ticket.dialog.logText}>
        <Textarea
          rows={3}
          maxLength={LIMITS.longText}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <Field label={text.ticket.dialog.logMinutes} className="max-w-[180px]">
        <Input
          inputMode="numeric"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value.replace(/\D/g, '').slice(0, 4))}
        />
      </Field>
      <FormFields form={form} />
    </ActDialog>
  );
}
