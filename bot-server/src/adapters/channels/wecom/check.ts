// Do the pasted values work? Asked of the platform itself, past the tokens that are kept, without anybody noticing.
import type { Account, Check, Trouble } from '../../../core/channels';
import type { Api } from './api';
import { agentOf } from './send';
import { askInMini } from './signIn';

/** A userid that nobody has: the message reaches no one, and what the platform says of the app comes before that. */
const NOBODY = 'paidan-connection-check-nobody';

export async function check(api: Api, account: Account): Promise<readonly Check[]> {
  const token = await api.fetchToken(account, 'appSecret');
  if (!token.ok) return [{ name: 'token', trouble: token.trouble }];
  const found: Check[] = [
    { name: 'token', trouble: null },
    { name: 'app', trouble: await app(api, account) },
  ];
  if (account.secrets.contactSecret !== undefined) {
    found.push({ name: 'contacts', trouble: await contacts(api, account) });
  }
  if (account.secrets.miniSecret !== undefined) found.push({ name: 'mini', trouble: await mini(api, account) });
  return found;
}

/** Tells a wrong agentId (40056, 301002), an untrusted address (60020) and an app that is switched off (50003). */
async function app(api: Api, account: Account): Promise<Trouble | null> {
  const json = { touser: NOBODY, msgtype: 'text', agentid: agentOf(account), text: { content: NOBODY } };
  const answer = await api.call(account, { method: 'POST', path: 'message/send', json });
  return answer.ok || answer.trouble.kind === 'person' ? null : answer.trouble;
}

async function contacts(api: Api, account: Account): Promise<Trouble | null> {
  const token = await api.fetchToken(account, 'contactSecret');
  if (!token.ok) return token.trouble;
  const ask = { method: 'POST', path: 'user/list_id', json: { cursor: '', limit: 1 } } as const;
  const answer = await api.call(account, ask, 'contactSecret');
  return answer.ok ? null : answer.trouble;
}

/** A code that nobody was given: what the platform says of the secret and of the linked application comes before that. */
async function mini(api: Api, account: Account): Promise<Trouble | null> {
  const token = await api.fetchToken(account, 'miniSecret');
  if (!token.ok) return token.trouble;
  const answer = await askInMini(api, account, NOBODY);
  return answer.ok || answer.trouble.code === UNKNOWN_CODE ? null : answer.trouble;
}

const UNKNOWN_CODE = '40029';
