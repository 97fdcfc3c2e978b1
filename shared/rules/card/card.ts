// A notice as every channel gets it: said in the reader's words, drawn by each channel as far as it can.
import type { CardAction, NoticeKind } from '../../kinds';

/** At most three; a press needs nothing but the card and the action. */
export type CardButton =
  | { readonly kind: 'act'; readonly text: string; readonly action: CardAction }
  /** A press that only tells that it arrived: the test of a connection. */
  | { readonly kind: 'ack'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string };

export type Card = {
  readonly kind: NoticeKind | 'digest' | 'test';
  /** What has happened, or is asked of the reader: 「新工单可抢」. */
  readonly heading: string;
  /** Which ticket: 「#1024 厨房水管漏水」. */
  readonly title: string;
  /** In somebody's own words: a reason, a comment; null where there are none. */
  readonly note: string | null;
  readonly urgent: boolean;
  /** At most six. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly buttons: readonly CardButton[];
  /** Said in place of buttons that are over: 「已被李工接单」. Then only `open` is left of them. */
  readonly status: string | null;
  /** The page of our own that it leads to, from the root: `/go/…`. */
  readonly path: string;
  /** The ticket's short state for channels of few words: 「处理中」. */
  readonly stage: string;
  readonly handler: string | null;
  readonly no: number | null;
  /** When it happened. */
  readonly at: number;
};
