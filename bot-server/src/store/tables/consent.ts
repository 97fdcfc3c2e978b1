// Messages that a person has agreed to get through WeChat: one consent, one message.
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import type { SubscriptionTopic } from '@paidan/shared/model/account';
import { id, instant, int, table, text } from '../columns';

export const consent = table('consent', {
  key: ['tenantId', 'accountId', 'memberId', 'topic'],
  columns: {
    accountId: id<AccountId>(),
    memberId: id<MemberId>(),
    topic: text<SubscriptionTopic>(16),
    left: int(),
    /** How many each has told of: the mini-program and the platform's push speak of the same ones. */
    byApp: int(),
    byPush: int(),
    updatedAt: instant(),
  },
});
