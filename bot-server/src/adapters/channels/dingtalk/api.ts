// A call to DingTalk: with the shared token, its refusal sorted, and one more try with a fresh token where the old one was refused.
// Two hosts, two dialects: the old one answers HTTP 200 with an `errcode`, the new one refuses by HTTP status with a `code`.
// Source: "Obtain the access token of an internal app", "Global error codes".
import type { Json } from '@paidan/shared/kernel/json';
import type { Account, Answer, Trouble } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import { redact } from '../../http/redact';
import type { ChannelDeps } from '../deps';
import { STALE, sortError } from './errors';

export type Api = {
  /** The old host: `path` behind `/topapi/`. Its `result` comes back. */
  readonly old: (account: Account, path: string, json: JsonObject) => Promise<Answer<JsonObject>>;
  /** The new host, without the app's token: `path` behind `/v1.0/`; `token` is a person's own. */
  readonly fresh: (
    account: Account,
    path: string,
    ask: { readonly json: JsonObject } | { readonly token: string },
  ) => Promise<Answer<JsonObject>>;
  /** Past everything that is kept: do the values work? */
  readonly fetchToken: (account: Account) => Promise<Answer<{ readonly token: string; readonly seconds: number }>>;
};

export function makeApi({ http, tokens, urls }: Pick<ChannelDeps, 'http' | 'tokens' | 'urls'>): Api {
  const fresh: Api['fresh'] = (account, path, ask) => {
    const token = 'token' in ask ? ask.token : undefined;
    return http.call({
      ...('json' in ask
        ? { method: 'POST', json: ask.json as Json }
        : { method: 'GET', headers: { 'x-acs-dingtalk-access-token': ask.token } }),
      url: `${urls.dingtalkApi}/v1.0/${path}`,
      expect: 'json',
      refused: (body) => refusalIn(body, path, [token, account.secrets.appSecret]),
    });
  };

  const fetchToken: Api['fetchToken'] = async (account) => {
    const { appSecret } = account.secrets;
    if (appSecret === undefined) return failed({ kind: 'account', code: 'no_secret', message: 'appSecret is missing' });
    const json = { appKey: account.values.clientId ?? '', appSecret };
    const answer = await fresh(account, 'oauth2/accessToken', { json });
    if (!answer.ok) return answer;
    const { accessToken: token, expireIn: seconds } = answer.value;
    if (typeof token !== 'string' || token === '' || typeof seconds !== 'number') return failed(ODD);
    return { ok: true, value: { token, seconds } };
  };

  const ask = async (account: Account, path: string, json: JsonObject, token: string): Promise<Answer<JsonObject>> => {
    const url = `${urls.dingtalkOapi}/topapi/${path}`;
    const query = { access_token: token };
    const answer = await http.call({ method: 'POST', url, query, json: json as Json, expect: 'json' });
    if (!answer.ok) return answer;
    const { errcode, errmsg, result, sub_code: under, status } = answer.value;
    const secrets = [token, account.secrets.appSecret];
    if (status === BANNED && errcode === undefined) return failed(sortError(String(BANNED), `${path}: shut out`));
    if (typeof errcode !== 'number') return failed(ODD);
    if (errcode !== 0) {
      // 88 says only that the token was no good; why stands beneath it.
      const code = errcode === 88 && under !== undefined ? String(under) : String(errcode);
      return failed(sortError(code, redact(`${path}: ${typeof errmsg === 'string' ? errmsg : ''}`, secrets)));
    }
    return isObject(result) ? { ok: true, value: result } : failed(ODD);
  };

  return {
    fresh,
    fetchToken,
    old: async (account, path, json) => {
      const token = await tokens(account, 'access', () => fetchToken(account));
      if (!token.ok) return token;
      const answer = await ask(account, path, json, token.value);
      if (answer.ok || !STALE.includes(answer.trouble.code)) return answer;
      const next = await tokens(account, 'access', () => fetchToken(account), token.value);
      return next.ok ? ask(account, path, json, next.value) : next;
    },
  };
}

/** An answer that the platform would not give: some other server's, or a page in between. */
export const ODD: Trouble = { kind: 'later', code: 'odd_answer', message: 'the answer is not one of DingTalk' };
export const failed = (trouble: Trouble) => ({ ok: false, trouble }) as const;

/** In an answer of the platform's gate: this address has called too often. */
const BANNED = 1111;

function refusalIn(body: JsonObject, path: string, secrets: readonly (string | undefined)[]): Trouble | null {
  const { code, message, status } = body;
  if (status === BANNED) return sortError(String(BANNED), `${path}: shut out`);
  if (typeof code !== 'string' || code === '') return null;
  return sortError(code, redact(`${path}: ${typeof message === 'string' ? message : ''}`, secrets));
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
