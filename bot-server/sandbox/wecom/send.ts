// message/send: to people, departments or all, from one application. Source: 90236, limits 90312.
import { createHash } from 'node:crypto';
import type { Box } from '../box';
import type { NewMessage } from '../chats';
import { dayOf, HOUR, MINUTE, SECOND } from '../clock';
import { randomName } from '../ids';
import { makeWindow } from '../meter';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { isOneOf, type Shape } from '../shape';
import { isNotice } from './card';
import { checkAddress } from './check';
import { giveCode } from './codes';
import type { App, Corp, Person, Sent, Token } from './corp';
import { contentOf } from './message';
import { type Receivers, receiversOf } from './receivers';

const PERSON_TIMES_PER_ACCOUNT = 200;
const DUPLICATE = { usual: 1800, most: 4 * 3600 };

/** `agentid` is there, a number, and the token's own. */
export function agentOf({ app }: Token, body: Shape): App | Refusal {
  const given = body.agentid;
  if (given === undefined || given === null) return refuse(41011, 'agentid missing');
  if (typeof given !== 'number' || !Number.isInteger(given)) return refuse(40056, 'invalid agentid');
  return app?.agentId === given ? app : refuse(301002, 'agentid not match with access_token');
}

export async function send(box: Box, token: Token, body: Shape): Promise<Answer | Refusal> {
  const { corp } = token;
  const app = agentOf(token, body);
  if ('errcode' in app) return app;
  const content = contentOf(body, (userid) => corp.people.has(userid.toLowerCase()));
  if ('errcode' in content) return content;
  const receivers = receiversOf(corp, body);
  if ('errcode' in receivers) return receivers;
  const wrong = optionFault(body);
  if (wrong !== null) return wrong;
  if (content.callsBack && !(await hasCallback(box, app))) return refuse(43012, 'callback url is missing');
  const taskId = typeof content.card?.task_id === 'string' ? content.card.task_id : '';
  if (taskId !== '' && app.taskIds.has(taskId)) return refuse(42014, 'task_id is already used');
  if (isDayFull(box, corp, app, receivers.people.length)) return refuse(45009, 'api freq out of limit');
  if (taskId !== '') app.taskIds.add(taskId);
  const sent: Sent = {
    msgid: randomName(42),
    corpId: corp.corpId,
    agentId: app.agentId,
    at: box.clock.now(),
    cardType: content.card === null ? null : String(content.card.card_type),
    taskId,
    receivers: new Set(receivers.people.map(({ userid }) => userid.toLowerCase())),
    copies: new Map(),
  };
  box.state.sent.set(sent.msgid, sent);
  if (!isDuplicate(box, app, body))
    show(box, corp, app, receivers.people, { ...content.shown, msgid: sent.msgid, from: 'app' }, sent);
  const withCode = content.card !== null && (!isNotice(content.card) || content.callsBack);
  return answered(receivers, sent, withCode ? giveCode(box, sent) : null);
}

const answered = (receivers: Receivers, sent: Sent, code: string | null): Answer =>
  fine({
    invaliduser: receivers.invalidUsers.join('|'),
    invalidparty: receivers.invalidParties.join('|'),
    invalidtag: receivers.invalidTags.join('|'),
    unlicenseduser: '',
    msgid: sent.msgid,
    ...(code === null ? {} : { response_code: code }),
  });

/** Too many for one member are dropped without a word: the call's answer is the same. */
function show(box: Box, corp: Corp, app: App, people: readonly Person[], message: NewMessage, sent: Sent): void {
  const now = box.clock.now();
  const limits = [
    { count: corp.limits.memberPerMinute, span: MINUTE },
    { count: corp.limits.memberPerHour, span: HOUR },
  ];
  for (const person of people) {
    const window = person.windows.get(app.agentId) ?? makeWindow();
    person.windows.set(app.agentId, window);
    const chat = box.state.chats.app(corp.corpId, app.agentId, person.userid);
    if (window(now, limits)) {
      sent.copies.set(person.userid.toLowerCase(), box.state.chats.say(chat, message));
    } else {
      app.dropped += 1;
      box.state.chats.drop(chat);
    }
  }
}

function optionFault(body: Shape): Refusal | null {
  if (!isOneOf(body.safe ?? 0, [0, 1])) return refuse(40035, 'safe');
  if (!isOneOf(body.enable_id_trans ?? 0, [0, 1])) return refuse(40035, 'enable_id_trans');
  if (!isOneOf(body.enable_duplicate_check ?? 0, [0, 1])) return refuse(40035, 'enable_duplicate_check');
  const interval = body.duplicate_check_interval ?? DUPLICATE.usual;
  const fits = typeof interval === 'number' && interval > 0 && interval <= DUPLICATE.most;
  return fits ? null : refuse(40035, 'duplicate_check_interval');
}

/** An address counts once the platform has checked it; one that failed is tried again, as an administrator would. */
async function hasCallback(box: Box, app: App): Promise<boolean> {
  if (app.callback === null) return false;
  if (!app.callback.verified) await checkAddress(box, app.corpId, app.callback);
  return app.callback.verified;
}

function isDayFull({ state, clock }: Box, corp: Corp, app: App, people: number): boolean {
  const key = `day ${corp.corpId} ${app.agentId}`;
  return state.counter(key, dayOf(clock.now()), people) > corp.limits.accounts * PERSON_TIMES_PER_ACCOUNT;
}

function isDuplicate({ clock }: Box, app: App, body: Shape): boolean {
  if (body.enable_duplicate_check !== 1) return false;
  const interval = Number(body.duplicate_check_interval ?? DUPLICATE.usual) * SECOND;
  const { duplicate_check_interval: _, ...content } = body;
  const key = createHash('sha1').update(JSON.stringify(content)).digest('hex');
  const before = app.seen.get(key);
  if (before !== undefined && before > clock.now() - interval) return true;
  app.seen.set(key, clock.now());
  return false;
}
