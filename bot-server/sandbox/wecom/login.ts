// Whose code is this? Codes of the sign-in pages and of mini-programs inside WeCom: once, five minutes. Source: 90313, §10.
import type { Box } from '../box';
import { MINUTE } from '../clock';
import type { Call } from '../http';
import { randomName } from '../ids';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import type { SignInCode, Token } from './corp';

const LIVES = 5 * MINUTE;

export function giveSignInCode({ state, clock }: Box, code: Omit<SignInCode, 'until' | 'used'>): string {
  const name = randomName(32);
  state.signInCodes.set(name, { ...code, until: clock.now() + LIVES, used: false });
  return name;
}

export function getUserInfo(box: Box, token: Token, { query }: Call): Answer | Refusal {
  const found = codeOf(box, token, query.get('code') ?? '', 'web');
  return 'errcode' in found ? found : fine({ userid: found.userid });
}

export function jscode2session(box: Box, token: Token, { query }: Call): Answer | Refusal {
  if (query.get('grant_type') !== 'authorization_code') return refuse(40035, 'grant_type');
  const found = codeOf(box, token, query.get('js_code') ?? '', 'mini');
  if ('errcode' in found) return found;
  return fine({ corpid: found.corpId, userid: found.userid, session_key: randomName(18) });
}

/** Used up by asking, if it is the asking application's own. */
function codeOf({ state, clock }: Box, token: Token, given: string, scope: SignInCode['scope']): SignInCode | Refusal {
  if (given === '') return refuse(41008, 'code missing');
  const code = state.signInCodes.get(given);
  const own = code?.corpId === token.corp.corpId && code.agentId === token.app?.agentId && code.scope === scope;
  if (code === undefined || !own) return refuse(40029, 'invalid code');
  if (code.used) return refuse(42022, 'code has been used');
  if (code.until <= clock.now()) return refuse(42003, 'code expired');
  code.used = true;
  return code;
}
