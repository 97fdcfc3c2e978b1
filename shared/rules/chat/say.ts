// What the product answers in a chat: lists, the outcome of an act, help. Never longer than a platform takes.
import { fill } from '../../kernel/fill';
import type { Instant } from '../../kernel/time';
import type { CardAction } from '../../kinds';
import type { Ticket } from '../../model/ticket';
import type { Card } from '../card/card';
import { clip } from '../card/clip';
import { dueOf } from '../card/facts';
import type { CardWords } from '../card/words';
import { isRunning } from '../ticket/overdue';
import { stageOf } from '../ticket/stage';
import type { ChatWords } from './words';

/** Of UTF-8, for a reply to a message (WeCom 90241). */
export const SAY_BYTES = 2048;
const TITLE_LENGTH = 40;
const PLACE_LENGTH = 30;
/** Whole, where it can be: it is to be copied. */
const TALK_LENGTH = 200;

export type Listed = { readonly ticket: Ticket; readonly site: string | null };
export type ListSetting = {
  readonly now: Instant;
  readonly offsetMinutes: number;
  readonly chat: ChatWords;
  readonly cards: CardWords;
};

/** `total`: of all that there are, where only the first ones were fetched. */
export function sayList(
  which: 'mine' | 'pool',
  listed: readonly Listed[],
  { now, offsetMinutes, chat, cards }: ListSetting,
  total: number = listed.length,
): string {
  if (listed.length === 0) return which === 'mine' ? chat.noneMine : chat.nonePool;
  const head = fill(which === 'mine' ? chat.mine : chat.pool, { count: total });
  const lines = listed.map(({ ticket, site }) =>
    [
      `#${ticket.no} ${clip(ticket.title, TITLE_LENGTH)}`,
      site === null ? '' : clip(site, PLACE_LENGTH),
      cards.stages[stageOf(ticket)],
      isRunning(ticket) ? dueOf(ticket, now, offsetMinutes, cards) : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  );
  const tail = (shown: number) => [...(shown < total ? [fill(chat.more, { count: total - shown })] : []), chat.hint];
  for (let shown = lines.length; shown > 0; shown--) {
    const text = [head, ...lines.slice(0, shown), ...tail(shown)].join('\n');
    if (utf8Length(text) <= SAY_BYTES) return text;
  }
  return fit([head, ...tail(0)].join('\n'));
}

/** A ticket in words: what its card shows. */
export const sayCard = ({ title, note, facts }: Card, { fact }: ChatWords): string =>
  fit(
    [clip(title, TITLE_LENGTH + 10), ...(note === null ? [] : [note]), ...facts.map((each) => fill(fact, each))].join(
      '\n',
    ),
  );

export const sayDone = (
  action: CardAction | 'ticket.comment',
  { no, title }: Pick<Ticket, 'no' | 'title'>,
  { done }: ChatWords,
): string => fit(fill(done[action], { no, title: clip(title, TITLE_LENGTH) }));

/** How to make a remark of it: whoever only chats is not heard by those who wait for the ticket. */
export const sayTalk = (text: string, { no, title }: Pick<Ticket, 'no' | 'title'>, { talk }: ChatWords): string =>
  fit(fill(talk, { no, title: clip(title, TITLE_LENGTH), text: clip(text.replace(/\s+/g, ' '), TALK_LENGTH) }));

/** `reason`: the refusal in words. */
export const sayRefused = (no: number, reason: string, { refused }: ChatWords): string =>
  fit(fill(refused, { no, reason }));

/** `url`: whole, with its host. */
export const sayPage = (no: number, url: string, { page }: ChatWords): string => fit(fill(page, { no, url }));
export const sayUnknown = (no: number, { unknown }: ChatWords): string => fill(unknown, { no });
export const sayWhich = ({ which }: ChatWords): string => which;
export const sayHelp = ({ help }: ChatWords): string => help;

function fit(text: string): string {
  if (utf8Length(text) <= SAY_BYTES) return text;
  const ELLIPSIS = 3;
  let room = SAY_BYTES - ELLIPSIS;
  let kept = '';
  for (const character of text) {
    room -= utf8Length(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
