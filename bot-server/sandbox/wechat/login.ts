// Who signs in, and with which number: codes that work once, for five minutes. Source: WeChat §2.
import type { Box } from '../box';
import { MINUTE, seconds } from '../clock';
import { sha1 } from '../envelope';
import type { Call } from '../http';
import { randomName } from '../ids';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import type { Mini, MiniCode, MiniPerson } from './mini';
import { ownMini } from './token';

const LIVES = 5 * MINUTE;
const CHINA = '86';

export function giveMiniCode({ state, clock }: Box, kind: MiniCode['kind'], mini: Mini, person: MiniPerson): string {
  const code = randomName(24);
  state.miniCodes.set(code, {
    kind,
    appid: mini.appid,
    openid: person.openid,
    until: clock.now() + LIVES,
    used: false,
  });
  person.activeAt = clock.now();
  return code;
}

export function jscode2session(box: Box, { query }: Call): Answer | Refusal {
  const mini = ownMini(box.state.minis, query.get('appid'), query.get('secret'));
  if ('errcode' in mini) return mini;
  if (query.get('grant_type') !== 'authorization_code') return refuse(40002, 'invalid grant_type');
  const code = takeCode(box, 'signIn', mini, query.get('js_code'));
  if ('errcode' in code) return code;
  const person = mini.people.get(code.openid);
  if (person !== undefined) person.activeAt = box.clock.now();
  // The session key is the server's alone; a person's union id is the same in all mini-programs of one owner.
  return { openid: code.openid, session_key: randomName(18), unionid: `u${sha1(code.openid).slice(0, 27)}` };
}

export function getPhoneNumber(box: Box, mini: Mini, body: Shape): Answer | Refusal {
  const code = takeCode(box, 'phone', mini, body.code);
  if ('errcode' in code) return code;
  if (body.openid !== undefined && body.openid !== code.openid) return refuse(40003, 'invalid openid');
  const phone = mini.people.get(code.openid)?.phone ?? '';
  const foreign = /^\+(\d{1,3}) (.+)$/.exec(phone);
  const [country, pure] = foreign === null ? [CHINA, phone] : [foreign[1] as string, foreign[2] as string];
  return fine({
    phone_info: {
      phoneNumber: foreign === null ? pure : `+${country}${pure}`,
      purePhoneNumber: pure,
      countryCode: country,
      watermark: { timestamp: seconds(box.clock.now()), appid: mini.appid },
    },
  });
}

/** Bad, used and over are one and the same refusal. */
function takeCode({ state, clock }: Box, kind: MiniCode['kind'], mini: Mini, given: unknown): MiniCode | Refusal {
  const code = typeof given === 'string' ? state.miniCodes.get(given) : undefined;
  const right = code?.kind === kind && code.appid === mini.appid && !code.used && code.until > clock.now();
  if (code === undefined || !right) return refuse(40029, 'invalid code');
  code.used = true;
  return code;
}
