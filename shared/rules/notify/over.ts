// Is what a notice asks for still asked? One that is over is not sent any more, and its card says so.
import type { MemberId } from '../../kernel/id';
import { ENDED, type NoticeKind } from '../../kinds';
import type { Ticket, WorkKind } from '../../model/ticket';
import { isRunning } from '../ticket/overdue';

/** `memberId`: the reader; null: a group. */
export function isOver(kind: NoticeKind, ticket: Ticket, memberId: MemberId | null): boolean {
  switch (kind) {
    case 'created':
      return !waitsFor('dispatch', ticket, memberId);
    case 'offered':
      return !waitsFor('offer', ticket, memberId);
    case 'assigned':
      return !hasToWork(ticket, memberId) || hasAccepted(ticket);
    case 'rejected':
      return !hasToWork(ticket, memberId);
    case 'completed':
      return !waitsFor('accept', ticket, memberId);
    case 'rate':
      return !waitsFor('rate', ticket, memberId);
    case 'urged':
      return !isRunning(ticket) || isSomebodyElses(ticket, memberId);
    case 'overdue':
      return !isRunning(ticket);
    case 'accepted':
    case 'departed':
    case 'arrived':
    case 'commented':
    case 'transferred':
      return hearsOfTheEnd(ticket, memberId);
    case 'cancelled':
    case 'closed':
      return false;
  }
}

/** An open work item is this person's, or some role's: who holds the role is for `actions` to say. */
const waitsFor = (kind: WorkKind, { work }: Ticket, memberId: MemberId | null): boolean =>
  work.some((item) => item.kind === kind && (memberId === null || item.role !== null || item.handlerId === memberId));

const hasToWork = (ticket: Ticket, memberId: MemberId | null): boolean => waitsFor('task', ticket, memberId);

/** Since this task was given: accepted once, a second task of the same flow is news all the same. */
const hasAccepted = ({ acceptedAt, work }: Ticket): boolean =>
  acceptedAt !== null && acceptedAt >= (work[0]?.openedAt ?? 0);

/** It was urged to whoever has it, and that is another by now. */
const isSomebodyElses = ({ assigneeId }: Ticket, memberId: MemberId | null): boolean =>
  memberId !== null && assigneeId !== null && assigneeId !== memberId;

/** What went before needs no telling to those whom `route` tells of the end. */
function hearsOfTheEnd({ phase, requesterId, assigneeId }: Ticket, memberId: MemberId | null): boolean {
  if (!ENDED.includes(phase) || memberId === null) return false;
  return memberId === requesterId || (phase === 'cancelled' && memberId === assigneeId);
}
