// One call to the server. It never throws: the answer, or why there is none.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Instant } from '@paidan/shared/kernel/time';
import Taro from '@tarojs/taro';
import { saidAhead } from './ahead';
import type { CallName, Input, Output } from './api';
import { learnClock } from './clock';
import { currentLanguage } from './language';
import { missed, reached } from './reach';
import { serverBase } from './server';
import { currentSession, sessionOver } from './session';

export type Failure =
  /** No answer: no signal, a wrong address, or the time ran out. */
  | { readonly kind: 'offline' }
  /** The server said no, in the caller's language. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly data?: Data }
  /**
   * The server is not well, or something else answered in its place: sent again, it may be done. `requestId` helps whoever looks into
   * it; `said` are the server's own words, where it knows what it lacks (it is busy, it has no room left).
   */
  | { readonly kind: 'fault'; readonly requestId: string | null; readonly said?: string };
type Data = Readonly<Record<string, unknown>>;

export type Sending = {
  /** Idempotency-Key of a command. */
  readonly key?: string | undefined;
  /** When it was done, if it may have had to wait for a signal. */
  readonly doneAt?: Instant | undefined;
  /** Of a session that has not begun here yet. */
  readonly token?: string | undefined;
  /** Of a server that nobody is signed in to here yet: it is no business of that server who is here, so give `token` as well. */
  readonly server?: string | undefined;
};

const TIMEOUT_MS = 15_000;

export async function call<Name extends CallName>(
  name: Name,
  input: Input<Name>,
  { key, doneAt, token = currentSession()?.token, server }: Sending = {},
): Promise<Result<Output<Name>, Failure>> {
  const sentAt = Date.now();
  return judge(await reply(name, input, { key, doneAt, token, server }), token, sentAt) as Result<
    Output<Name>,
    Failure
  >;
}

/** Of every request to our server, uploads and downloads included. */
export function headers(key?: string, token = currentSession()?.token): Record<string, string> {
  return {
    'Accept-Language': currentLanguage(),
    'X-Paidan-Channel': 'miniapp',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(key ? { 'Idempotency-Key': key } : {}),
  };
}

export type Reply = { readonly status: number; readonly body: unknown };

/** `token`: what the request carried. `sentAt`: when it went, by the phone's clock. */
export function judge(reply: Reply | null, token: string | undefined, sentAt: Instant): Result<unknown, Failure> {
  if (reply) reached();
  else missed(sentAt);
  if (!reply) return no({ kind: 'offline' });
  const body = parsed(reply.body);
  if (reply.status >= 200 && reply.status < 300 && typeof body === 'object' && body !== null) return ok(body);
  // The token is over (signed out elsewhere, or too old). A newer session may have begun meanwhile: leave that one alone.
  if (reply.status === 401 && token !== undefined && currentSession()?.token === token) sessionOver();
  return no(failureIn(reply.status, body));
}

async function reply(name: CallName, input: object, { key, doneAt, token, server }: Sending): Promise<Reply | null> {
  const early = key === undefined ? await saidAhead(name, input, token) : null;
  if (early === null)
    return post(
      name,
      input,
      { ...headers(key, token), ...(doneAt ? { 'X-Paidan-Done-At': String(doneAt) } : {}) },
      server,
    );
  learnClock(early.header, early.at);
  return { status: 200, body: early.body };
}

async function post(
  name: CallName,
  input: object,
  header: Record<string, string>,
  server: string | undefined,
): Promise<Reply | null> {
  const base = serverBase(server);
  if (base === null) return null;
  const sentAt = Date.now();
  try {
    const reply = await Taro.request({
      url: `${base}/api/${name}`,
      method: 'POST',
      timeout: TIMEOUT_MS,
      dataType: 'json',
      // DingTalk writes an object as a form whatever the header says (document "httpRequest"); text it leaves alone.
      data: process.env.TARO_ENV === 'dd' ? JSON.stringify(input) : input,
      header: { 'Content-Type': 'application/json', ...header },
    });
    learnClock(reply.header, sentAt);
    return { status: reply.statusCode, body: reply.data };
  } catch (error) {
    return replyInside(error);
  }
}

/** DingTalk throws every answer that is not 2xx, with the answer inside the error. */
function replyInside(error: unknown): Reply | null {
  const { status, statusCode, data } = (error ?? {}) as { status?: unknown; statusCode?: unknown; data?: unknown };
  const code = Number(status ?? statusCode);
  return code >= 400 ? { status: code, body: data } : null;
}

function failureIn(status: number, body: unknown): Failure {
  const error = (body as { error?: Partial<Record<'code' | 'message' | 'requestId' | 'data', unknown>> } | null)?.error;
  if (status < 500 && typeof error?.code === 'string' && typeof error.message === 'string') {
    const { code, message, data } = error;
    const known = typeof data === 'object' && data !== null ? { data: data as Data } : {};
    return { kind: 'refused', code, message, ...known };
  }
  const requestId = typeof error?.requestId === 'string' ? error.requestId : null;
  const said = KNOWN_LACKS.includes(error?.code as string) && typeof error?.message === 'string' ? error.message : '';
  return { kind: 'fault', requestId, ...(said !== '' && { said }) };
}

const KNOWN_LACKS: readonly string[] = ['busy', 'full'];

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
