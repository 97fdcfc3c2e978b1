// Do the pasted values work? Asked of the platform itself, past the tokens that are kept, without anybody noticing.
import type { Account, Check, Trouble } from '../../../core/channels';
import type { Api } from './api';
import { codeOf } from './errors';

/** A code that nobody was given: what the platform says of the app, of this server's address and of its rights comes before that. */
const NO_CODE = 'paidan-connection-check-nobody';
const UNKNOWN_CODE = codeOf('40078');

export async function check(api: Api, account: Account): Promise<readonly Check[]> {
  const token = await api.fetchToken(account);
  if (!token.ok) return [{ name: 'token', trouble: token.trouble }];
  return [
    { name: 'token', trouble: null },
    { name: 'corp', trouble: await corp(api, account) },
    { name: 'app', trouble: await people(api, account) },
  ];
}

/** The organization's own token: only where app and organization belong together. Source: oauth2/{corpId}/token. */
async function corp(api: Api, { values, secrets, ...rest }: Account): Promise<Trouble | null> {
  const { corpId = '', clientId = '' } = values;
  const json = { client_id: clientId, client_secret: secrets.appSecret ?? '', grant_type: 'client_credentials' };
  const path = `oauth2/${encodeURIComponent(corpId)}/token`;
  const answer = await api.fresh({ values, secrets, ...rest }, path, { json });
  return answer.ok ? null : answer.trouble;
}

async function people(api: Api, account: Account): Promise<Trouble | null> {
  const answer = await api.old(account, 'v2/user/getuserinfo', { code: NO_CODE });
  return answer.ok || answer.trouble.code === UNKNOWN_CODE ? null : answer.trouble;
}
