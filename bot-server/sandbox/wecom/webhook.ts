// webhook/send: notices to a group, 20 a minute, with no way back. Source: 91770.
import { createHash } from 'node:crypto';
import type { Box } from '../box';
import type { NewMessage } from '../chats';
import { MINUTE } from '../clock';
import { asObject, type Call, parseObject } from '../http';
import { randomName } from '../ids';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { bytes, isFilled, isUrl, type Shape } from '../shape';
import { cardFault } from './card';

const PER_MINUTE = { count: 20, span: MINUTE };
const MOST = { text: 2048, markdown: 4096, articles: 8, image: 2 * 1024 * 1024 };
const MENTION = /<@([^>\s]+)>/g;

type Shown = Omit<NewMessage, 'msgid' | 'from'>;

export function webhookSend({ state, clock }: Box, call: Call): Answer | Refusal {
  const group = state.groups.get(call.query.get('key') ?? '');
  if (group === undefined) return refuse(93000, 'invalid webhook url');
  const body = parseObject(call.body);
  if (body === null) return refuse(40035, 'the body is no JSON object');
  const corp = state.corps.get(group.corpId);
  const shown = shownOf(body, (userid) => corp?.people.has(userid.toLowerCase()) ?? false);
  if ('errcode' in shown) return shown;
  if (!group.window(clock.now(), [PER_MINUTE])) return refuse(45009, 'api freq out of limit');
  state.chats.say(state.chats.group(group.corpId, group.key), { ...shown, msgid: randomName(24), from: 'app' });
  return fine();
}

function shownOf(body: Shape, isPerson: (userid: string) => boolean): Shown | Refusal {
  const type = String(body.msgtype);
  const content = asObject(body[type]);
  switch (type) {
    case 'text':
      return words('text', content, MOST.text, mentionsIn(content));
    case 'markdown':
      return words(
        'markdown',
        content,
        MOST.markdown,
        [...String(content?.content).matchAll(MENTION)].map(([, id]) => id),
      );
    case 'markdown_v2':
      return words('markdown', content, MOST.markdown, []);
    case 'image':
      return image(content);
    case 'news':
      return news(content);
    case 'template_card': {
      const fault = cardFault(content, { mode: 'group', isPerson });
      if (fault !== null || content === null) return fault ?? refuse(40063, 'template_card is empty');
      return { type: 'card', card: content, cardState: 'live', pressed: null };
    }
    // Nothing can be uploaded here, so no media_id is a right one.
    case 'file':
    case 'voice':
      return refuse(40007, 'invalid media_id');
    default:
      return refuse(40008, 'invalid message type');
  }
}

function words(
  type: 'text' | 'markdown',
  content: Shape | null,
  most: number,
  mentions: readonly unknown[] | null,
): Shown | Refusal {
  if (content === null) return refuse(40063, `${type} is empty`);
  if (!isFilled(content.content)) return refuse(44004, 'content is empty');
  if (bytes(content.content) > most) return refuse(40058, 'content is too long');
  if (mentions === null || !mentions.every(isFilled)) return refuse(40058, 'mentioned_list is a list of texts');
  return { type, text: content.content, mentions };
}

function mentionsIn(content: Shape | null): readonly unknown[] | null {
  const [people, mobiles] = [content?.mentioned_list ?? [], content?.mentioned_mobile_list ?? []];
  return Array.isArray(people) && Array.isArray(mobiles) ? [...people, ...mobiles] : null;
}

function image(content: Shape | null): Shown | Refusal {
  if (!isFilled(content?.base64) || !isFilled(content.md5)) return refuse(40063, 'image is empty');
  const raw = Buffer.from(content.base64, 'base64');
  if (raw.length > MOST.image) return refuse(45001, 'image is too big');
  const md5 = createHash('md5').update(raw).digest('hex');
  return md5 === content.md5 ? { type: 'image', text: '[图片]' } : refuse(40058, 'md5 does not fit');
}

function news(content: Shape | null): Shown | Refusal {
  const articles = content?.articles;
  if (!Array.isArray(articles) || articles.length === 0) return refuse(40063, 'articles are empty');
  if (articles.length > MOST.articles) return refuse(45008, 'more than 8 articles');
  for (const article of articles.map(asObject)) {
    if (!isFilled(article?.title)) return refuse(41016, 'title missing');
    if (!isUrl(article.url)) return refuse(40054, 'invalid url');
  }
  const [first] = articles as readonly Shape[];
  const link = {
    title: String(first?.title),
    description: String(first?.description ?? ''),
    url: String(first?.url),
    button: '',
  };
  return { type: 'news', link };
}
