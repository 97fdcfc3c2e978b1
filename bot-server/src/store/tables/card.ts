// Cards that people hold in their hands, so that they can be changed when the ticket does.
import type { AccountId, CardId, MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { NoticeKind } from '@paidan/shared/kinds';
import { id, instant, int, nullable, prose, table, text } from '../columns';

export const card = table('card', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<CardId>(),
    ticketId: id<TicketId>(),
    accountId: id<AccountId>(),
    memberId: id<MemberId>(),
    recipient: text(64),
    kind: text<NoticeKind>(16),
    /** Hash of what it shows. */
    shown: text(64),
    messageId: nullable(text(255)),
    /** Changes it once; null when there is none or it is used up. */
    code: nullable(prose()),
    codeAt: nullable(instant()),
    sentAt: instant(),
    /** `over`: nothing on it can change any more. */
    state: text<'live' | 'over'>(8),
    version: int(),
  },
  indexes: [
    ['tenantId', 'ticketId', 'state'],
    ['tenantId', 'memberId', 'sentAt'],
  ],
});
