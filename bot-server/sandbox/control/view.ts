// The state as the page and the tests read it.
import type { Address } from '../address';
import type { CallbackView, ChatView, CorpView, DingView, MiniView, StateView } from '../api';
import type { Box } from '../box';
import type { Chat } from '../chats';
import type { DingOrg } from '../dingtalk/org';
import type { Mini } from '../wechat/mini';
import type { Corp } from '../wecom/corp';

/** `after`: only the chats that changed since that version. */
export function viewOf({ state, clock, stream }: Box, after: number): StateView {
  const chats = [...state.chats.all()].filter(({ version }) => version > after);
  return {
    version: stream.version(),
    now: clock.now(),
    offset: clock.offset(),
    corps: [...state.corps.values()].map(corpView),
    minis: [...state.minis.values()].map(miniView),
    dings: [...state.dings.values()].map(dingView),
    chats: chats.map(chatView),
  };
}

const addressView = (address: Address | null): CallbackView | null =>
  address && { url: address.url, verified: address.verified, error: address.error };

const corpView = (corp: Corp): CorpView => ({
  corpId: corp.corpId,
  name: corp.name,
  departments: [...corp.departments.values()],
  people: [...corp.people.values()].map(({ userid, name, departments, active }) => ({
    userid,
    name,
    department: departments,
    active,
  })),
  apps: [...corp.apps.values()].map(({ agentId, name, callback, dropped }) => ({
    agentId,
    name,
    callback: addressView(callback),
    dropped,
  })),
  groups: [...corp.groups.values()].map(({ key, name, members }) => ({ key, name, members })),
});

const miniView = (mini: Mini): MiniView => ({
  appid: mini.appid,
  name: mini.name,
  org: mini.org,
  push: addressView(mini.push),
  people: [...mini.people.values()].map(({ openid, name, phone, consents }) => ({
    openid,
    name,
    phone,
    consents: Object.fromEntries(consents),
  })),
  templates: [...mini.templates.values()],
});

const dingView = ({ corpId, name, org, people, apps }: DingOrg): DingView => ({
  corpId,
  name,
  org,
  people: [...people.values()].map(({ userid, name: called, active }) => ({ userid, name: called, active })),
  apps: [...apps.values()].map(({ clientId, name: called }) => ({ clientId, name: called })),
});

const chatView = ({ id, kind, of, dropped, version, copies }: Chat): ChatView => ({
  id,
  kind,
  ...of,
  dropped,
  version,
  messages: copies.map(({ message }) => message),
});
