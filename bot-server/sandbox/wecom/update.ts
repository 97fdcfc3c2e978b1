// message/update_template_card: a new face, or a grey button, for a card that was sent. Source: 94888.
import type { Box } from '../box';
import type { Copy } from '../chats';
import { asObject } from '../http';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { isFilled, isOneOf, type Shape } from '../shape';
import { cardFault } from './card';
import { peekCode, useCode } from './codes';
import type { Corp, Sent, Token } from './corp';
import { withStyles } from './message';
import { departmentsBelow } from './receivers';
import { agentOf } from './send';

const MOST_USERS = 1000;
const MOST_PARTIES = 100;

export function updateCard(box: Box, token: Token, body: Shape): Answer | Refusal {
  const app = agentOf(token, body);
  if ('errcode' in app) return app;
  const code = body.response_code;
  const sent = typeof code === 'string' ? peekCode(box, code) : null;
  if (typeof code !== 'string' || sent === null) return refuse(60140, 'invalid response_code');
  if (sent.corpId !== app.corpId || sent.agentId !== app.agentId) return refuse(42015, 'response_code of another app');
  if (!isOneOf(body.enable_id_trans ?? 0, [0, 1])) return refuse(40035, 'enable_id_trans');
  const change = changeOf(token.corp, sent, body);
  if ('errcode' in change) return change;
  const targets = targetsOf(token.corp, sent, body);
  if ('errcode' in targets) return targets;
  useCode(box, code);
  for (const userid of targets.users) applyChange(box, sent.copies.get(userid), change.next);
  return fine({ invaliduser: targets.invalid });
}

export type Change = { readonly next: (card: Shape) => Shape };

const greyed =
  (text: string): Change['next'] =>
  (card) => ({ ...card, replace_text: text });

function changeOf(corp: Corp, sent: Sent, body: Shape): Change | Refusal {
  const button = asObject(body.button);
  if (button !== null && body.template_card === undefined) return buttonChange(sent, button.replace_name);
  if (button !== null) return refuse(40058, 'button or template_card, not both');
  return cardChange(corp, asObject(body.template_card));
}

/** Greys the buttons of a card that has some. */
export function buttonChange(sent: Sent, name: unknown): Change | Refusal {
  if (sent.cardType === null || sent.cardType.endsWith('_notice')) return refuse(40058, 'the card has no buttons');
  return isFilled(name) ? { next: greyed(name) } : refuse(42020, 'replace_name is missing');
}

export function cardChange(corp: Corp, card: Shape | null): Change | Refusal {
  const fault = cardFault(card, { mode: 'update', isPerson: (userid) => corp.people.has(userid.toLowerCase()) });
  if (fault !== null || card === null) return fault ?? refuse(40063, 'template_card is empty');
  return { next: () => withStyles(card) };
}

/** The task keeps its name, whatever face it gets. */
export function applyChange({ state }: Box, copy: Copy | undefined, next: Change['next']): void {
  if (copy === undefined || copy.message.recalled || copy.message.card === undefined) return;
  const { task_id: taskId } = copy.message.card;
  const card = { ...next(copy.message.card), ...(taskId === undefined ? {} : { task_id: taskId }) };
  state.chats.change(copy, { card, cardState: 'updated' });
}

type Targets = { readonly users: readonly string[]; readonly invalid: readonly string[] };

function targetsOf(corp: Corp, sent: Sent, body: Shape): Targets | Refusal {
  if (body.atall === 1) return { users: [...sent.receivers], invalid: [] };
  const userids = listOf(body.userids, isFilled, MOST_USERS);
  const parties = listOf(body.partyids, Number.isInteger, MOST_PARTIES);
  const tags = listOf(body.tagids, Number.isInteger, MOST_PARTIES);
  if (userids === null || parties === null || tags === null) return refuse(40035, 'userids, partyids or tagids');
  if (userids.length + parties.length + tags.length === 0) return refuse(82101, 'nobody to update for');
  const users = new Set<string>();
  const invalid: string[] = [];
  for (const userid of userids.map((one) => String(one).toLowerCase())) {
    if (sent.receivers.has(userid)) users.add(userid);
    else invalid.push(userid);
  }
  for (const department of parties.flatMap((id) => departmentsBelow(corp, Number(id)))) {
    for (const person of corp.members.get(department) ?? []) users.add(person.userid.toLowerCase());
  }
  return users.size > 0 ? { users: [...users], invalid } : refuse(82102, 'nobody of these has the card');
}

function listOf(value: unknown, isOne: (one: unknown) => boolean, most: number): readonly unknown[] | null {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.length <= most && value.every(isOne) ? value : null;
}
