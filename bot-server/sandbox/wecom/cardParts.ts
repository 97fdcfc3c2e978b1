// The parts that cards show: source, titles, lines, links and pictures, with the code of each refusal. Source: 90236, 90313.
import type { Faulty } from '../refusal';
import { bytes, isFilled, isOneOf, isUrl, only, part, parts, type Shape, texts } from '../shape';

export const MOST_KEY = 1024;
const RATIO = { least: 1.3, most: 2.25 };

export function source(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'source');
  if (found === null) return;
  only(fault, found, ['icon_url', 'desc', 'desc_color']);
  texts(fault, found, ['desc']);
  if (found.icon_url !== undefined && !isUrl(found.icon_url)) fault(42028, 'source.icon_url');
  if (!isOneOf(found.desc_color ?? 0, [0, 1, 2, 3])) fault(40058, 'source.desc_color');
}

/** A text notice does with a second line alone; every other card needs its title. */
export function headline(fault: Faulty, card: Shape, type: string): void {
  const found = part(fault, card, 'main_title');
  if (found !== null) {
    only(fault, found, ['title', 'desc']);
    texts(fault, found, ['title', 'desc']);
  }
  const instead = type === 'text_notice' && isFilled(card.sub_title_text);
  if (!isFilled(found?.title) && !instead) fault(42033, 'main_title.title is missing');
}

export function quote(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'quote_area');
  if (found === null) return;
  only(fault, found, ['type', 'url', 'appid', 'pagepath', 'title', 'quote_text']);
  texts(fault, found, ['title', 'quote_text']);
  target(fault, found, 'quote_area', [0, 1, 2], 40058);
}

export function menu(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'action_menu');
  if (found === null) return;
  only(fault, found, ['desc', 'action_list']);
  texts(fault, found, ['desc']);
  const taken = new Set((Array.isArray(card.button_list) ? card.button_list : []).map((button) => button?.key));
  for (const one of parts(fault, found, 'action_list', 1, 3, 40058)) {
    only(fault, one, ['text', 'key']);
    if (!isFilled(one.text)) fault(42038, 'action_list.text is missing');
    if (!isFilled(one.key)) fault(42039, 'action_list.key is missing');
    else if (bytes(one.key) > MOST_KEY) fault(42018, 'action_list.key is too long');
    else if (taken.has(one.key)) fault(42051, 'action_list.key is there twice');
    taken.add(one.key);
  }
}

export function horizontal(fault: Faulty, card: Shape, isPerson: (userid: string) => boolean): void {
  for (const one of parts(fault, card, 'horizontal_content_list', 0, 6, 42035)) {
    only(fault, one, ['type', 'keyname', 'value', 'url', 'media_id', 'userid']);
    texts(fault, one, ['value']);
    if (!isFilled(one.keyname)) fault(42027, 'horizontal_content_list.keyname is missing');
    const type = one.type ?? 0;
    if (!isOneOf(type, [0, 1, 2, 3])) fault(40058, 'horizontal_content_list.type');
    if (type === 1 && !isUrl(one.url)) fault(42028, 'horizontal_content_list.url');
    if (type === 2 && !isFilled(one.media_id)) fault(42029, 'horizontal_content_list.media_id');
    if (type === 3 && !(isFilled(one.userid) && isPerson(one.userid))) fault(42050, 'horizontal_content_list.userid');
  }
}

export function jumps(fault: Faulty, card: Shape): void {
  for (const one of parts(fault, card, 'jump_list', 0, 3, 42042)) {
    only(fault, one, ['type', 'title', 'url', 'appid', 'pagepath']);
    if (!isFilled(one.title)) fault(42033, 'jump_list.title is missing');
    target(fault, one, 'jump_list', [0, 1, 2], 40058);
  }
}

/** `needed`: a notice must lead somewhere. */
export function action(fault: Faulty, card: Shape, needed: boolean): void {
  const found = part(fault, card, 'card_action', 42045);
  if (found === null) {
    if (needed) fault(42045, 'card_action is missing');
    return;
  }
  only(fault, found, ['type', 'url', 'appid', 'pagepath']);
  target(fault, found, 'card_action', needed ? [1, 2] : [0, 1, 2], 42045);
}

export function picture(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'card_image', 42044);
  if (found === null) return;
  only(fault, found, ['url', 'aspect_ratio']);
  if (!isUrl(found.url)) fault(42044, 'card_image.url');
  const ratio = found.aspect_ratio ?? RATIO.least;
  if (typeof ratio !== 'number' || ratio < RATIO.least || ratio > RATIO.most) fault(40058, 'card_image.aspect_ratio');
}

export function imageText(fault: Faulty, card: Shape): void {
  const found = part(fault, card, 'image_text_area');
  if (found === null) return;
  only(fault, found, ['type', 'url', 'appid', 'pagepath', 'title', 'desc', 'image_url']);
  texts(fault, found, ['title', 'desc']);
  if (!isUrl(found.image_url)) fault(42044, 'image_text_area.image_url');
  target(fault, found, 'image_text_area', [0, 1, 2], 40058);
}

export function vertical(fault: Faulty, card: Shape): void {
  for (const one of parts(fault, card, 'vertical_content_list', 0, 4, 42036)) {
    only(fault, one, ['title', 'desc']);
    texts(fault, one, ['desc']);
    if (!isFilled(one.title)) fault(42033, 'vertical_content_list.title is missing');
  }
}

/** 0 nowhere, 1 an address, 2 a mini-program. */
function target(fault: Faulty, holder: Shape, name: string, types: readonly number[], errcode: number): void {
  const type = holder.type ?? 0;
  if (!isOneOf(type, types)) fault(errcode, `${name}.type`);
  if (type === 1 && !isUrl(holder.url)) fault(42028, `${name}.url`);
  if (type === 2 && !isFilled(holder.appid)) fault(42030, `${name}.appid`);
  texts(fault, holder, ['pagepath']);
}
