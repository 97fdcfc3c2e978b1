// How far has a ticket come? A little finer than its phase, in words that suit every organization's flow.
import type { Ticket } from '../../model/ticket';

export const STAGES = [
  'reported',
  'dispatching',
  'offered',
  'assigned',
  'accepted',
  'departed',
  'arrived',
  'waiting',
  'toConfirm',
  'toRate',
  'closed',
  'cancelled',
] as const;
export type Stage = (typeof STAGES)[number];

export function stageOf(ticket: Ticket): Stage {
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
