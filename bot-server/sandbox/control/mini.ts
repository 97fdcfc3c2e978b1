// What a person does in a mini-program: signs in, gives a number, accepts messages.
import type { Delivery } from '../api';
import type { Box } from '../box';
import type { Shape } from '../shape';
import { giveMiniCode } from '../wechat/login';
import type { MiniCode } from '../wechat/mini';
import { pushEvent } from '../wechat/push';
import { giveSignInCode } from '../wecom/login';
import { findMini, findMiniPerson, findPlace, isWrong, type Wrong, wrong } from './find';

type Who = { readonly appid: string; readonly openid: string };

export function miniCode(box: Box, kind: MiniCode['kind'], who: Who): { code: string } | Wrong {
  const found = findMiniPerson(box, who.appid, who.openid);
  if (isWrong(found)) return found;
  if (kind === 'phone' && found.person.phone === null) return wrong(`${who.openid} has no number`, 409);
  return { code: giveMiniCode(box, kind, found.mini, found.person) };
}

type Consent = Who & { readonly templateIds: readonly string[]; readonly times: number; readonly quiet: boolean };

/** One accepting, one message; the platform tells the mini-program's server of it. */
export async function consent(box: Box, input: Consent): Promise<{ consents: Shape; push: Delivery | null } | Wrong> {
  const found = findMiniPerson(box, input.appid, input.openid);
  if (isWrong(found)) return found;
  const { mini, person } = found;
  const unknown = input.templateIds.find((id) => !mini.templates.has(id));
  if (unknown !== undefined) return wrong(`no template ${unknown}`);
  for (const id of input.templateIds) person.consents.set(id, (person.consents.get(id) ?? 0) + input.times);
  person.activeAt = box.clock.now();
  box.stream.changed();
  const List = input.templateIds.map((TemplateId) => ({
    TemplateId,
    SubscribeStatusString: 'accept',
    PopupScene: '0',
  }));
  const event = { FromUserName: person.openid, MsgType: 'event', Event: 'subscribe_msg_popup_event', List };
  const told = input.quiet || mini.push === null ? null : await pushEvent(box, mini, event);
  return { consents: Object.fromEntries(person.consents), push: told };
}

export async function push(box: Box, { appid, event }: { appid: string; event: Shape }): Promise<Delivery | Wrong> {
  const mini = findMini(box, appid);
  if (isWrong(mini)) return mini;
  return mini.push === null ? wrong(`${appid} has no address`, 409) : pushEvent(box, mini, event);
}

type Ordered = {
  readonly appid: string;
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
  readonly times: number;
};

export function orderVerdict(box: Box, { appid, suggest, label, times }: Ordered): { waiting: number } | Wrong {
  const mini = findMini(box, appid);
  if (isWrong(mini)) return mini;
  for (let n = 0; n < times; n++) mini.verdicts.push({ suggest, label: suggest === 'pass' ? 100 : label });
  return { waiting: mini.verdicts.length };
}

/** `wx.qy.login` inside WeCom. */
export function qyCode(box: Box, at: { corpId: string; agentId: number; userid: string }): { code: string } | Wrong {
  const place = findPlace(box, at);
  if (isWrong(place)) return place;
  const { corpId, agentId } = place.app;
  return { code: giveSignInCode(box, { corpId, agentId, userid: place.person.userid, scope: 'mini' }) };
}
