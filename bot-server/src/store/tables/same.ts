// Who has met the same trouble as somebody before, from a public code: one row for each guest and ticket, so that it counts once and
// can be taken back.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { bool, id, instant, int, table } from '../columns';

export const same = table('same', {
  key: ['tenantId', 'ticketId', 'guestId'],
  columns: {
    ticketId: id<TicketId>(),
    guestId: id<MemberId>(),
    /** False: taken back. */
    stands: bool(),
    /** Said and taken back so far. */
    turns: int(),
    at: instant(),
  },
  indexes: [['tenantId', 'guestId', 'at']],
});
