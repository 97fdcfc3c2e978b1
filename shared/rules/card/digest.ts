// Several notices in one, when there would be a flood of them.
import { fill } from '../../kernel/fill';
import type { Instant } from '../../kernel/time';
import type { NoticeKind } from '../../kinds';
import { toPage } from './buttons';
import type { Card } from './card';
import { MOST_FACTS } from './facts';
import type { CardWords } from './words';

type Item = { readonly no: number; readonly title: string; readonly kind: NoticeKind };

/** In the order given; what there is no room for is counted. */
export function digest(items: readonly Item[], path: string, at: Instant, words: CardWords): Card {
  const { heading, title, more, stage } = words.digest;
  const shown = items.length > MOST_FACTS ? items.slice(0, MOST_FACTS - 1) : items;
  const rest = items.length - shown.length;
  return {
    kind: 'digest',
    heading: fill(heading, { count: items.length }),
    title: fill(title, { tickets: new Set(items.map(({ no }) => no)).size }),
    note: null,
    urgent: false,
    facts: [
      ...shown.map((item) => ({ label: words.kinds[item.kind], value: `#${item.no} ${item.title}` })),
      ...(rest === 0 ? [] : [{ label: words.labels.rest, value: fill(more, { count: rest }) }]),
    ],
    buttons: toPage(words),
    status: null,
    path,
    stage,
    handler: null,
    no: null,
    at,
  };
}
