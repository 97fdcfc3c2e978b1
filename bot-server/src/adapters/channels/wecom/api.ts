// A call to WeCom: with the shared token, an errcode sorted, and one more try with a fresh token where the old one was refused.
// Source: 91039.
import type { SecretKey } from '@paidan/shared/model/account';
import type { Account, Answer, Trouble } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import { redact } from '../../http/redact';
import type { ChannelDeps } from '../deps';
import { STALE, sortError } from './errors';

/** Of the application, of the contacts, or of the application that the mini-program is linked with. */
export type Purpose = Extract<SecretKey, 'appSecret' | 'contactSecret' | 'miniSecret'>;
export type Ask = {
  readonly method: 'GET' | 'POST';
  /** Behind `/cgi-bin/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: JsonObject;
};
export type Api = {
  readonly call: (account: Account, ask: Ask, purpose?: Purpose) => Promise<Answer<JsonObject>>;
  /** Past everything that is kept: do the values work? */
  readonly fetchToken: (
    account: Account,
    purpose: Purpose,
  ) => Promise<Answer<{ readonly token: string; readonly seconds: number }>>;
};

export function makeApi({ http, tokens, urls }: Pick<ChannelDeps, 'http' | 'tokens' | 'urls'>): Api {
  const address = (path: string) => `${urls.wecomApi}/cgi-bin/${path}`;

  const fetchToken: Api['fetchToken'] = async (account, purpose) => {
    const secret = account.secrets[purpose];
    if (secret === undefined) return failed({ kind: 'account', code: 'no_secret', message: `${purpose} is missing` });
    const query = { corpid: account.values.corpId ?? '', corpsecret: secret };
    const answer = await http.call({ method: 'GET', url: address('gettoken'), query, expect: 'json' });
    const told = sorted(answer, 'gettoken', [secret]);
    if (!told.ok) return told;
    const { access_token: token, expires_in: seconds } = told.value;
    if (typeof token !== 'string' || token === '' || typeof seconds !== 'number') return failed(ODD);
    return { ok: true, value: { token, seconds } };
  };

  const ask = async (account: Account, { path, query, ...rest }: Ask, token: string) => {
    const url = address(path);
    const answer = await http.call({ ...rest, url, query: { ...query, access_token: token }, expect: 'json' });
    return sorted(answer, path, [token, ...Object.values(account.secrets)]);
  };

  return {
    fetchToken,
    call: async (account, call, purpose = 'appSecret') => {
      const fetch = () => fetchToken(account, purpose);
      const token = await tokens(account, purpose, fetch);
      if (!token.ok) return token;
      const answer = await ask(account, call, token.value);
      if (answer.ok || !STALE.some((code) => String(code) === answer.trouble.code)) return answer;
      const fresh = await tokens(account, purpose, fetch, token.value);
      return fresh.ok ? ask(account, call, fresh.value) : fresh;
    },
  };
}

/** An answer that the platform would not give: some other server's, or a page in between. */
export const ODD: Trouble = { kind: 'later', code: 'odd_answer', message: 'the answer is not one of WeCom' };
export const failed = (trouble: Trouble) => ({ ok: false, trouble }) as const;

/** Errors come with HTTP 200; an answer without an errcode is not the platform's. */
export function sorted(
  answer: Answer<JsonObject>,
  path: string,
  secrets: readonly (string | undefined)[],
): Answer<JsonObject> {
  if (!answer.ok) return answer;
  const { errcode, errmsg } = answer.value;
  if (typeof errcode !== 'number') return failed(ODD);
  if (errcode === 0) return answer;
  return failed(sortError(errcode, redact(`${path}: ${typeof errmsg === 'string' ? errmsg : ''}`, secrets)));
}
