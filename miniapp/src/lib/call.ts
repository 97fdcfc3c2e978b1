// One call to the server. It never throws: the answer, or why there is none.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import type { CallName, Input, Output } from './api';
import { currentLanguage } from './language';
import { serverBase } from './server';
import { currentSession, endSession } from './session';

export type Failure =
  /** No answer: no signal, a wrong address, or the time ran out. */
  | { readonly kind: 'offline' }
  /** The server said no, in the caller's language. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The server is not well, or something else answered in its place. `requestId` helps whoever looks into it. */
  | { readonly kind: 'fault'; readonly requestId: string | null };

const TIMEOUT_MS = 15_000;

export async function call<Name extends CallName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Output<Name>, Failure>> {
  const token = currentSession()?.token;
  const reply = await post(name, input, token);
  if (!reply) return no({ kind: 'offline' });
  if (reply.status >= 200 && reply.status < 300 && typeof reply.body === 'object' && reply.body !== null) {
    return ok(reply.body as Output<Name>);
  }
  // The token is over (signed out elsewhere, or too old). A newer session may have begun meanwhile: leave that one alone.
  if (reply.status === 401 && token && currentSession()?.token === token) endSession();
  return no(failureIn(reply));
}

type Reply = { readonly status: number; readonly body: unknown };

async function post(name: CallName, input: object, token: string | undefined): Promise<Reply | null> {
  const base = serverBase();
  if (base === null) return null;
  try {
    const reply = await Taro.request({
      url: `${base}/api/${name}`,
      method: 'POST',
      timeout: TIMEOUT_MS,
      dataType: 'json',
      data: input,
      header: {
        'Content-Type': 'application/json',
        'Accept-Language': currentLanguage(),
        'X-Paidan-Channel': 'miniapp',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
    });
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

function failureIn({ status, body }: Reply): Failure {
  const error = (parsed(body) as { error?: { code?: unknown; message?: unknown; requestId?: unknown } } | null)?.error;
  if (status < 500 && typeof error?.code === 'string' && typeof error.message === 'string') {
    return { kind: 'refused', code: error.code, message: error.message };
  }
  return { kind: 'fault', requestId: typeof error?.requestId === 'string' ? error.requestId : null };
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
