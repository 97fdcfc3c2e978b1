// Everything that the stand-in knows, in memory.
import { type Chats, type Copy, makeChats } from './chats';
import { type Clock, DAY, HOUR } from './clock';
import type { DingCode, DingOrg, DingToken, UserToken } from './dingtalk/org';
import { type Expiring, makeExpiring } from './expiring';
import { type Counter, makeCounter, type Window } from './meter';
import type { Mini, MiniCode, MiniToken } from './wechat/mini';
import type { Corp, Group, ResponseCode, Sent, SignInCode, Token } from './wecom/corp';

export type State = {
  readonly corps: Map<string, Corp>;
  /** A webhook's key names no corp. */
  readonly groups: Map<string, Group>;
  readonly minis: Map<string, Mini>;
  readonly chats: Chats;
  readonly counter: Counter;
  /** Wrong secrets, by who tried them. */
  readonly wrong: Map<string, Window>;
  readonly tokens: Expiring<Token>;
  /** By corp and secret. */
  readonly tokenOf: Map<string, Token>;
  readonly tickets: Expiring<string>;
  readonly signInCodes: Expiring<SignInCode>;
  readonly responseCodes: Expiring<ResponseCode>;
  readonly sent: Expiring<Sent>;
  readonly miniTokens: Expiring<MiniToken>;
  readonly miniCodes: Expiring<MiniCode>;
  /** Organizations of DingTalk, by corpId. */
  readonly dings: Map<string, DingOrg>;
  readonly dingTokens: Expiring<DingToken>;
  readonly dingCodes: Expiring<DingCode>;
  readonly userTokens: Expiring<UserToken>;
};

/** How long ended things are still told from unheard-of ones. */
const REMEMBERED = DAY;
/** Source: WeCom 94888. */
const RESPONSE_CODE_LIVES = 72 * HOUR;
/** A card can be changed as long as its last code lives. */
const SENT_LIVES = 2 * RESPONSE_CODE_LIVES;
/** Source: WeCom §10, WeChat tokens. */
const TICKET_LIVES = 2 * HOUR;

export function freshState(clock: Clock, changed: () => number): State {
  const sent = makeExpiring<Sent>(clock, SENT_LIVES);
  const gone = ({ message, chat }: Copy) => {
    sent.get(message.msgid)?.copies.delete(chat.of.userid?.toLowerCase() ?? '');
  };
  return {
    corps: new Map(),
    groups: new Map(),
    minis: new Map(),
    chats: makeChats(clock, changed, gone),
    counter: makeCounter(),
    wrong: new Map(),
    tokens: makeExpiring(clock, REMEMBERED),
    tokenOf: new Map(),
    tickets: makeExpiring(clock, TICKET_LIVES),
    signInCodes: makeExpiring(clock, REMEMBERED),
    responseCodes: makeExpiring(clock, RESPONSE_CODE_LIVES),
    sent,
    miniTokens: makeExpiring(clock, REMEMBERED),
    miniCodes: makeExpiring(clock, REMEMBERED),
    dings: new Map(),
    dingTokens: makeExpiring(clock, REMEMBERED),
    dingCodes: makeExpiring(clock, REMEMBERED),
    userTokens: makeExpiring(clock, REMEMBERED),
  };
}
