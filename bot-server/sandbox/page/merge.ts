// The state after an answer that holds only the chats that have changed since the last one.
import type { Chat, State } from './model';
import { share } from './share';

/** `since` 0: the answer holds everything. */
export function merge(old: State | null, fresh: State, since: number): State {
  if (old === null || since === 0) return share(old, fresh);
  const news = new Map(fresh.chats.map((chat) => [chat.id, chat]));
  const known = old.chats.map((chat) => news.get(chat.id) ?? chat);
  const before = new Set(old.chats.map(({ id }) => id));
  const chats = [...known, ...fresh.chats.filter(({ id }) => !before.has(id))].filter((chat) => isOwned(chat, fresh));
  return share(old, { ...fresh, chats });
}

/** A stand-in that has forgotten everything answers with nobody: their chats are gone, too. */
const isOwned = (chat: Chat, { corps, minis }: State): boolean =>
  chat.kind === 'mini'
    ? minis.some(({ appid }) => appid === chat.appid)
    : corps.some(({ corpId }) => corpId === chat.corpId);
