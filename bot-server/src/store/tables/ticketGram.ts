// Search: which pairs of characters does a ticket contain?
import type { TicketId } from '@paidan/shared/kernel/id';
import { id, table, text } from '../columns';

export const ticketGram = table('ticket_gram', {
  key: ['tenantId', 'gram', 'ticketId'],
  columns: { gram: text(8), ticketId: id<TicketId>() },
  indexes: [['tenantId', 'ticketId']],
});
