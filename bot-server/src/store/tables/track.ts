// Reports that came from public codes: the link that opens each, and what the next one is compared with.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { id, instant, nullable, table, text } from '../columns';

export const track = table('track', {
  key: ['tenantId', 'ticketId'],
  columns: {
    /** Of the ticket that it is, or will be once it is released. */
    ticketId: id<TicketId>(),
    guestId: id<MemberId>(),
    /** Keyed hash of the link's secret. */
    link: text(64),
    /** Keyed hash of the words and the place. */
    words: text(64),
    at: instant(),
    /** When its owner switched the link off. */
    revokedAt: nullable(instant()),
  },
  unique: [['link']],
  indexes: [
    ['tenantId', 'words', 'at'],
    ['tenantId', 'guestId', 'ticketId'],
  ],
});
