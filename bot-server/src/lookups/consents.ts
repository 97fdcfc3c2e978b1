// How many messages may still go to a person through WeChat? One consent carries one message, so it is spent before sending.
import type { AccountId, MemberId, TenantId } from '@paidan/shared/kernel/id';
import type { SubscriptionTopic } from '@paidan/shared/model/account';
import { again } from '../core/again';
import { isRetryable } from '../store/dialect';
import { consent } from '../store/tables/consent';
import type { Reader, Store } from '../store/unit';

export { subscriptionOf, topicOf } from '@paidan/shared/rules/card/topic';

/** Takes one; false: none is left. Never below zero, however many ask at once. */
export const spend = (
  store: Store,
  tenantId: TenantId,
  accountId: string,
  memberId: MemberId,
  topic: SubscriptionTopic,
): Promise<boolean> =>
  change(store, tenantId, accountId, memberId, topic, ({ left }) => (left > 0 ? { left: left - 1 } : null));

/** The message was not sent after all. */
export async function giveBack(
  store: Store,
  tenantId: TenantId,
  accountId: string,
  memberId: MemberId,
  topic: SubscriptionTopic,
): Promise<void> {
  await change(store, tenantId, accountId, memberId, topic, ({ left }) => ({ left: left + 1 }));
}

/** The platform knows of no consent (43101): ours were withdrawn behind our back. */
export async function forgetConsents(
  store: Store,
  tenantId: TenantId,
  accountId: string,
  memberId: MemberId,
  topic: SubscriptionTopic,
): Promise<void> {
  await change(store, tenantId, accountId, memberId, topic, () => ({ left: 0 }));
}

/** What is left, for each of the members. */
export const consentsOf = (reader: Reader, members: readonly MemberId[]) =>
  members.length === 0
    ? Promise.resolve([])
    : reader.find(consent, {
        where: { memberId: { in: [...members] }, left: { gt: 0 } },
        columns: ['accountId', 'memberId', 'topic', 'left'],
      });

/** False: there is no such row, or `patchOf` wants no change. The row is locked in between. */
const change = (
  store: Store,
  tenantId: TenantId,
  accountId: string,
  memberId: MemberId,
  topic: SubscriptionTopic,
  patchOf: (before: { readonly left: number }) => { readonly left: number } | null,
): Promise<boolean> =>
  again(isRetryable, () =>
    store.unit({ tenantId }, async (u) => {
      const key = { accountId: accountId as AccountId, memberId, topic };
      const row = await u.lock(consent, key);
      const patch = row === undefined ? null : patchOf(row);
      return patch !== null && (await u.change(consent, key, patch)) === 1;
    }),
  );
