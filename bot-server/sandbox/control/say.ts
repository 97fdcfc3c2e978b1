// Words typed to an application, and its answer in the chat.
import type { Delivery } from '../api';
import type { Box } from '../box';
import { randomDigits } from '../ids';
import { redirected } from '../redeliver';
import { tell, wireOf } from '../wecom/callback';
import { textMessage } from '../wecom/event';
import { applyReply } from '../wecom/passive';
import { findPlace, isWrong, type Wrong, wrong } from './find';
import type { SayInput } from './inputs';

export async function say(box: Box, input: SayInput): Promise<Delivery | Wrong> {
  const place = findPlace(box, input);
  if (isWrong(place)) return place;
  const { corp, app, person } = place;
  if (app.callback === null) return wrong(`application ${app.agentId} has no callback address`, 409);
  // Beyond what a double can hold.
  const msgId = BigInt(randomDigits(19));
  const chat = box.state.chats.app(corp.corpId, app.agentId, person.userid);
  box.state.chats.say(chat, { msgid: String(msgId), from: 'user', type: 'text', text: input.text });
  const head = { corpId: corp.corpId, userid: person.userid, at: box.clock.now() };
  const plain = textMessage(head, app.agentId, input.text, msgId);
  const wire = redirected(wireOf(box, app.callback, corp.corpId, plain, app.agentId), input.url);
  const { opened, ...told } = await tell(box, { app, plain, wire, userid: person.userid, name: 'text' });
  if (opened?.xml == null) return told;
  const error = applyReply(box, { corp, app, userid: person.userid, pressed: null }, opened.xml);
  return error === null ? told : { ...told, outcome: 'refused', error };
}
