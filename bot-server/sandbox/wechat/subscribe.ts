// message/subscribe/send: one consent, one message. Source: WeChat §3.
import type { Box } from '../box';
import { asObject } from '../http';
import { randomDigits } from '../ids';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { isOneOf, type Shape } from '../shape';
import { fitsKeyword } from './keyword';
import type { Mini, Template } from './mini';
import { isPublished } from './page';

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];

export function subscribeSend({ state }: Box, mini: Mini, body: Shape): Answer | Refusal {
  const person = typeof body.touser === 'string' ? mini.people.get(body.touser) : undefined;
  if (person === undefined) return refuse(40003, 'invalid openid');
  const template = typeof body.template_id === 'string' ? mini.templates.get(body.template_id) : undefined;
  if (template === undefined) return refuse(40037, 'invalid template_id');
  if (!isOneOf(body.miniprogram_state ?? 'formal', STATES)) return refuse(47003, 'argument invalid! miniprogram_state');
  if (!isOneOf(body.lang ?? 'zh_CN', LANGUAGES)) return refuse(47003, 'argument invalid! lang');
  const page = body.page ?? null;
  if (page !== null && !isPublished(mini, page, true)) return refuse(41030, 'invalid page');
  const rows = rowsOf(template, asObject(body.data));
  if ('errcode' in rows) return rows;
  const left = person.consents.get(template.id) ?? 0;
  if (left <= 0) return refuse(43101, 'user refuse to accept the msg');
  person.consents.set(template.id, left - 1);
  state.chats.say(state.chats.mini(mini.appid, person.openid), {
    msgid: randomDigits(19),
    from: 'app',
    type: 'subscribe',
    template: { title: template.title, rows, page: page === null ? null : String(page) },
  });
  return fine();
}

type Rows = readonly { readonly label: string; readonly value: string }[];

/** Every keyword of the template, and none besides. */
function rowsOf({ keys }: Template, data: Shape | null): Rows | Refusal {
  if (data === null) return refuse(47003, 'argument invalid! data');
  const stray = Object.keys(data).find((name) => !keys.some(({ key }) => key === name));
  if (stray !== undefined) return refuse(47003, `argument invalid! data.${stray} is not of the template`);
  const rows: { label: string; value: string }[] = [];
  for (const key of keys) {
    const value = asObject(data[key.key])?.value;
    if (!fitsKeyword(key, value)) return refuse(47003, `argument invalid! data.${key.key}.value`);
    rows.push({ label: key.label, value: String(value) });
  }
  return rows;
}
