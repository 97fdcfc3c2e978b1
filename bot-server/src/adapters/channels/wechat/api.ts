// What the mini-program needs of WeChat beside messages: who signs in, the verified phone number, codes to scan, content checks.
import type { Json } from '@paidan/shared/kernel/json';
import { external } from '@paidan/shared/model/account';
import type { Suggest, WechatApi } from '../../../core/wechat';
import type { JsonObject } from '../../http/client';
import { type Client, odd } from './client';
import { isObject } from './tree';

export function makeApi(client: Client): WechatApi {
  return {
    login: async (account, code) => {
      const query = { js_code: code, grant_type: 'authorization_code' };
      const answer = await client.getBySecret(account, '/sns/jscode2session', query);
      if (!answer.ok) return answer;
      // The session key that comes along opens what the person's phone encrypts: it is needed for nothing here, and not kept.
      const openid = external.safeParse(answer.value.openid);
      return openid.success ? { ok: true, value: { openid: openid.data } } : odd('openid');
    },
    phone: async (account, code) => {
      const answer = await client.post(account, '/wxa/business/getuserphonenumber', { code });
      if (!answer.ok) return answer;
      const { purePhoneNumber: pure, countryCode } = part(answer.value.phone_info);
      if (typeof pure !== 'string' || !/^[0-9]{5,15}$/.test(pure)) return odd('phone number');
      const country = String(countryCode ?? '86');
      return { ok: true, value: country === '86' ? pure : `+${country.replace(/\D/g, '')}${pure}` };
    },
    unlimitedCode: (account, { scene, page, width }) =>
      client.postForPicture(account, '/wxa/getwxacodeunlimit', { scene, page, width }),
    checkText: async (account, { openid, text, scene }) => {
      const body = { content: text, version: 2, scene, openid };
      const answer = await client.post(account, '/wxa/msg_sec_check', body);
      if (!answer.ok) return answer;
      const verdict = verdictIn(answer.value.result);
      return verdict === null ? odd('verdict') : { ok: true, value: verdict };
    },
    checkMedia: async (account, { openid, url, kind }) => {
      const body = { media_url: url, media_type: kind === 'audio' ? 1 : 2, version: 2, scene: 3, openid };
      const answer = await client.post(account, '/wxa/media_check_async', body);
      if (!answer.ok) return answer;
      const { trace_id: traceId } = answer.value;
      return typeof traceId === 'string' && TRACE.test(traceId) ? { ok: true, value: traceId } : odd('trace id');
    },
  };
}

const TRACE = /^[\x21-\x7e]{1,64}$/;

/** `{suggest, label}` of a check; null where it is none. */
function verdictIn(result: Json | undefined): { readonly suggest: Suggest; readonly label: number } | null {
  const { suggest, label } = part(result);
  if (suggest !== 'pass' && suggest !== 'review' && suggest !== 'risky') return null;
  return { suggest, label: Number.isInteger(Number(label)) ? Number(label) : 0 };
}

const part = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
