// Content security: texts are judged at once, pictures and sounds a little later by a pushed event. Source: WeChat §5.
import { setTimeout as wait } from 'node:timers/promises';
import type { Box } from '../box';
import { HOUR, SECOND } from '../clock';
import { randomName } from '../ids';
import { ask } from '../outward';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { isFilled, isOneOf, isUrl, type Shape } from '../shape';
import type { Mini, MiniPerson, Verdict } from './mini';
import { pushEvent } from './push';
import { CLEAN, judge } from './words';

const MOST_TEXT = 2500;
const ACTIVE_WITHIN = 2 * HOUR;
/** Real time; the platform takes up to half an hour. */
const THINKING = 300;
const UNREADABLE: Verdict = { suggest: 'review', label: 21000 };

export function msgSecCheck(box: Box, mini: Mini, body: Shape): Answer | Refusal {
  const { content, title = '', nickname = '', signature = '' } = body;
  if (!isFilled(content) || [...content].length > MOST_TEXT) return refuse(47001, 'data format error: content');
  const person = personOf(box, mini, body);
  if ('errcode' in person) return person;
  const { suggest, label, keyword } = judge([content, title, nickname, signature].join('\n'));
  const found = keyword === null ? {} : { keyword, prob: 90 };
  return fine({
    result: { suggest, label },
    detail: [{ strategy: keyword === null ? 'content_model' : 'keyword', errcode: 0, suggest, label, ...found }],
    trace_id: randomName(18),
  });
}

export function mediaCheckAsync(box: Box, mini: Mini, body: Shape): Answer | Refusal {
  if (!isUrl(body.media_url)) return refuse(47001, 'data format error: media_url');
  if (!isOneOf(body.media_type, [1, 2])) return refuse(47001, 'data format error: media_type');
  const person = personOf(box, mini, body);
  if ('errcode' in person) return person;
  const traceId = randomName(18);
  const ordered = mini.verdicts.shift();
  void tellVerdict(box, mini, person, { traceId, url: String(body.media_url), ordered });
  return fine({ trace_id: traceId });
}

type Judging = { readonly traceId: string; readonly url: string; readonly ordered: Verdict | undefined };

async function tellVerdict(
  box: Box,
  mini: Mini,
  person: MiniPerson,
  { traceId, url, ordered }: Judging,
): Promise<void> {
  const heard = await fetched(box, mini, url);
  await wait(THINKING, undefined, { ref: false });
  const { suggest, label } = heard === 200 ? (ordered ?? CLEAN) : UNREADABLE;
  await pushEvent(box, mini, {
    FromUserName: person.openid,
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: mini.appid,
    trace_id: traceId,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: heard === 200 ? 0 : -1, suggest, label, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
  });
}

/** The platform downloads it: an address that cannot be read from outside is found out here. */
async function fetched(box: Box, mini: Mini, url: string): Promise<number> {
  const heard = await ask({ method: 'GET', url, timeout: 3 * SECOND });
  // A picture is longer than an answer of the product may be; what was read shows that it is there.
  const status = heard.error === 'the answer has no end' ? 200 : heard.status;
  box.log.add({
    way: 'out',
    who: mini.name,
    api: 'media fetch',
    status,
    ms: heard.ms,
    plain: { request: url, response: status === 200 ? '(content)' : (heard.error ?? '') },
    wire: { request: `GET ${url}`, response: status === 200 ? '(content)' : (heard.error ?? '') },
  });
  return status;
}

function personOf({ state, clock }: Box, mini: Mini, body: Shape): MiniPerson | Refusal {
  if (body.version !== 2) return refuse(47001, 'data format error: version');
  if (!isOneOf(body.scene, [1, 2, 3, 4])) return refuse(40129, 'invalid scene');
  const openid = body.openid;
  if (!isFilled(openid)) return refuse(40003, 'invalid openid');
  const person = mini.people.get(openid);
  if (person === undefined) {
    const foreign = [...state.minis.values()].some(({ people }) => people.has(openid));
    return foreign ? refuse(43104, 'appid and openid do not match') : refuse(40003, 'invalid openid');
  }
  return clock.now() - person.activeAt <= ACTIVE_WITHIN
    ? person
    : refuse(61010, 'code is expired: the person was not active lately');
}
