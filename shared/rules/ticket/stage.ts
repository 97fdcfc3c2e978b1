// How far has a ticket come? A little finer than its phase, in words that suit every organization's flow. Whoever shows a ticket's state
// asks here, so that no two places name it differently.
import type { Stage } from '../../kinds';
import type { Ticket, WorkKind } from '../../model/ticket';

type Standing = Pick<Ticket, 'phase' | 'acceptedAt' | 'departedAt' | 'arrivedAt'> & {
  readonly work: readonly { readonly kind: WorkKind }[];
};

export function stageOf(ticket: Standing): Stage {
  switch (ticket.phase) {
    case 'new':
      return 'reported';
    case 'open':
      return ticket.work.some(({ kind }) => kind === 'offer') ? 'offered' : 'dispatching';
    case 'active':
      if (ticket.acceptedAt === null) return 'assigned';
      if (ticket.arrivedAt !== null) return 'arrived';
      return ticket.departedAt === null ? 'accepted' : 'departed';
    case 'waiting':
      return 'waiting';
    case 'done':
      return ticket.work.some(({ kind }) => kind === 'rate') ? 'toRate' : 'toConfirm';
    case 'closed':
    case 'cancelled':
      return ticket.phase;
  }
}
