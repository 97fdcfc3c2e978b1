// Which of an organization's subscribe messages carries a notice? One consent carries one message of its topic.
import type { AccountValues, Subscription, SubscriptionTopic } from '../../model/account';
import type { Card } from './card';

/** `answer` where something is asked of the reader, `progress` where the ticket has merely gone on. */
export function topicOf({ kind, buttons }: Pick<Card, 'kind' | 'buttons'>): SubscriptionTopic {
  const asks = buttons.some((button) => button.kind === 'act' && ASKING.has(button.action));
  return asks || kind === 'completed' || kind === 'rate' ? 'answer' : 'progress';
}

const ASKING: ReadonlySet<string> = new Set(['ticket.accept', 'ticket.confirm']);

/** The one of the card's topic, or the only one that there is; null: none is set up. */
export function subscriptionOf(values: AccountValues, card: Pick<Card, 'kind' | 'buttons'>): Subscription | null {
  // A remark without its words says nothing new, and would use up a consent.
  const all = (values.subscriptions ?? []).filter(({ keys }) => card.kind !== 'commented' || keys.note !== undefined);
  const topic = topicOf(card);
  return all.find((one) => one.topic === topic) ?? all[0] ?? null;
}
