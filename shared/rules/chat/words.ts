// The words of a conversation with the product; `shared/text` says them in each language.
import type { CardAction } from '../../kinds';

export type ChatWords = {
  readonly mine: string;
  readonly pool: string;
  readonly noneMine: string;
  readonly nonePool: string;
  /** `{count}` more than there was room for. */
  readonly more: string;
  readonly hint: string;
  /** `{no}`, `{title}` of the ticket. */
  readonly done: Readonly<Record<CardAction | 'ticket.comment', string>>;
  /** A line of what a ticket's card shows: `{label}`, `{value}`. */
  readonly fact: string;
  /** `{no}`, and why not: `{reason}`. */
  readonly refused: string;
  /** `{no}`: it takes more than a word. `{url}`: of its page. */
  readonly page: string;
  readonly unknown: string;
  /** `{text}` was no order. `{no}`, `{title}` of the ticket that it might have been about. */
  readonly talk: string;
  /** Nothing was said of a ticket yet that this could be about. */
  readonly which: string;
  /** Whoever writes is no member. */
  readonly notBound: string;
  /** A card that leads nowhere any more. */
  readonly unknownCard: string;
  readonly testPressed: string;
  readonly help: string;
};
