// Which paths of WeChat's server there are, and what each asks for before it is heard.
import type { Box } from '../box';
import { HOUR, MINUTE } from '../clock';
import { type Call, empty, json, parseObject, type Reply } from '../http';
import { type Answer, type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import { getPhoneNumber, jscode2session } from './login';
import type { Mini } from './mini';
import { miniCodePicture } from './qrcode';
import { mediaCheckAsync, msgSecCheck } from './security';
import { subscribeSend } from './subscribe';
import { classicToken, miniToken, stableToken } from './token';

type Open = (box: Box, call: Call) => Answer | Refusal;
type Written = Answer | Refusal | Promise<Reply>;
type Write = (box: Box, mini: Mini, body: Shape) => Written;

const OPEN: Readonly<Record<string, Open>> = {
  'cgi-bin/stable_token': stableToken,
  'cgi-bin/token': classicToken,
  'sns/jscode2session': jscode2session,
};
const WRITES: Readonly<Record<string, Write>> = {
  'wxa/business/getuserphonenumber': getPhoneNumber,
  'cgi-bin/message/subscribe/send': subscribeSend,
  'wxa/getwxacodeunlimit': miniCodePicture,
  'wxa/msg_sec_check': msgSecCheck,
  'wxa/media_check_async': mediaCheckAsync,
};
/** Source: WeChat §1, §4, §5. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'cgi-bin/stable_token': 10_000,
  'wxa/getwxacodeunlimit': 5000,
  'wxa/msg_sec_check': 4000,
  'wxa/media_check_async': 2000,
};
const PER_DAY: Readonly<Record<string, number>> = { 'wxa/msg_sec_check': 2_000_000, 'wxa/media_check_async': 200_000 };

/** Path behind `/wechat/`. */
export async function answerWechat(box: Box, api: string, call: Call): Promise<Reply> {
  const open = Object.hasOwn(OPEN, api) ? OPEN[api] : undefined;
  if (open !== undefined) return json(open(box, call));
  const write = Object.hasOwn(WRITES, api) ? WRITES[api] : undefined;
  if (write === undefined) return empty(404);
  const result = await written(box, api, call, write);
  return isReply(result) ? result : json(result);
}

function written(box: Box, api: string, call: Call, write: Write): Written {
  const token = miniToken(box, call);
  if ('errcode' in token) return token;
  if (call.method !== 'POST') return refuse(43002, 'require POST method');
  const full = fullFor(box, token.mini, api);
  if (full !== null) return full;
  const body = parseObject(call.body);
  return body === null ? refuse(47001, 'data format error') : write(box, token.mini, body);
}

const isReply = (result: Answer | Refusal | Reply): result is Reply => 'status' in result && 'body' in result;

function fullFor({ state, clock }: Box, { appid }: Mini, api: string): Refusal | null {
  const now = clock.now();
  const minute = state.counter(`minute ${appid} ${api}`, Math.floor(now / MINUTE));
  const day = state.counter(`day ${appid} ${api}`, Math.floor(now / (24 * HOUR)));
  if (minute > (PER_MINUTE[api] ?? Number.POSITIVE_INFINITY)) return refuse(45011, 'api minute-quota reach limit');
  return day > (PER_DAY[api] ?? Number.POSITIVE_INFINITY) ? refuse(45009, 'reach max api daily quota limit') : null;
}

/** Who the caller is, for the log. */
export function miniCallerOf({ state }: Box, { query, body }: Call): string {
  const token = state.miniTokens.get(query.get('access_token') ?? '');
  const appid = query.get('appid') ?? (body.length < 2000 ? parseObject(body)?.appid : undefined);
  return token?.mini.name ?? (typeof appid === 'string' ? appid : '');
}
