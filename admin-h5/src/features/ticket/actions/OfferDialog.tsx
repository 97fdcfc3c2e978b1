import { nodesOf } from '@paidan/shared/rules/flow/find';
import { useState } from 'react';
import { inLocale, useLocale } from '../../../lib/locale';
import { useRoleName } from '../../../lib/useRoleName';
import { useText } from '../../../text/useText';
import { Field } from '../../../ui/Field';
import { Choice } from '../../../ui/field/Choice';
import { ActDialog } from './ActDialog';
import { useCandidates } from './PersonDialogs';
import type { ActionProps } from './props';
import { useAct } from './useAct';

/** To the pool that the flow names, or to another role's. */
export function OfferDialog({ answer: { ticket }, template, onClose }: ActionProps) {
  const text = useText();
  const locale = useLocale();
  const [role, setRole] = useState('');
  const { data } = useCandidates(ticket.id);
  const roleName = useRoleName();
  const node = template && nodesOf(template.flow).find(({ id }) => id === ticket.node.id);
  const own = node?.kind === 'dispatch' ? roleName(node.pool) : null;
  const { act, busy, refusal } = useAct('ticket.offer');
  const send = async () => {
    if (await act({ ticketId: ticket.id, version: ticket.version, ...(role && { role }) })) onClose();
  };
  return (
    <ActDialog
      command="ticket.offer"
      words={text.ticket.dialog.offerWords}
      {...{ refusal, busy, onClose }}
      onSend={() => void send()}
    >
      <Field label={text.ticket.dialog.offerTo} group>
        <Choice
          options={[
            { value: '', label: text.ticket.dialog.offerDefault(own) },
            ...(data?.roles ?? []).map(({ code, name }) => ({ value: code, label: inLocale(name, locale) })),
          ]}
          value={role}
          onChange={(next) => setRole(next ?? '')}
        />
      </Field>
    </ActDialog>
  );
}
