// Access tokens of mini-programs: the stable one, and the classic one that a new call replaces. Source: WeChat §1.
import type { Box } from '../box';
import { DAY, MINUTE, SECOND } from '../clock';
import { type Call, parseObject } from '../http';
import { randomName } from '../ids';
import { type Answer, type Refusal, refuse } from '../refusal';
import type { Mini, MiniToken } from './mini';

const LIVES = 7200 * SECOND;
/** A new one is given within the last minutes; a classic one that was replaced lives on as long. */
const LAST_MINUTES = 5 * MINUTE;
const FORCED = [
  { count: 1, span: 30 * SECOND },
  { count: 20, span: DAY },
];
const TOKEN_BYTES = 100;

export function stableToken(box: Box, call: Call): Answer | Refusal {
  if (call.method !== 'POST') return refuse(43002, 'require POST method');
  const body = parseObject(call.body);
  if (body === null) return refuse(47001, 'data format error');
  const mini = miniOf(box, body.grant_type, body.appid, body.secret);
  if ('errcode' in mini) return mini;
  const now = box.clock.now();
  const force = body.force_refresh ?? false;
  if (typeof force !== 'boolean') return refuse(47001, 'force_refresh');
  if (force) {
    if (!mini.forced(now, FORCED)) return refuse(45009, 'reach max api daily quota limit');
    if (mini.stable !== null) mini.stable.replaced = true;
  } else if (mini.stable !== null && mini.stable.until - now > LAST_MINUTES) {
    return given(mini.stable, now);
  }
  mini.stable = newToken(box, mini);
  return given(mini.stable, now);
}

export function classicToken(box: Box, { query }: Call): Answer | Refusal {
  const mini = miniOf(box, query.get('grant_type'), query.get('appid'), query.get('secret'));
  if ('errcode' in mini) return mini;
  const now = box.clock.now();
  if (mini.classic !== null) mini.classic.until = Math.min(mini.classic.until, now + LAST_MINUTES);
  mini.classic = newToken(box, mini);
  return given(mini.classic, now);
}

function miniOf({ state }: Box, grantType: unknown, appid: unknown, secret: unknown): Mini | Refusal {
  if (grantType !== 'client_credential') return refuse(40002, 'invalid grant_type');
  return ownMini(state.minis, appid, secret);
}

export function ownMini(minis: ReadonlyMap<string, Mini>, appid: unknown, secret: unknown): Mini | Refusal {
  if (typeof appid !== 'string' || appid === '') return refuse(41002, 'appid missing');
  if (typeof secret !== 'string' || secret === '') return refuse(41004, 'appsecret missing');
  const mini = minis.get(appid);
  if (mini === undefined) return refuse(40013, 'invalid appid');
  return mini.secret === secret ? mini : refuse(40125, 'invalid appsecret');
}

function newToken({ state, clock }: Box, mini: Mini): MiniToken {
  const token: MiniToken = { token: randomName(TOKEN_BYTES), mini, until: clock.now() + LIVES, replaced: false };
  state.miniTokens.set(token.token, token);
  return token;
}

/** Nothing else is said when all is well. */
const given = ({ token, until }: MiniToken, now: number): Answer => ({
  access_token: token,
  expires_in: Math.floor((until - now) / SECOND),
});

export function miniToken({ state, clock }: Box, { query }: Call): MiniToken | Refusal {
  const given = query.get('access_token') ?? '';
  if (given === '') return refuse(41001, 'access_token missing');
  const found = state.miniTokens.get(given);
  if (found === undefined || found.replaced)
    return refuse(40001, 'invalid credential, access_token is invalid or not latest');
  return found.until > clock.now() ? found : refuse(42001, 'access_token expired');
}

export function revokeMiniToken({ state, clock }: Box, { query }: Call): void {
  const found = state.miniTokens.get(query.get('access_token') ?? '');
  if (found === undefined) return;
  found.until = clock.now();
  if (found.mini.stable === found) found.mini.stable = null;
}
