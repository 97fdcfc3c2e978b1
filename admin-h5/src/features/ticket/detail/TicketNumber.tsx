// The telephone number that a ticket's form holds: masked, and shown to whoever may call.
import type { Field } from '@paidan/shared/model/field';
import type { TicketView } from '@paidan/shared/model/ticket';
import { mayCallFor } from '@paidan/shared/rules/disclosure/disclosure';
import { useMe } from '../../../lib/me';
import { useCommand } from '../../../lib/useCommand';
import { useNumberText } from '../../../text/number';
import { MaskedNumber } from '../../../ui/MaskedNumber';

export default function TicketNumber({ ticket, field, mask }: { ticket: TicketView; field: Field; mask: string }) {
  const text = useNumberText();
  const { member } = useMe();
  const { send, busy, refusal } = useCommand('ticket.phone');
  const about = { requesterId: ticket.requester.id, assigneeId: ticket.assignee?.id ?? null, phase: ticket.phase };
  const may = mayCallFor({ kind: 'member', ...member }, about) === null;
  const show = (reason: string) => send({ ticketId: ticket.id, field: field.key, reason });
  return (
    <MaskedNumber
      mask={mask}
      who={ticket.requester.name}
      reasons={text.reasons}
      show={may ? { send: show, busy, refusal } : null}
    />
  );
}
