// Somebody opens the mini-program: what `wx.login`, or DingTalk's `getAuthCode`, and the program's own sign-in do on a real phone. The
// page of the mini-program is the browser's, so its session is put where Taro keeps it there.
import { api } from './api';
import type { WayIn } from './links';

/** Into the browser's storage as Taro for H5 writes it. */
const KEY = 'session';

type Inside = { readonly token?: string };

/** Signs the person in; somebody whom the product does not know yet comes in signed out, as on a real phone. */
export async function enterMini(way: WayIn): Promise<void> {
  const { org } = way;
  const inside = await ('openid' in way
    ? product<Inside>('wechat.signIn', { org, code: await api.loginCode(way.appid, way.openid) })
    : product<Inside>('signin.host', {
        org,
        kind: 'dingtalk',
        code: await api.dingCode(way.corpId, way.clientId, way.userid),
      }));
  if (inside.token === undefined) return localStorage.removeItem(KEY);
  const session = await product<object>('session.get', {}, inside.token);
  localStorage.setItem(KEY, JSON.stringify({ data: { ...session, token: inside.token } }));
}

async function product<Answer>(name: string, input: object, token?: string): Promise<Answer> {
  const answer = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said?.error?.message ?? said?.message ?? `HTTP ${answer.status}`);
  return said;
}
