// The parts of a card that are pressed or chosen from, with the code of each refusal. Source: 90236, 94888, 90313.
import type { Faulty } from '../refusal';
import { bytes, isFilled, isOneOf, isUrl, only, part, parts, type Shape, texts } from '../shape';
import { MOST_KEY } from './cardParts';

const MOST_OPTION_ID = 128;

export function buttons(fault: Faulty, card: Shape): void {
  const keys = new Set<string>();
  for (const one of parts(fault, card, 'button_list', 1, 6, 40058)) {
    only(fault, one, ['type', 'text', 'style', 'key', 'url']);
    if (!isFilled(one.text)) fault(42038, 'button_list.text is missing');
    const type = one.type ?? 0;
    if (!isOneOf(type, [0, 1])) fault(40058, 'button_list.type');
    if (type === 1 && !isUrl(one.url)) fault(42028, 'button_list.url');
    if (type !== 0) continue;
    if (!isFilled(one.key)) {
      fault(42039, 'button_list.key is missing');
      continue;
    }
    if (bytes(one.key) > MOST_KEY) fault(42018, 'button_list.key is too long');
    if (keys.has(one.key)) fault(42019, 'button_list.key is there twice');
    keys.add(one.key);
  }
}

export function selection(fault: Faulty, card: Shape, update: boolean): void {
  const found = part(fault, card, 'button_selection');
  if (found !== null) select(fault, found, 'button_selection', update);
}

export function selects(fault: Faulty, card: Shape, update: boolean): void {
  const keys = new Set<unknown>();
  for (const one of parts(fault, card, 'select_list', 1, 3, 42047)) {
    select(fault, one, 'select_list', update);
    if (keys.has(one.question_key)) fault(42043, 'select_list.question_key is there twice');
    keys.add(one.question_key);
  }
}

function select(fault: Faulty, holder: Shape, name: string, update: boolean): void {
  only(fault, holder, ['question_key', 'title', 'option_list', 'selected_id', ...(update ? ['disable'] : [])]);
  texts(fault, holder, ['title']);
  questionKey(fault, holder, name);
  const ids = options(fault, holder, name, 10, []);
  if (holder.selected_id !== undefined && !ids.has(holder.selected_id)) fault(42040, `${name}.selected_id`);
}

export function checkbox(fault: Faulty, card: Shape, update: boolean): void {
  const found = part(fault, card, 'checkbox', 42043);
  if (found === null) {
    fault(42043, 'checkbox is missing');
    return;
  }
  only(fault, found, ['question_key', 'option_list', 'mode', ...(update ? ['disable'] : [])]);
  questionKey(fault, found, 'checkbox');
  if (!isOneOf(found.mode ?? 0, [0, 1])) fault(40058, 'checkbox.mode');
  options(fault, found, 'checkbox', 20, ['is_checked']);
}

export function submit(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'submit_button', 42046);
  if (found === null) {
    fault(42046, 'submit_button is missing');
    return;
  }
  only(fault, found, ['text', 'key']);
  if (!isFilled(found.text)) fault(42049, 'submit_button.text is missing');
  if (!isFilled(found.key) || bytes(found.key) > MOST_KEY) fault(42046, 'submit_button.key');
}

function questionKey(fault: Faulty, holder: Shape, name: string): void {
  const key = holder.question_key;
  if (!isFilled(key) || bytes(key) > MOST_KEY) fault(42043, `${name}.question_key`);
}

function options(
  fault: Faulty,
  holder: Shape,
  name: string,
  most: number,
  more: readonly string[],
): ReadonlySet<unknown> {
  const ids = new Set<unknown>();
  for (const one of parts(fault, holder, 'option_list', 1, most, 42037)) {
    only(fault, one, ['id', 'text', ...more]);
    if (!isFilled(one.id) || bytes(one.id) > MOST_OPTION_ID || ids.has(one.id)) fault(42040, `${name}.option_list.id`);
    if (!isFilled(one.text)) fault(42041, `${name}.option_list.text is missing`);
    ids.add(one.id);
  }
  return ids;
}
