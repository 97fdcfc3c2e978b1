// What the stand-in's own API speaks about, found or said not to be there.
import type { Box } from '../box';
import type { Mini, MiniPerson } from '../wechat/mini';
import type { App, Corp, Person } from '../wecom/corp';

/** Words for whoever writes the test or presses the button. */
export type Wrong = { readonly wrong: string; readonly status: number };
export const wrong = (words: string, status = 404): Wrong => ({ wrong: words, status });
export const isWrong = (value: object): value is Wrong => 'wrong' in value;

export function findCorp({ state }: Box, corpId: string): Corp | Wrong {
  return state.corps.get(corpId) ?? wrong(`no corp ${corpId}`);
}

export type Place = { readonly corp: Corp; readonly app: App; readonly person: Person };
export function findPlace(box: Box, at: { corpId: string; agentId: number; userid: string }): Place | Wrong {
  const corp = findCorp(box, at.corpId);
  if (isWrong(corp)) return corp;
  const app = corp.apps.get(at.agentId);
  if (app === undefined) return wrong(`no application ${at.agentId} in ${at.corpId}`);
  const person = corp.people.get(at.userid.toLowerCase());
  return person === undefined ? wrong(`no person ${at.userid} in ${at.corpId}`) : { corp, app, person };
}

export function findMini({ state }: Box, appid: string): Mini | Wrong {
  return state.minis.get(appid) ?? wrong(`no mini-program ${appid}`);
}

export function findMiniPerson(box: Box, appid: string, openid: string): { mini: Mini; person: MiniPerson } | Wrong {
  const mini = findMini(box, appid);
  if (isWrong(mini)) return mini;
  const person = mini.people.get(openid);
  return person === undefined ? wrong(`no person ${openid} in ${appid}`) : { mini, person };
}
