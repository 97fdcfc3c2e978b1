// Access tokens of apps: 7200 seconds; asked for again, the same one, renewed. Source: DingTalk oauth2/accessToken.
import type { Box } from '../box';
import { SECOND } from '../clock';
import { type Call, json, parseObject, type Reply } from '../http';
import { randomName } from '../ids';
import { no, refused } from './answer';
import type { DingApp, DingToken } from './org';

const LIVES = 7200 * SECOND;

export function accessToken(box: Box, { body }: Call): Reply {
  const asked = parseObject(body);
  const app = appOf(box, asked?.appKey, asked?.appSecret);
  return app === null ? wrongSecret() : json({ accessToken: renewed(box, app).token, expireIn: LIVES / SECOND });
}

/** `oauth2/{corpId}/token`: only where app and organization belong together. */
export function corpToken(box: Box, corpId: string, { body }: Call): Reply {
  const asked = parseObject(body);
  if (asked?.grant_type !== 'client_credentials') return refused(400, 'invalid.grantType', 'grant_type');
  const app = appOf(box, asked.client_id, asked.client_secret);
  if (app === null) return wrongSecret();
  if (app.corpId !== corpId) return refused(400, 'invalid.corpId', 'the app is not one of this organization');
  return json({ access_token: renewed(box, app).token, expires_in: LIVES / SECOND });
}

const wrongSecret = () => refused(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');

export function appOf({ state }: Box, clientId: unknown, secret: unknown): DingApp | null {
  for (const org of state.dings.values()) {
    const app = typeof clientId === 'string' ? org.apps.get(clientId) : undefined;
    if (app !== undefined) return app.secret === secret ? app : null;
  }
  return null;
}

function renewed({ state, clock }: Box, app: DingApp): DingToken {
  const now = clock.now();
  if (app.token === null || app.token.until <= now) {
    app.token = { token: randomName(24), app, until: now + LIVES };
    state.dingTokens.set(app.token.token, app.token);
  }
  app.token.until = now + LIVES;
  return app.token;
}

/** Of the query, as the old servers want it. */
export function tokenOf({ state, clock }: Box, { query }: Call): DingToken | Reply {
  const given = query.get('access_token') ?? '';
  if (given === '') return no(41001, 'missing access_token');
  const found = state.dingTokens.get(given);
  if (found === undefined) return no(40014, '不合法的access_token');
  return found.until > clock.now() ? found : no(42001, 'access_token已过期');
}

/** The platform may take a token back before its time. */
export function revokeDingToken({ state, clock }: Box, { query }: Call): void {
  const found = state.dingTokens.get(query.get('access_token') ?? '');
  if (found === undefined) return;
  found.until = clock.now();
  if (found.app.token === found) found.app.token = null;
}
