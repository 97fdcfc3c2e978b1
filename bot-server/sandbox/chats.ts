// Who sees what: one chat for each person and application, each group, each person of a mini-program.
import type { ChatKind, ChatView, Message } from './api';
import type { Clock } from './clock';
import { randomName } from './ids';

const MOST_MESSAGES = 200;

/** A message of one chat: what changes it, changes this reader's copy only. */
export type Copy = { message: Message; readonly chat: Chat };
export type Chat = {
  readonly id: string;
  readonly kind: ChatKind;
  readonly of: Readonly<Partial<Pick<ChatView, 'corpId' | 'appid' | 'agentId' | 'groupKey' | 'userid' | 'openid'>>>;
  readonly copies: Copy[];
  dropped: number;
  version: number;
};
export type NewMessage = Omit<Message, 'id' | 'at' | 'recalled'>;

export type Chats = {
  readonly app: (corpId: string, agentId: number, userid: string) => Chat;
  readonly group: (corpId: string, key: string) => Chat;
  readonly mini: (appid: string, openid: string) => Chat;
  readonly say: (chat: Chat, message: NewMessage) => Copy;
  readonly change: (copy: Copy, changes: Partial<Message>) => void;
  readonly drop: (chat: Chat) => void;
  readonly all: () => IterableIterator<Chat>;
};

/** `changed` answers the new version of the whole; `gone` hears of messages that a chat no longer keeps. */
export function makeChats(clock: Clock, changed: () => number, gone: (copy: Copy) => void): Chats {
  const chats = new Map<string, Chat>();
  const chatOf = (id: string, kind: ChatKind, of: Chat['of']): Chat => {
    const found = chats.get(id) ?? { id, kind, of, copies: [], dropped: 0, version: 0 };
    chats.set(id, found);
    return found;
  };
  const touch = (chat: Chat): void => {
    chat.version = changed();
  };
  return {
    app: (corpId, agentId, userid) => chatOf(`app:${corpId}:${agentId}:${userid}`, 'app', { corpId, agentId, userid }),
    group: (corpId, groupKey) => chatOf(`group:${groupKey}`, 'group', { corpId, groupKey }),
    mini: (appid, openid) => chatOf(`mini:${appid}:${openid}`, 'mini', { appid, openid }),
    say: (chat, message) => {
      const copy = { chat, message: { ...message, id: randomName(9), at: clock.now(), recalled: false } };
      chat.copies.push(copy);
      const oldest = chat.copies.length > MOST_MESSAGES ? chat.copies.shift() : undefined;
      if (oldest !== undefined) gone(oldest);
      touch(chat);
      return copy;
    },
    change: (copy, changes) => {
      copy.message = { ...copy.message, ...changes };
      touch(copy.chat);
    },
    drop: (chat) => {
      chat.dropped += 1;
      touch(chat);
    },
    all: () => chats.values(),
  };
}
