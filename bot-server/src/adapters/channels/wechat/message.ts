// A notice as a subscribe message: the organization's template, its keywords filled, and the page that a tap opens.
import type { Subscription, SubscriptionFact } from '@paidan/shared/model/account';
import type { Card } from '@paidan/shared/rules/card/card';
import { drawKeyword } from './keyword';

export type SubscribeMessage = {
  readonly touser: string;
  readonly template_id: string;
  readonly page?: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
  readonly lang: 'zh_CN';
};

export function subscribeMessage(to: string, card: Card, { templateId, keys }: Subscription): SubscribeMessage {
  const facts = Object.entries(keys) as readonly [SubscriptionFact, string][];
  // Room is short: a number that has a keyword of its own is not said twice.
  const apart = keys.no === undefined ? card : { ...card, title: card.title.replace(/^#\d+ /, '') };
  const data = facts.map(([fact, keyword]) => [keyword, { value: drawKeyword(keyword, said(apart, fact), card.at) }]);
  const page = pageOf(card.path);
  return {
    touser: to,
    template_id: templateId,
    ...(page !== null && { page }),
    data: Object.fromEntries(data),
    lang: 'zh_CN',
  };
}

/** Something is always said: the platform takes no empty value. */
function said({ title, no, stage, heading, handler, note }: Card, fact: SubscriptionFact): string {
  switch (fact) {
    case 'title':
      return title;
    case 'no':
      return no === null ? '' : String(no);
    case 'status':
      return stage || heading;
    case 'time':
      return '';
    case 'handler':
      return handler ?? '待定';
    case 'note':
      return note ?? heading;
  }
}

/** `/go/<connection>/t/<ticket>` is the mini-program's page of that ticket; null: its first page. */
export function pageOf(path: string): string | null {
  const id = /^\/go\/[^/?#]+\/t\/([0-9a-z]{20})(?![0-9A-Za-z])/.exec(path)?.[1];
  return id === undefined ? null : `pages/ticket/index?id=${id}`;
}
