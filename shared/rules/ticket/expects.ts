// Which timers does this state want? A projection: each save brings the rows in line, so none is ever left over.
import { type Instant, MINUTE } from '../../kernel/time';
import { ENDED } from '../../kinds';
import type { TimerPurpose } from '../../model/command';
import type { Template } from '../../model/template';
import type { Ticket } from '../../model/ticket';
import { nodeIn } from '../flow/find';
import { isRunning } from './overdue';

/** `stage` counts within a purpose, for ladders. */
export type ExpectedTimer = { readonly purpose: TimerPurpose; readonly stage: number; readonly dueAt: Instant };

export function expects(ticket: Ticket, template: Template): readonly ExpectedTimer[] {
  if (ENDED.includes(ticket.phase)) return [];
  const timers: ExpectedTimer[] = [];
  if (ticket.overdueAt === null && isRunning(ticket)) {
    timers.push({ purpose: 'promise', stage: 1, dueAt: ticket.dueAt });
  }
  const lapse = lapseAt(ticket, template);
  if (lapse !== null) timers.push(lapse);
  return timers;
}

/** When an unanswered acceptance or rating is taken as given. */
export function lapseAt(ticket: Ticket, template: Template): ExpectedTimer | null {
  const node = nodeIn(template.flow, ticket.node);
  const since = ticket.work[0]?.openedAt;
  if ((node?.kind !== 'accept' && node?.kind !== 'rate') || node.autoAfter === undefined || since === undefined)
    return null;
  const purpose = node.kind === 'accept' ? 'autoConfirm' : 'autoClose';
  return { purpose, stage: 1, dueAt: since + node.autoAfter * MINUTE };
}
