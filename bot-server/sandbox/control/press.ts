// A finger on a card: the real encrypted event to the product, and the answer on the presser's own card.
import type { Delivery } from '../api';
import type { Box } from '../box';
import type { Copy } from '../chats';
import { asObject } from '../http';
import { redirected, type Wire } from '../redeliver';
import type { Shape } from '../shape';
import { tell, wireOf } from '../wecom/callback';
import { keysOf } from '../wecom/card';
import { giveCode } from '../wecom/codes';
import type { Sent } from '../wecom/corp';
import { cardEvent, type Selected } from '../wecom/event';
import { applyReply } from '../wecom/passive';
import { findPlace, isWrong, type Place, type Wrong, wrong } from './find';
import type { PressInput } from './inputs';

export type PressResult = Delivery & { readonly all?: readonly Delivery[] };
export type Dry = { readonly wire: Wire; readonly plain: string };

export async function press(box: Box, input: PressInput): Promise<PressResult | Dry | Wrong> {
  const place = findPlace(box, input);
  if (isWrong(place)) return place;
  const { corp, app, person } = place;
  const address = app.callback;
  if (address === null) return wrong(`application ${app.agentId} has no callback address`, 409);
  const sent = box.state.sent.get(input.msgid);
  const copy = sent?.copies.get(person.userid.toLowerCase());
  const card = copy?.message.card;
  if (sent === undefined || copy === undefined || card === undefined) return wrong('this person has no such card');
  if (!input.force) {
    const refused = cannotPress(copy, card, input.key);
    if (refused !== null) return refused;
  }
  const at = box.clock.now();
  const plain = cardEvent({ corpId: corp.corpId, userid: person.userid, at }, app.agentId, {
    key: input.key,
    taskId: sent.taskId,
    cardType: String(card.card_type),
    code: giveCode(box, sent),
    selected: input.selected ?? preselected(card),
    menu: keysOf(card).menu.includes(input.key),
  });
  const wire = redirected(wireOf(box, address, corp.corpId, plain, app.agentId), input.url);
  if (input.dry) return { wire, plain };
  const pressed = { userid: person.userid, key: input.key, at };
  box.state.chats.change(copy, { pressed: { ...pressed, outcome: 'waiting' } });
  const deliver = () => deliverOnce(box, place, { sent, copy }, plain, wire);
  const all = await repeated(input.repeat, input.concurrency, deliver);
  const [first] = all as readonly [Delivery, ...Delivery[]];
  box.state.chats.change(copy, { pressed: { ...pressed, outcome: first.outcome } });
  return input.repeat === 1 ? first : { ...first, all };
}

async function deliverOnce(
  box: Box,
  { corp, app, person }: Place,
  pressed: { readonly sent: Sent; readonly copy: Copy },
  plain: string,
  wire: Wire,
): Promise<Delivery> {
  const name = String(pressed.copy.message.card?.card_type);
  const { opened, ...told } = await tell(box, { app, plain, wire, userid: person.userid, name: `press ${name}` });
  if (opened?.xml == null) return told;
  const error = applyReply(box, { corp, app, userid: person.userid, pressed }, opened.xml);
  return error === null ? told : { ...told, outcome: 'refused', error };
}

function cannotPress({ message }: Copy, card: Shape, key: string): Wrong | null {
  if (message.recalled) return wrong('the card has been recalled', 409);
  const { buttons, menu } = keysOf(card);
  if (menu.includes(key)) return null;
  if (card.replace_text !== undefined) return wrong('the buttons are grey', 409);
  return buttons.includes(key) ? null : wrong(`no button ${key} on the card`, 409);
}

/** What is chosen when nobody has chosen anything. */
function preselected(card: Shape): readonly Selected[] {
  const selects = [card.button_selection, ...(Array.isArray(card.select_list) ? card.select_list : [])]
    .map(asObject)
    .filter((select) => select !== null)
    .map((select) => ({ question_key: String(select.question_key), option_ids: [firstId(select)] }));
  const box = asObject(card.checkbox);
  if (box === null) return selects;
  const options = (box.option_list as readonly Shape[]).filter(({ is_checked }) => is_checked === true);
  return [{ question_key: String(box.question_key), option_ids: options.map(({ id }) => String(id)) }];
}

const firstId = (select: Shape): string =>
  String(select.selected_id ?? (select.option_list as readonly Shape[] | undefined)?.[0]?.id ?? '');

async function repeated(
  times: number,
  concurrency: number,
  run: () => Promise<Delivery>,
): Promise<readonly Delivery[]> {
  const all: Delivery[] = [];
  let left = times;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      all.push(await run());
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, times) }, worker));
  return all;
}
