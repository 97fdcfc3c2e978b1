// A card in a passive reply has names in PascalCase, and its lists are repeated elements: here it becomes the usual shape.
// Source: 90241.
import { type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import type { Element } from '../xml';

const TEXTS = [
  'card_type desc icon_url title sub_title_text url appid pagepath quote_text keyname value media_id userid',
  'text key id question_key selected_id image_url replace_text task_id',
];
const NUMBERS = 'desc_color type style mode aspect_ratio';
const FLAGS = 'disable is_checked';
const OBJECTS = 'source main_title card_action emphasis_content action_menu quote_area image_text_area card_image';
const MORE_OBJECTS = 'button_selection checkbox submit_button';
const LISTS = 'horizontal_content_list jump_list action_list vertical_content_list button_list option_list select_list';

type Kind = 'text' | 'number' | 'flag' | 'object' | 'list';
const KINDS: ReadonlyMap<string, readonly [name: string, kind: Kind]> = new Map(
  (
    [
      [TEXTS.join(' '), 'text'],
      [NUMBERS, 'number'],
      [FLAGS, 'flag'],
      [`${OBJECTS} ${MORE_OBJECTS}`, 'object'],
      [LISTS, 'list'],
    ] as const
  ).flatMap(([names, kind]) =>
    names.split(' ').map((name) => [name.replaceAll('_', ''), [name, kind] as const] as const),
  ),
);
/** `CheckBox` and `KeyName` have capitals that the usual names do not show. */
const PASCAL = /^(?:[A-Z][a-z]*)+$/;

export function cardIn(element: Element): Shape | Refusal {
  const card: Record<string, unknown> = {};
  for (const child of element.children) {
    const known = PASCAL.test(child.name) ? KINDS.get(child.name.toLowerCase()) : undefined;
    if (known === undefined) return refuse(40058, `unknown element ${child.name}`);
    const [name, kind] = known;
    const value = readValue(child, kind);
    if (value === null) return refuse(40058, `${child.name} is not what it should be`);
    if (typeof value === 'object' && 'errcode' in value) return value as Refusal;
    if (kind === 'list') card[name] = [...((card[name] as readonly unknown[] | undefined) ?? []), value];
    else if (card[name] !== undefined) return refuse(40058, `${child.name} is there twice`);
    else card[name] = value;
  }
  return card;
}

function readValue(element: Element, kind: Kind): string | number | boolean | Shape | null {
  if (kind === 'object' || kind === 'list') return element.children.length > 0 ? cardIn(element) : null;
  if (element.children.length > 0) return null;
  const text = element.text.trim();
  if (kind === 'number') return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  if (kind === 'flag') return /^(?:true|false|0|1)$/.test(text) ? text === 'true' || text === '1' : null;
  return element.text;
}
