// A call to WeChat: with the shared token in the query, its errcode looked at, and begun again once with a fresh token where the
// platform has refused the old one.
import type { Account, Answer, Tokens, Trouble } from '../../../core/channels';
import { type Http, type JsonObject, jsonObject } from '../../http/client';
import { redact } from '../../http/redact';
import { STALE_TOKEN, sortError } from './errors';

export type WechatDeps = {
  readonly http: Http;
  readonly tokens: Tokens;
  readonly urls: { readonly wechatApi: string };
  readonly now: () => number;
};
export type Picture = { readonly mime: string; readonly bytes: Buffer };

export type Client = {
  readonly post: (account: Account, path: string, body: JsonObject) => Promise<Answer<JsonObject>>;
  /** For what answers with a picture, or with JSON where it refuses. */
  readonly postForPicture: (account: Account, path: string, body: JsonObject) => Promise<Answer<Picture>>;
  /** Without a token: the secret itself stands in the query. */
  readonly getBySecret: (account: Account, path: string, query: Record<string, string>) => Promise<Answer<JsonObject>>;
  /** Asks the platform now, whatever is kept. */
  readonly fetchToken: (account: Account) => Promise<Answer<{ readonly token: string; readonly seconds: number }>>;
};

export function makeClient({ http, tokens, urls }: WechatDeps): Client {
  const address = (path: string) => `${urls.wechatApi}${path}`;

  async function fetchToken(account: Account) {
    const answer = await http.call({
      method: 'POST',
      url: address('/cgi-bin/stable_token'),
      json: { grant_type: 'client_credential', ...app(account) },
      expect: 'json',
    });
    const sound = answer.ok ? accepted(account, answer.value) : answer;
    if (!sound.ok) return sound;
    const { access_token: token, expires_in: seconds } = sound.value;
    if (typeof token !== 'string' || token === '' || typeof seconds !== 'number') return odd('token');
    return { ok: true, value: { token, seconds } } as const;
  }

  /** `call` is given a token; its trouble tells whether that one was refused. */
  async function withToken<T>(account: Account, call: (token: string) => Promise<Answer<T>>): Promise<Answer<T>> {
    const token = await tokens(account, 'access', () => fetchToken(account));
    if (!token.ok) return token;
    const first = await call(token.value);
    if (first.ok || !STALE_TOKEN.has(Number(first.trouble.code))) return first;
    const fresh = await tokens(account, 'access', () => fetchToken(account), token.value);
    return fresh.ok ? call(fresh.value) : fresh;
  }

  return {
    fetchToken,
    post: (account, path, body) =>
      withToken(account, async (token) => {
        const query = { access_token: token };
        const answer = await http.call({ method: 'POST', url: address(path), query, json: body, expect: 'json' });
        return answer.ok ? accepted(account, answer.value, token) : answer;
      }),
    postForPicture: (account, path, body) =>
      withToken(account, async (token) => {
        const query = { access_token: token };
        const answer = await http.call({ method: 'POST', url: address(path), query, json: body, expect: 'bytes' });
        if (!answer.ok) return answer;
        const { bytes } = answer.value;
        const mime = sniff(bytes);
        if (mime !== null) return { ok: true, value: { mime, bytes } };
        const said = jsonObject(bytes);
        const refused = said === null ? odd('picture') : accepted(account, said, token);
        return refused.ok ? odd('picture') : refused;
      }),
    getBySecret: async (account, path, query) => {
      const answer = await http.call({
        method: 'GET',
        url: address(path),
        query: { ...app(account), ...query },
        expect: 'json',
      });
      return answer.ok ? accepted(account, answer.value) : answer;
    },
  };
}

const app = ({ values, secrets }: Account) => ({ appid: values.appId ?? '', secret: secrets.appSecret ?? '' });

/** Good answers may leave the errcode out. */
function accepted(account: Account, answer: JsonObject, token?: string): Answer<JsonObject> {
  const { errcode = 0, errmsg } = answer;
  if (errcode === 0) return { ok: true, value: answer };
  if (typeof errcode !== 'number') return odd('errcode');
  const said = typeof errmsg === 'string' ? redact(errmsg, [account.secrets.appSecret, token]) : '';
  return { ok: false, trouble: sortError(errcode, said) };
}

/** An answer that is none: somebody stands in between, or the platform is being mended. */
export const odd = (what: string): { readonly ok: false; readonly trouble: Trouble } => ({
  ok: false,
  trouble: { kind: 'later', code: 'bad_answer', message: `wechat: no ${what} in the answer` },
});

/** By its first bytes: what a server says of them is not a proof. */
function sniff(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'image/png';
  return bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff' ? 'image/jpeg' : null;
}
