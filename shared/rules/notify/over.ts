// Is what a notice asks for still asked? One that is over is not sent any more, and its card says so.
import type { MemberId } from '../../kernel/id';
import { ENDED, type NoticeKind } from '../../kinds';
import type { Ticket, WorkItem, WorkKind } from '../../model/ticket';
import { isRunning } from '../ticket/overdue';

/** `memberId`: the reader; null: a group. `roles`: the reader's; unless told, what any role may do counts. */
export function isOver(
  kind: NoticeKind,
  ticket: Ticket,
  memberId: MemberId | null,
  roles?: readonly string[],
): boolean {
  const waitsFor = (work: WorkKind): boolean =>
    ticket.work.some((item) => item.kind === work && isFor(item, memberId, roles));
  switch (kind) {
    case 'created':
      return !waitsFor('dispatch');
    case 'offered':
      return !waitsFor('offer');
    case 'assigned':
      return !waitsFor('task') || hasAccepted(ticket);
    case 'rejected':
      return !waitsFor('task');
    case 'completed':
      return !waitsFor('accept');
    case 'rate':
      return !waitsFor('rate');
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

/** Whoever works on it, or did at last, keeps a card that tells how it went; what others were asked is merely gone. */
export const isOwnWork = ({ assigneeId }: Pick<Ticket, 'assigneeId'>, memberId: MemberId): boolean =>
  assigneeId === memberId;

/** On this person's own list. A group is whoever reads. */
const isFor = ({ handlerId, role }: WorkItem, memberId: MemberId | null, roles?: readonly string[]): boolean =>
  memberId === null || handlerId === memberId || (role !== null && (roles === undefined || roles.includes(role)));

/** Since this task was given: to whoever had accepted an earlier step of the same flow, a second task is news all the same. */
const hasAccepted = ({ acceptedAt, work }: Ticket): boolean =>
  acceptedAt !== null && work.every(({ openedAt }) => acceptedAt > openedAt);

/** It was urged to whoever has it, and that is another by now. */
const isSomebodyElses = ({ assigneeId }: Ticket, memberId: MemberId | null): boolean =>
  memberId !== null && assigneeId !== null && assigneeId !== memberId;

/** What went before needs no telling to those whom `route` tells of the end. */
function hearsOfTheEnd({ phase, requesterId, assigneeId }: Ticket, memberId: MemberId | null): boolean {
  if (!ENDED.includes(phase)) return false;
  if (memberId === null) return true;
  return memberId === requesterId || (phase === 'cancelled' && memberId === assigneeId);
}
