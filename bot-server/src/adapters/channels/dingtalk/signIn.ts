// Who holds the phone, or sits before the browser? A code is asked for the person. Source: "Get the user's info by the login-free
// code" (topapi/v2/user/getuserinfo); "Sign in to a third-party website" (oauth2/userAccessToken, contact/users/me, getbyunionid).
import { external } from '@paidan/shared/model/account';
import type { Account, Answer, ChannelAdapter } from '../../../core/channels';
import type { PlatformUrls } from '../deps';
import { type Api, failed, ODD } from './api';

type SignIn = Required<ChannelAdapter>['signIn'];

/** A person of the organization's own; 1 is somebody from outside whom it merely knows. */
const OUTSIDE = 1;

/** The page with a code to scan; `corpid` in the scope has the person choose an organization, which says nothing that we need. */
export function signInUrl(urls: PlatformUrls, ...[account, { redirect, state }]: Parameters<SignIn['url']>): string {
  const query = new URLSearchParams({
    redirect_uri: redirect,
    response_type: 'code',
    client_id: account.values.clientId ?? '',
    scope: 'openid',
    state,
    prompt: 'consent',
  });
  return `${urls.dingtalkLogin}/oauth2/auth?${query}`;
}

/** By the code of dd.getAuthCode (mini-program) or dd.requestAuthCode (page): once, five minutes. */
export async function identifyInside(api: Api, account: Account, code: string): Promise<Answer<string>> {
  const answer = await api.old(account, 'v2/user/getuserinfo', { code });
  return answer.ok ? nameOf(answer.value.userid) : answer;
}

/** By the code with which the sign-in page sends somebody back. It knows no userid: that is asked by the person's union id. */
export async function identifyByPage(api: Api, account: Account, code: string): Promise<Answer<string>> {
  const { clientId = '' } = account.values;
  const { appSecret: clientSecret = '' } = account.secrets;
  const json = { clientId, clientSecret, code, grantType: 'authorization_code' };
  const token = await api.fresh(account, 'oauth2/userAccessToken', { json });
  if (!token.ok) return token;
  const { accessToken } = token.value;
  if (typeof accessToken !== 'string' || accessToken === '') return failed(ODD);
  const me = await api.fresh(account, 'contact/users/me', { token: accessToken });
  if (!me.ok) return me;
  const { unionId } = me.value;
  if (typeof unionId !== 'string' || unionId === '') return failed(ODD);
  const found = await api.old(account, 'user/getbyunionid', { unionid: unionId });
  if (!found.ok) return found;
  if (found.value.contact_type === OUTSIDE) {
    return failed({ kind: 'person', code: 'outsider', message: 'user/getbyunionid: an outside contact' });
  }
  return nameOf(found.value.userid);
}

function nameOf(userid: unknown): Answer<string> {
  const name = external.safeParse(userid);
  return name.success ? { ok: true, value: name.data } : failed(ODD);
}
