// Actions that are a form of the present node: complete, confirm (with its signature), rate.
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import { type ReactNode, useMemo, useRef } from 'react';
import { useForm } from '../../../lib/form';
import { useText } from '../../../text/useText';
import { FormFields, showFirstProblem } from '../../../ui/field/FormFields';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

type FormCommand = Extract<Gated, 'ticket.complete' | 'ticket.confirm' | 'ticket.rate'>;

export const CompleteDialog = (props: ActionProps) => {
  const text = useText();
  return <NodeForm command="ticket.complete" words={text.ticket.dialog.completeWords} {...props} />;
};
export const ConfirmDialog = (props: ActionProps) => <NodeForm command="ticket.confirm" {...props} />;
export const RateDialog = (props: ActionProps) => <NodeForm command="ticket.rate" {...props} />;

function NodeForm({
  command,
  words,
  answer: { ticket },
  template,
  onClose,
}: ActionProps & { command: FormCommand; words?: ReactNode }) {
  const fields = template?.fields ?? [];
  const node = ticket.node.id;
  // What was filled in here before a rework, or with a log, is there to be mended, not to be written again. A number is known only by
  // its mask, which no form takes: left out, it stays as it is kept.
  const first = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(ticket.values).filter(([key]) =>
          fields.some((field) => field.key === key && field.node === node && field.type !== 'phone'),
        ),
      ),
    [ticket.values, fields, node],
  );
  const form = useForm(fields, node, { known: ticket.values, first });
  const { act, busy, refusal } = useAct(command);
  const box = useRef<HTMLDivElement>(null);
  const send = async () => {
    const values = form.submit();
    if (values === null) return showFirstProblem(box.current);
    if (await act({ ticketId: ticket.id, version: ticket.version, values })) onClose();
  };
  return (
    <ActDialog command={command} words={words} {...{ refusal, busy, onClose }} onSend={() => void send()}>
      <div ref={box}>
        <FormFields form={form} />
      </div>
    </ActDialog>
  );
}
