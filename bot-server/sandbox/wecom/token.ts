// One token for each corp and secret, 7200 seconds, the same one as long as it lives. Source: 91039.
import type { Box } from '../box';
import { HOUR, SECOND } from '../clock';
import type { Call } from '../http';
import { randomName } from '../ids';
import { makeWindow } from '../meter';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import type { App, Corp, Token } from './corp';

const LIVES = 7200 * SECOND;
/** After so many wrong secrets within an hour an address is heard no more; the platform's own figure is not published. */
const WRONG_SECRETS = { count: 50, span: HOUR };
const TOKEN_BYTES = 160;

export function gettoken({ state, clock }: Box, { query, ip }: Call): Answer | Refusal {
  const [secret, corpId] = [query.get('corpsecret') ?? '', query.get('corpid') ?? ''];
  if (secret === '') return refuse(41004, 'corpsecret missing');
  if (corpId === '') return refuse(41002, 'corpid missing');
  const corp = state.corps.get(corpId);
  if (corp === undefined) {
    const more = 'https://open.work.weixin.qq.com/devtool/query?e=40013';
    return refuse(40013, `invalid corpid, hint: [${Date.now()}], from ip: ${ip}, more info at ${more}`);
  }
  const now = clock.now();
  const wrong = state.wrong.get(ip) ?? makeWindow();
  state.wrong.set(ip, wrong);
  const app = appOf(corp, secret);
  if (app === undefined) {
    return wrong(now, [WRONG_SECRETS]) ? refuse(40001, 'invalid credential') : refuse(45009, 'api freq out of limit');
  }
  const key = `${corpId} ${secret}`;
  const found = state.tokenOf.get(key);
  if (found !== undefined && found.until > now) return given(found);
  const token: Token = { token: randomName(TOKEN_BYTES), corp, app, until: now + LIVES };
  state.tokenOf.set(key, token);
  state.tokens.set(token.token, token);
  return given(token);
}

const given = ({ token }: Token): Answer => fine({ access_token: token, expires_in: LIVES / SECOND });

function appOf(corp: Corp, secret: string): App | null | undefined {
  if (secret === corp.contactSecret) return null;
  for (const app of corp.apps.values()) if (app.secret === secret) return app;
  return undefined;
}

/** Of the query and nowhere else. */
export function tokenOf({ state, clock }: Box, { query }: Call): Token | Refusal {
  const given = query.get('access_token') ?? '';
  if (given === '') return refuse(41001, 'access_token missing');
  const found = state.tokens.get(given);
  if (found === undefined) return refuse(40014, 'invalid access_token');
  return found.until > clock.now() ? found : refuse(42001, 'access_token expired');
}

/** The platform may take a token back before its time. */
export function revoke({ state, clock }: Box, token: string): void {
  const found = state.tokens.get(token);
  if (found !== undefined) found.until = clock.now();
}
