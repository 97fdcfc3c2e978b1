// Overdue: promised for an earlier time and still running. Badges and filters ask here, so that they never disagree.
import type { Instant } from '../../kernel/time';
import type { Phase } from '../../kinds';
import type { Ticket } from '../../model/ticket';

/** Work is still owed. A ticket that waits for the answer, or has ended, is not late any more: its timeline says if it was. */
export const RUNNING = ['new', 'open', 'active', 'waiting'] as const satisfies readonly Phase[];

export const isRunning = ({ phase }: Pick<Ticket, 'phase'>): boolean => (RUNNING as readonly Phase[]).includes(phase);

export const isOverdue = (ticket: Pick<Ticket, 'phase' | 'dueAt'>, now: Instant): boolean =>
  isRunning(ticket) && ticket.dueAt < now;
