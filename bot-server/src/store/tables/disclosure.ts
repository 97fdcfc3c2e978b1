// Who was shown which telephone number, and why.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { Disclosed } from '@paidan/shared/model/disclosure';
import { id, instant, int, nullable, table, text } from '../columns';

export const disclosure = table('disclosure', {
  key: ['tenantId', 'id'],
  columns: {
    id: id(),
    at: instant(),
    byId: nullable(id<MemberId>()),
    of: text<Disclosed>(16),
    ticketId: nullable(id<TicketId>()),
    memberId: nullable(id<MemberId>()),
    field: nullable(text(LIMITS.fieldKey)),
    reason: nullable(text(LIMITS.reason)),
    version: int(),
  },
  indexes: [
    ['tenantId', 'at', 'id'],
    ['tenantId', 'byId', 'at', 'id'],
    ['tenantId', 'ticketId', 'at', 'id'],
  ],
});
