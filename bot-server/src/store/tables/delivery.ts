// One notice for one receiver through one connection; workers claim the rows by lease.
import type { AccountId, DeliveryId, MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { NoticeKind } from '@paidan/shared/kinds';
import { bool, fenced, id, instant, int, nullable, prose, table, text } from '../columns';

export const delivery = table('delivery', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<DeliveryId>(),
    /** The ticket, and its event that the notice is about. */
    streamId: id<TicketId>(),
    seq: int(),
    kind: text<NoticeKind>(16),
    accountId: id<AccountId>(),
    /** Null: the connection's group. */
    memberId: nullable(id<MemberId>()),
    /** The platform's name of the receiver; a group's is `group`. */
    recipient: text(64),
    /** Comes through in quiet hours, too. */
    urgent: bool(),
    /** `skipped`: over before it was sent. `merged`: told in another one's digest. `dropped`: never for this receiver. */
    state: text<'pending' | 'sent' | 'skipped' | 'merged' | 'dropped' | 'buried'>(12),
    attempts: int(),
    /** By the product's clock. */
    availableAt: instant(),
    ...fenced(),
    errorCode: nullable(text(40)),
    lastError: nullable(prose()),
    sentAt: nullable(instant()),
    createdAt: instant(),
  },
  unique: [['tenantId', 'streamId', 'seq', 'accountId', 'recipient']],
  indexes: [
    ['state', 'availableAt', 'id'],
    ['tenantId', 'state', 'id'],
    ['tenantId', 'accountId', 'recipient', 'sentAt'],
  ],
});
