// What a passive reply does: words, a grey button, or a new face for the presser's own card. Source: 90241.

import type { Box } from '../box';
import type { Copy } from '../chats';
import { type Refusal, refuse } from '../refusal';
import { bytes } from '../shape';
import { childOf, type Element, textOf } from '../xml';
import type { App, Corp, Sent } from './corp';
import { cardIn } from './pascal';
import { applyChange, buttonChange, type Change, cardChange } from './update';

const MOST_TEXT = 2048;
export type Pressed = { readonly sent: Sent; readonly copy: Copy };
export type ReplyTo = {
  readonly corp: Corp;
  readonly app: App;
  readonly userid: string;
  readonly pressed: Pressed | null;
};

/** Null when it took effect. */
export function applyReply(box: Box, to: ReplyTo, reply: Element): Refusal | null {
  const type = textOf(reply, 'MsgType');
  switch (type) {
    case 'text': {
      const text = textOf(reply, 'Content') ?? '';
      if (text === '') return refuse(44004, 'Content is empty');
      if (bytes(text) > MOST_TEXT) return refuse(45002, 'Content is too long');
      const chat = box.state.chats.app(to.corp.corpId, to.app.agentId, to.userid);
      box.state.chats.say(chat, { msgid: '', from: 'app', type: 'passive', text });
      return null;
    }
    case 'update_button':
    case 'update_template_card': {
      if (to.pressed === null) return refuse(40008, `${type} answers the press of a card only`);
      const change = changeIn(to, to.pressed.sent, reply, type);
      if ('errcode' in change) return change;
      applyChange(box, to.pressed.copy, change.next);
      return null;
    }
    default:
      return refuse(40008, 'invalid MsgType');
  }
}

function changeIn({ corp }: ReplyTo, sent: Sent, reply: Element, type: string): Change | Refusal {
  if (type === 'update_button') {
    const button = childOf(reply, 'Button');
    return buttonChange(sent, button === undefined ? undefined : textOf(button, 'ReplaceName'));
  }
  const element = childOf(reply, 'TemplateCard');
  if (element === undefined) return refuse(40063, 'TemplateCard is empty');
  const card = cardIn(element);
  return 'errcode' in card ? (card as Refusal) : cardChange(corp, card);
}
