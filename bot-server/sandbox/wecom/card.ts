// Is this template card one that WeCom takes? Source: 90236 (send), 94888 (update), 91770 (group).
import { type Faulty, firstFault, type Refusal } from '../refusal';
import { bytes, isFilled, only, part, parts, type Shape, texts } from '../shape';
import { buttons, checkbox, selection, selects, submit } from './cardInputs';
import { action, headline, horizontal, imageText, jumps, menu, picture, quote, source, vertical } from './cardParts';

/** `send`: from an application. `update`: a new face for a card that was sent. `group`: through a webhook. */
export type CardMode = 'send' | 'update' | 'group';
export type CardContext = { readonly mode: CardMode; readonly isPerson: (userid: string) => boolean };

const COMMON = ['card_type', 'source', 'task_id', 'main_title', 'quote_area', 'sub_title_text'];
const LISTS = ['horizontal_content_list', 'card_action'];
const NOTICE = [...COMMON, ...LISTS, 'action_menu', 'jump_list'];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  text_notice: [...NOTICE, 'emphasis_content'],
  news_notice: [...NOTICE, 'card_image', 'image_text_area', 'vertical_content_list'],
  button_interaction: [...COMMON, ...LISTS, 'action_menu', 'button_list', 'button_selection', 'replace_text'],
  vote_interaction: [...COMMON, ...LISTS, 'checkbox', 'submit_button', 'replace_text'],
  multiple_interaction: [...COMMON, ...LISTS, 'select_list', 'submit_button', 'replace_text'],
};
const NOTICES = ['text_notice', 'news_notice'];
const TASK_ID = /^[0-9A-Za-z_\-@]+$/;
const MOST_TASK_ID = 128;

export const isNotice = (card: Shape): boolean => NOTICES.includes(String(card.card_type));

/** Something on it can be pressed so that the application hears of it. */
export const callsBack = (card: Shape): boolean =>
  card.action_menu !== undefined ||
  (card.card_type === 'button_interaction'
    ? card.button_selection !== undefined ||
      (Array.isArray(card.button_list) && card.button_list.some((button) => (button?.type ?? 0) === 0))
    : !isNotice(card));

export function cardFault(card: Shape | null, context: CardContext): Refusal | null {
  return firstFault((fault) => {
    if (card === null) return fault(40063, 'template_card is empty');
    const type = String(card.card_type);
    const fields = Object.hasOwn(FIELDS, type) ? FIELDS[type] : undefined;
    if (fields === undefined) return fault(42031, 'card_type');
    if (context.mode === 'group' && !NOTICES.includes(type)) return fault(42031, 'a group takes notice cards only');
    if (context.mode === 'group' && card.action_menu !== undefined) fault(40058, 'a group has no callbacks');
    only(fault, card, fields);
    texts(fault, card, ['sub_title_text', 'replace_text']);
    taskId(fault, card, context.mode);
    source(fault, card);
    headline(fault, card, type);
    quote(fault, card);
    menu(fault, card);
    horizontal(fault, card, context.isPerson);
    jumps(fault, card);
    action(fault, card, NOTICES.includes(type));
    byType(fault, card, type, context.mode);
  });
}

function byType(fault: Faulty, card: Shape, type: string, mode: CardMode): void {
  if (mode !== 'update' && card.replace_text !== undefined) fault(40058, 'replace_text belongs to an update');
  switch (type) {
    case 'text_notice': {
      const emphasis = part(fault, card, 'emphasis_content');
      if (emphasis !== null) texts(fault, emphasis, ['title', 'desc']);
      return;
    }
    case 'news_notice':
      picture(fault, card);
      imageText(fault, card);
      vertical(fault, card);
      if (card.card_image === undefined && card.image_text_area === undefined) fault(42044, 'card_image is missing');
      return;
    case 'button_interaction':
      buttons(fault, card);
      selection(fault, card, mode === 'update');
      return;
    case 'vote_interaction':
      checkbox(fault, card, mode === 'update');
      submit(fault, card);
      return;
    default:
      selects(fault, card, mode === 'update');
      submit(fault, card);
  }
}

/** Given once, when the card is sent; needed wherever something can be pressed. */
function taskId(fault: Faulty, card: Shape, mode: CardMode): void {
  const given = card.task_id;
  if (mode === 'update') {
    if (given !== undefined) fault(42014, 'task_id belongs to the sending');
    return;
  }
  if (given === undefined) {
    if (!isNotice(card) || card.action_menu !== undefined) fault(42014, 'task_id is missing');
    return;
  }
  if (!isFilled(given) || !TASK_ID.test(given) || bytes(given) > MOST_TASK_ID) fault(42014, 'task_id is illegal');
}

/** Keys that can be pressed, as the card stands: its buttons, its submit button, its menu. */
export function keysOf(card: Shape): { readonly buttons: readonly string[]; readonly menu: readonly string[] } {
  const none: Faulty = () => undefined;
  const keys = (list: readonly Shape[]): readonly string[] => list.map(({ key }) => key).filter(isFilled);
  const list = parts(none, card, 'button_list', 0, 6, 0).filter((button) => (button.type ?? 0) === 0);
  const submitButton = part(none, card, 'submit_button');
  const corner = part(none, card, 'action_menu');
  return {
    buttons: [...keys(list), ...keys(submitButton === null ? [] : [submitButton])],
    menu: corner === null ? [] : keys(parts(none, corner, 'action_list', 0, 3, 0)),
  };
}
