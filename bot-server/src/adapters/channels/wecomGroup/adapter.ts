// A WeCom group's webhook as a channel: notice cards that lead to the page, a line where one of them is settled, and the names of whom
// they concern. Nothing comes
// back from a group. Source: 91770.
import type { Card } from '@paidan/shared/rules/card/card';
import { clip } from '@paidan/shared/rules/card/clip';
import { isFollowUp } from '@paidan/shared/rules/notify/followUp';
import type { Abilities, Account, Answer, Check, MessageChannel, Sending, Sent } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import type { ChannelDeps } from '../deps';
import { failed, sorted } from '../wecom/api';
import { newCard } from '../wecom/card';
import { cutBytes, message } from '../wecom/text';

/** The platform takes 20 a minute from one webhook. A message that names people takes two calls. */
const ABILITIES: Abilities = {
  buttons: false,
  update: false,
  recall: false,
  inbound: null,
  group: true,
  perReceiver: { minute: 18, hour: 1_080 },
  perMinute: 18,
  recallWithin: 0,
  codeWithin: 0,
};
const MOST_TEXT_BYTES = 2_048;
const MOST_MENTIONS = 20;
const MOST_TITLE = 24;
/** Longer than the platform takes (4,096 bytes): refused as such (40058) where the key is good, so that the group sees nothing. */
const TOO_LONG = '派单连接检查 '.repeat(300);

export function makeWecomGroup({ http, urls }: Pick<ChannelDeps, 'http' | 'urls'>): MessageChannel {
  async function post(account: Account, json: JsonObject): Promise<Answer<JsonObject>> {
    const key = account.secrets.webhookKey;
    if (key === undefined) return failed({ kind: 'account', code: 'no_secret', message: 'webhookKey is missing' });
    const url = `${urls.wecomApi}/cgi-bin/webhook/send`;
    return sorted(await http.call({ method: 'POST', url, query: { key }, json, expect: 'json' }), 'webhook/send', [
      key,
    ]);
  }

  return {
    kind: 'wecomGroup',
    channel: 'wecom',
    abilities: ABILITIES,
    send: (account, sending) => send((json) => post(account, json), sending),
    check: async (account) => [{ name: 'webhook', trouble: troubleOf(await post(account, markdown(TOO_LONG))) }],
  };
}

/**
 * The card is the notice: once it is there, names that did not get through are no reason to send it again, since those people
 * have cards of their own.
 */
async function send(
  post: (json: JsonObject) => Promise<Answer<JsonObject>>,
  { card, mentions, baseUrl }: Sending,
): Promise<Answer<Sent>> {
  if (isFollowUp(card.kind)) {
    const line = await post({ msgtype: 'text', text: { content: lineOf(card) } });
    return line.ok ? { ok: true, value: { messageId: null, code: null } } : line;
  }
  const answer = await post({ msgtype: 'template_card', template_card: newCard(card, { baseUrl, cardId: null }) });
  if (!answer.ok) return answer;
  const named = mentions.filter((userid) => userid !== '' && !/^@all$/i.test(userid)).slice(0, MOST_MENTIONS);
  if (named.length > 0) {
    const content = cutBytes(message(`${card.heading} ${card.title}`), MOST_TEXT_BYTES);
    await post({ msgtype: 'text', text: { content, mentioned_list: named } });
  }
  return { ok: true, value: { messageId: null, code: null } };
}

/** #1003 路灯不亮 · 张伟已接单 */
const lineOf = ({ title, heading }: Card): string =>
  cutBytes(message(`${clip(title, MOST_TITLE)} · ${heading}`), MOST_TEXT_BYTES);

const markdown = (content: string): JsonObject => ({ msgtype: 'markdown', markdown: { content } });

const troubleOf = (answer: Answer<unknown>): Check['trouble'] =>
  answer.ok || answer.trouble.kind === 'content' ? null : answer.trouble;
