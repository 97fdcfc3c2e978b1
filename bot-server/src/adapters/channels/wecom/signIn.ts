// Who stands before the browser? The platform's own page answers with a code, and the code is asked for the person.
// Source: H5 OAuth and web login, both ending at auth/getuserinfo; wx.qy.login, ending at miniprogram/jscode2session.
import type { Account, Answer, ChannelAdapter } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import type { PlatformUrls } from '../deps';
import { type Api, failed, ODD } from './api';

type SignIn = Required<ChannelAdapter>['signIn'];
const MOST_CODE_BYTES = 512;

/** `inside`: the WeCom app's own browser knows the person; elsewhere there is a code to scan. */
export function signInUrl(urls: PlatformUrls, ...[account, ask]: Parameters<SignIn['url']>): string {
  const { corpId = '', agentId = '' } = account.values;
  const { redirect, state, inside } = ask;
  if (inside) {
    const query = new URLSearchParams({
      appid: corpId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: agentId,
    });
    return `${urls.wecomOauth}/connect/oauth2/authorize?${query}#wechat_redirect`;
  }
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: corpId,
    agentid: agentId,
    redirect_uri: redirect,
    state,
  });
  return `${urls.wecomLogin}/wwlogin/sso/login?${query}`;
}

export async function identify(api: Api, account: Account, code: string): Promise<Answer<string>> {
  if (!isCode(code)) return failed({ kind: 'content', code: '40029', message: 'auth/getuserinfo: no code' });
  const answer = await api.call(account, { method: 'GET', path: 'auth/getuserinfo', query: { code } });
  if (!answer.ok) return answer;
  const { userid, openid } = answer.value;
  if (typeof userid === 'string' && userid !== '') return { ok: true, value: userid.toLowerCase() };
  if (typeof openid !== 'string') return failed(ODD);
  return failed({
    kind: 'person',
    code: 'not_in_corp',
    message: 'auth/getuserinfo: somebody from outside of the corp',
  });
}

/**
 * By the code of wx.qy.login: once, five minutes. The token must be of the application that the mini-program is linked with, which
 * may be another one than the one that sends messages. The session key that comes along is needed for nothing, and not kept.
 */
export async function identifyInMini(api: Api, account: Account, code: string): Promise<Answer<string>> {
  if (!isCode(code)) return failed({ kind: 'content', code: '40029', message: `${IN_MINI}: no code` });
  const answer = await askInMini(api, account, code);
  if (!answer.ok) return answer;
  const { userid, corpid } = answer.value;
  if (typeof userid !== 'string' || userid === '') return failed(ODD);
  if (corpid !== account.values.corpId) {
    return failed({ kind: 'person', code: 'not_in_corp', message: `${IN_MINI}: somebody of another corp` });
  }
  return { ok: true, value: userid.toLowerCase() };
}

export const askInMini = (api: Api, account: Account, code: string): Promise<Answer<JsonObject>> =>
  api.call(
    account,
    { method: 'GET', path: IN_MINI, query: { js_code: code, grant_type: 'authorization_code' } },
    account.secrets.miniSecret === undefined ? 'appSecret' : 'miniSecret',
  );

const IN_MINI = 'miniprogram/jscode2session';
const isCode = (code: string): boolean => code !== '' && Buffer.byteLength(code) <= MOST_CODE_BYTES;
