// When must a ticket be looked at again? Rows follow `rules/ticket/expects`; workers claim them by lease.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { TimerPurpose } from '@paidan/shared/model/command';
import { fenced, id, instant, int, table, text } from '../columns';

export const timer = table('timer', {
  key: ['tenantId', 'ticketId', 'purpose', 'stage'],
  columns: {
    ticketId: id<TicketId>(),
    purpose: text<TimerPurpose>(16),
    stage: int(),
    generation: int(),
    dueAt: instant(),
    ...fenced(),
    state: text<'pending' | 'buried'>(12),
    /** Claims of which something was heard, and those without a word that count (`core/silence`). */
    attempts: int(),
  },
  indexes: [['dueAt']],
});
