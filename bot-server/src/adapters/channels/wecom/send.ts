// A card to one person, a new face for it, and its way back. Source: 90236, 94888, 94867.
import type { Account, Answer, ChannelAdapter, Sending, Sent, Trouble } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import { type Api, failed } from './api';
import { changedCard, newCard } from './card';

/** `@all` and `a|b` would reach people who were never meant. */
const USERID = /^(?!@all$)[^|\s]{1,64}$/i;

export async function send(api: Api, account: Account, { to, card, cardId, baseUrl }: Sending): Promise<Answer<Sent>> {
  if (!USERID.test(to)) return failed(notReached('receiver'));
  const json = {
    touser: to,
    msgtype: 'template_card',
    agentid: agentOf(account),
    template_card: newCard(card, { baseUrl, cardId }),
  };
  const answer = await api.call(account, { method: 'POST', path: 'message/send', json });
  if (!answer.ok) return answer;
  const { msgid, response_code: code } = answer.value;
  const trouble = left(answer.value);
  if (trouble !== null) return failed(trouble);
  return { ok: true, value: { messageId: textOr(msgid), code: textOr(code) } };
}

type Update = Required<ChannelAdapter>['update'];

/** A code that was used, or is too old, is 60140: then the caller recalls and sends anew. */
export async function update(api: Api, ...[account, change]: Parameters<Update>): Promise<Answer<null>> {
  const { to, code, card, baseUrl } = change;
  if (!USERID.test(to)) return failed(notReached('receiver'));
  const json = {
    userids: [to],
    agentid: agentOf(account),
    response_code: code,
    template_card: changedCard(card, baseUrl),
  };
  const answer = await api.call(account, { method: 'POST', path: 'message/update_template_card', json });
  if (!answer.ok) return answer;
  const trouble = left(answer.value);
  return trouble === null ? { ok: true, value: null } : failed(trouble);
}

export async function recall(api: Api, account: Account, messageId: string): Promise<Answer<null>> {
  const ask = { method: 'POST', path: 'message/recall', json: { msgid: messageId } } as const;
  const answer = await api.call(account, ask);
  return answer.ok ? { ok: true, value: null } : answer;
}

export const agentOf = ({ values }: Account): number => Number(values.agentId ?? 0);

/** The call went well and the one receiver was left out all the same. A text of names when sent, a list when changed. */
function left({ invaliduser, unlicenseduser }: JsonObject): Trouble | null {
  if (isSomebody(invaliduser)) return notReached('invaliduser');
  return isSomebody(unlicenseduser) ? notReached('unlicenseduser') : null;
}

const isSomebody = (list: JsonObject[string]): boolean =>
  Array.isArray(list) ? list.length > 0 : typeof list === 'string' && list !== '';

const notReached = (code: string): Trouble => ({ kind: 'person', code, message: `message/send: ${code}` });
const textOr = (value: JsonObject[string]): string | null => (typeof value === 'string' && value !== '' ? value : null);
