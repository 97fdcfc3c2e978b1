// What an application may say: is it whole, and what do people see of it? Source: 90236.
import type { NewMessage } from '../chats';
import { asObject } from '../http';
import { type Refusal, refuse } from '../refusal';
import { bytes, cutBytes, cutChars, isFilled, type Shape } from '../shape';
import { type CardContext, callsBack, cardFault } from './card';

export type Content = {
  readonly shown: Omit<NewMessage, 'msgid' | 'from'>;
  readonly card: Shape | null;
  readonly callsBack: boolean;
};

const MOST_TEXT = 2048;
const MOST_URL = 2048;
const TEXTCARD = { title: 128, description: 512, button: 4 };
const USUAL_BUTTON = '详情';
const BUTTON_STYLES = [1, 2, 3, 4];

export function contentOf(body: Shape, isPerson: CardContext['isPerson']): Content | Refusal {
  switch (body.msgtype) {
    case 'text': {
      const content = textIn(body, 'text');
      return isWords(content) ? plain({ type: 'text', text: cutBytes(content, MOST_TEXT) }) : content;
    }
    case 'markdown': {
      const content = textIn(body, 'markdown');
      if (!isWords(content)) return content;
      if (bytes(content) > MOST_TEXT) return refuse(45002, 'content is too long');
      return plain({ type: 'markdown', text: content });
    }
    case 'textcard':
      return textcard(asObject(body.textcard));
    case 'template_card': {
      const card = asObject(body.template_card);
      const fault = cardFault(card, { mode: 'send', isPerson });
      if (fault !== null || card === null) return fault ?? refuse(40063, 'template_card is empty');
      const shown = withStyles(card);
      return {
        shown: { type: 'card', card: shown, cardState: 'live', pressed: null },
        card,
        callsBack: callsBack(card),
      };
    }
    default:
      return refuse(40008, 'invalid message type');
  }
}

const plain = (shown: Content['shown']): Content => ({ shown, card: null, callsBack: false });
const isWords = (value: string | Refusal): value is string => typeof value === 'string';

function textIn(body: Shape, type: string): string | Refusal {
  const holder = asObject(body[type]);
  if (holder === null) return refuse(40063, `${type} is empty`);
  if (holder.content === undefined || holder.content === '') return refuse(44004, 'content is empty');
  return typeof holder.content === 'string' ? holder.content : refuse(40035, 'content is no text');
}

function textcard(holder: Shape | null): Content | Refusal {
  if (holder === null) return refuse(40063, 'textcard is empty');
  const { title, description, url, btntxt } = holder;
  if (!isFilled(title)) return refuse(41016, 'title missing');
  if (!isFilled(description)) return refuse(41033, 'description missing');
  if (!isFilled(url) || bytes(url) > MOST_URL) return refuse(40054, 'invalid url');
  if (!/^https?:\/\//.test(url)) return refuse(45034, 'url scheme missing');
  const button = isFilled(btntxt) ? cutChars(btntxt, TEXTCARD.button) : USUAL_BUTTON;
  const link = {
    title: cutChars(title, TEXTCARD.title),
    description: cutChars(description, TEXTCARD.description),
    url,
    button,
  };
  return plain({ type: 'textcard', link });
}

/** A style that does not exist is drawn as the first. */
export function withStyles(card: Shape): Shape {
  if (!Array.isArray(card.button_list)) return card;
  const list = card.button_list.map((button: Shape) =>
    BUTTON_STYLES.includes(Number(button.style)) ? button : { ...button, style: 1 },
  );
  return { ...card, button_list: list };
}
