// Whose is a platform's userid or openid? One member may have several.
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import { id, instant, table, text } from '../columns';

export const identity = table('identity', {
  key: ['tenantId', 'accountId', 'external'],
  columns: {
    accountId: id<AccountId>(),
    external: text(64),
    memberId: id<MemberId>(),
    /** `left`: the platform no longer knows the person. */
    state: text<'active' | 'left'>(8),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indexes: [['tenantId', 'memberId']],
});
