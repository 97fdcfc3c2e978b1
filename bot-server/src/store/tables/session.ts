// Who is signed in: found by the hash of what the browser or app shows, before any organization is known.
import type { MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { globalTable, id, instant, nullable, text } from '../columns';

export const session = globalTable('session', {
  key: ['tokenHash'],
  columns: {
    tokenHash: text(64),
    tenantId: id<TenantId>(),
    memberId: id<MemberId>(),
    kind: text<'cookie' | 'token'>(8),
    label: nullable(text(80)),
    createdAt: instant(),
    expiresAt: nullable(instant()),
    revokedAt: nullable(instant()),
    /** The one report that it opens, by that report's link; null: everything that is the person's. */
    onlyId: nullable(id<TicketId>()),
  },
  indexes: [['tenantId', 'memberId']],
});
