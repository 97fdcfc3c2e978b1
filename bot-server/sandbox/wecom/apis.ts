// Which paths of WeCom's server there are, and what each asks for before it is heard.
import type { Box } from '../box';
import { HOUR, MINUTE } from '../clock';
import { type Call, empty, json, parseObject, type Reply } from '../http';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import {
  departmentList,
  departmentSimpleList,
  userGet,
  userIdOf,
  userList,
  userListId,
  userSimpleList,
} from './contacts';
import type { Token } from './corp';
import { getUserInfo, jscode2session } from './login';
import { recall } from './recall';
import { send } from './send';
import { appTicket, corpTicket } from './ticket';
import { gettoken, revoke, tokenOf } from './token';
import { updateCard } from './update';
import { webhookSend } from './webhook';

type Result = Answer | Refusal;
type Open = (box: Box, call: Call) => Result;
type Read = (box: Box, token: Token, call: Call) => Result;
type Write = (box: Box, token: Token, body: Shape) => Result | Promise<Result>;

const OPEN: Readonly<Record<string, Open>> = { gettoken, 'webhook/send': webhookSend };
const READS: Readonly<Record<string, Read>> = {
  'auth/getuserinfo': getUserInfo,
  'miniprogram/jscode2session': jscode2session,
  'user/get': (_, token, call) => userGet(token, call),
  'user/list': (_, token, call) => userList(token, call),
  'user/simplelist': (_, token, call) => userSimpleList(token, call),
  'department/list': (_, token, call) => departmentList(token, call),
  'department/simplelist': (_, token, call) => departmentSimpleList(token, call),
  getcallbackip: () => fine({ ip_list: ['127.0.0.1'] }),
  get_jsapi_ticket: corpTicket,
  'ticket/get': (box, token, { query }) => appTicket(box, token, query.get('type')),
};
const WRITES: Readonly<Record<string, Write>> = {
  'message/send': send,
  'message/update_template_card': updateCard,
  'message/recall': recall,
  'user/list_id': (_, token, body) => userListId(token, body),
  'user/getuserid': (_, token, body) => userIdOf(token, body),
};
/** Lists are there, empty, when the call fails. */
const EMPTY: Readonly<Record<string, Shape>> = {
  'user/list': { userlist: [] },
  'user/simplelist': { userlist: [] },
  'department/list': { department: [] },
  'department/simplelist': { department_id: [] },
  'user/list_id': { next_cursor: '', dept_user: [] },
};

/** Path behind `/cgi-bin/`. A path that does not exist is 404 with nothing in it. */
export async function answerWecom(box: Box, api: string, call: Call): Promise<Reply> {
  const result = await resultOf(box, api, call);
  if (result === null) return empty(404);
  return json('errcode' in result && result.errcode !== 0 ? { ...result, ...EMPTY[api] } : result);
}

async function resultOf(box: Box, api: string, call: Call): Promise<Result | null> {
  const open = own(OPEN, api);
  if (open !== undefined) return open(box, call);
  const [read, write] = [own(READS, api), own(WRITES, api)];
  if (read === undefined && write === undefined) return null;
  const token = tokenOf(box, call);
  if ('errcode' in token) return token;
  const full = fullFor(box, token, api);
  if (full !== null) return full;
  if (read !== undefined) return read(box, token, call);
  const body = parseObject(call.body);
  if (body === null) return refuse(40035, 'the body is no JSON object');
  return write === undefined ? null : write(box, token, body);
}

/** Calls of a corp to one API, by minute and hour. Source: 90312. */
function fullFor({ state, clock }: Box, { corp }: Token, api: string): Refusal | null {
  const now = clock.now();
  const minute = state.counter(`minute ${corp.corpId} ${api}`, Math.floor(now / MINUTE));
  const hour = state.counter(`hour ${corp.corpId} ${api}`, Math.floor(now / HOUR));
  const full = minute > corp.limits.callsPerMinute || hour > corp.limits.callsPerHour;
  return full ? refuse(45009, 'api freq out of limit') : null;
}

/** Who the caller is, for the log. */
export function callerOf({ state }: Box, { query }: Call): string {
  const token = state.tokens.get(query.get('access_token') ?? '');
  if (token !== undefined) return token.app?.name ?? `${token.corp.name} contacts`;
  return state.groups.get(query.get('key') ?? '')?.name ?? query.get('corpid') ?? '';
}

/** A refused token is no token any more: the next one asked for is new. */
export const revokeToken = (box: Box, { query }: Call): void => revoke(box, query.get('access_token') ?? '');

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
