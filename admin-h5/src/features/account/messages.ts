// The WeChat templates as they are typed: which keyword shows which fact of a ticket.
import type { Subscription } from '@paidan/shared/model/account';
import { SUBSCRIPTION_FACTS, SUBSCRIPTION_TOPICS, type SubscriptionTopic } from '@paidan/shared/model/accountParts';

export type MessageDraft = {
  readonly topic: SubscriptionTopic;
  readonly on: boolean;
  readonly templateId: string;
  readonly keys: Readonly<Record<string, string>>;
};
export type MessageFlaw = 'templateId' | 'none' | { readonly fact: string; readonly twice: boolean };

const TEMPLATE = /^[\w-]{10,64}$/;
const KEY = /^[a-z_]{4,20}[0-9]{1,3}$/;

export const messagesOf = (subscriptions: readonly Subscription[]): readonly MessageDraft[] =>
  SUBSCRIPTION_TOPICS.map((topic) => {
    const found = subscriptions.find((each) => each.topic === topic);
    return { topic, on: found !== undefined, templateId: found?.templateId ?? '', keys: found?.keys ?? {} };
  });

/** `{{thing1.DATA}}`, as the platform writes it, is `thing1`. */
export const keyIn = (typed: string): string => /\{\{\s*([a-z_]+[0-9]+)\.DATA\s*\}\}/.exec(typed)?.[1] ?? typed.trim();

export function flawsIn({ on, templateId, keys }: MessageDraft): readonly MessageFlaw[] {
  if (!on) return [];
  const given = SUBSCRIPTION_FACTS.flatMap((fact) => (keys[fact] ? [[fact, keys[fact]] as const] : []));
  return [
    ...(TEMPLATE.test(templateId) ? [] : ['templateId' as const]),
    ...(given.length === 0 ? ['none' as const] : []),
    ...given.flatMap(([fact, key]): MessageFlaw[] => {
      if (!KEY.test(key)) return [{ fact, twice: false }];
      return given.some(([other, same]) => other !== fact && same === key) ? [{ fact, twice: true }] : [];
    }),
  ];
}

export const subscriptionsOf = (drafts: readonly MessageDraft[]): Subscription[] =>
  drafts
    .filter(({ on }) => on)
    .map(({ topic, templateId, keys }) => ({
      topic,
      templateId,
      keys: Object.fromEntries(Object.entries(keys).filter(([, key]) => key !== '')) as Subscription['keys'],
    }));
