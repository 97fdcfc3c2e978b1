// A notice as WeCom draws it: a card with buttons that press, or one that leads to the page. Source: 90236, 94888.
// Every length and number that the platform refuses is kept here, whatever the notice holds.
import type { Card, CardButton } from '@paidan/shared/rules/card/card';
import type { JsonObject } from '../../http/client';
import { fit, plain } from './text';

/** The platform would take six (42035), and six buttons; ours has three at most. */
const MOST = { facts: 6, buttons: 3, jumps: 3 } as const;
/** What the app shows of each, in Chinese characters. */
const ROOM = { source: 20, title: 36, subTitle: 112, note: 200, label: 8, value: 30, button: 10, status: 20, jump: 18 };
const MOST_URL_BYTES = 2_048;
const TASK_ID = /^[0-9A-Za-z_@-]{1,128}$/;
const COLOUR = { quiet: 0, urgent: 2 } as const;
const STYLE = { main: 1, other: 2 } as const;
/** Where a title is needed and there is nothing to say. */
const BLANK = '…';

/** Of a button that only tells that it was pressed. */
export const ACK_KEY = 'ack';
export const isTaskId = (text: string): boolean => TASK_ID.test(text);

type To = { readonly baseUrl: string; readonly cardId: string | null };

/** To be sent. Without a name for the card nothing on it can be pressed. */
export function newCard(card: Card, { baseUrl, cardId }: To): JsonObject {
  const url = addressOf(card, baseUrl);
  const buttons = cardId !== null && isTaskId(cardId) && isInteraction(card);
  return buttons ? { ...interaction(card, url), ...subTitle(card), task_id: cardId } : notice(card, url);
}

/** A new face for a card that was sent: its name stays, and what is over greys the buttons. */
export function changedCard(card: Card, baseUrl: string): JsonObject {
  const url = addressOf(card, baseUrl);
  if (card.status !== null) return { ...face(card, url), ...over(card.status) };
  return isInteraction(card) ? interaction(card, url) : notice(card, url);
}

/** Only a card with a button, be it merely the way to the page, comes with a code (90236) by which it says later how it went on. */
const isInteraction = ({ buttons }: Card): boolean => buttons.length > 0;

const subTitle = ({ status }: Card): JsonObject =>
  status === null || plain(status) === '' ? {} : { sub_title_text: fit(status, ROOM.subTitle) };

const interaction = (card: Card, url: string): JsonObject => ({
  ...face(card, url),
  card_type: 'button_interaction',
  button_list: buttonsOf(card.buttons, url),
});

function notice(card: Card, url: string): JsonObject {
  const jumps = card.buttons.filter(({ kind }) => kind === 'open').slice(0, MOST.jumps);
  return {
    ...face(card, url),
    card_type: 'text_notice',
    ...subTitle(card),
    ...(jumps.length > 0 && {
      jump_list: jumps.map(({ text }) => ({ type: 1, title: fit(text, ROOM.jump) || BLANK, url })),
    }),
  };
}

/** The platform wants a button even where none is left; it shows the words alone, and cannot be pressed. */
const over = (status: string): JsonObject => ({
  card_type: 'button_interaction',
  button_list: [{ type: 0, text: fit(status, ROOM.button) || BLANK, style: STYLE.main, key: 'over' }],
  replace_text: fit(status, ROOM.status) || BLANK,
});

const face = ({ heading, title, note, urgent, facts }: Card, url: string): JsonObject => ({
  source: { desc: fit(heading, ROOM.source), desc_color: urgent ? COLOUR.urgent : COLOUR.quiet },
  main_title: { title: fit(title, ROOM.title) || fit(heading, ROOM.title) || BLANK },
  ...(note !== null && plain(note) !== '' && { quote_area: { type: 0, quote_text: fit(note, ROOM.note) } }),
  ...(facts.length > 0 && {
    horizontal_content_list: facts
      .slice(0, MOST.facts)
      .map(({ label, value }) => ({ keyname: fit(label, ROOM.label) || BLANK, value: fit(value, ROOM.value) })),
  }),
  card_action: { type: 1, url },
});

/** A key twice is refused (42019): the first button of a kind stands for the others. */
function buttonsOf(buttons: readonly CardButton[], url: string): readonly JsonObject[] {
  const keys = new Set<string>();
  const kept: JsonObject[] = [];
  for (const button of buttons) {
    const text = fit(button.text, ROOM.button) || BLANK;
    if (button.kind === 'open') {
      kept.push({ type: 1, text, style: STYLE.other, url });
      continue;
    }
    const key = button.kind === 'act' ? button.action : ACK_KEY;
    if (!keys.has(key)) kept.push({ type: 0, text, style: keys.size === 0 ? STYLE.main : STYLE.other, key });
    keys.add(key);
  }
  // Those that press are what the card is for.
  const presses = kept.filter(({ type }) => type === 0).slice(0, MOST.buttons);
  return [...presses, ...kept.filter(({ type }) => type === 1)].slice(0, MOST.buttons);
}

/** Always on our own site, whatever the path says. */
export function addressOf({ path }: Pick<Card, 'path'>, baseUrl: string): string {
  const safe = path.replace(/\p{Cs}/gu, '').replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
  const url = `${baseUrl}${safe.startsWith('/') ? safe : '/'}`;
  return Buffer.byteLength(url) <= MOST_URL_BYTES ? url : `${baseUrl}/`;
}
