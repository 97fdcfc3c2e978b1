// Who must do what now, and who had to.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { WorkKind } from '@paidan/shared/model/ticket';
import { id, instant, int, nullable, table, text } from '../columns';

export const workItem = table('work_item', {
  key: ['tenantId', 'ticketId', 'no'],
  columns: {
    ticketId: id<TicketId>(),
    /** Counts within the ticket. */
    no: int(),
    node: text(LIMITS.fieldKey),
    token: text(20),
    kind: text<WorkKind>(16),
    handlerId: nullable(id<MemberId>()),
    role: nullable(text(LIMITS.code)),
    state: text<'open' | 'done'>(8),
    dueAt: instant(),
    openedAt: instant(),
    closedAt: nullable(instant()),
  },
  indexes: [
    ['tenantId', 'handlerId', 'state', 'dueAt', 'ticketId'],
    ['tenantId', 'role', 'state', 'dueAt', 'ticketId'],
  ],
});
