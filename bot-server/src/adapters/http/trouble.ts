// What does it mean when a platform does not answer as it should? Each way of failing, sorted; nothing of the request is told.
import type { Trouble } from '../../core/channels';

const LONGEST_WAIT = 60 * 60 * 1000;

/** Codes of the socket and of axios, put into ours. What is not named here counts as `network`: the platform was not reached. */
const NETWORK: Readonly<Record<string, string>> = {
  ECONNABORTED: 'timeout',
  ETIMEDOUT: 'timeout',
  ERR_CANCELED: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  ERR_BAD_RESPONSE: 'reset',
  HPE_INVALID_CONSTANT: 'not_http',
};

export const later = (code: string, where: string, wait?: number): Trouble => ({
  kind: 'later',
  code,
  message: `${where}: ${code}`,
  ...(wait !== undefined && { wait }),
});

export const networkTrouble = (code: string, where: string): Trouble => later(NETWORK[code] ?? 'network', where);

/** Only of a status that is not 2xx. Redirects are not followed: a platform in trouble sends to an error page. */
export function statusTrouble(
  status: number,
  headers: { readonly retryAfter: string | undefined; readonly date: string | undefined },
  where: string,
): Trouble {
  const code = `http_${status}`;
  if (status >= 500 || status < 400 || status === 429 || status === 408 || status === 425) {
    return later(code, where, waitOf(headers.retryAfter, headers.date));
  }
  const kind = status === 400 || status === 413 || status === 422 ? 'content' : 'account';
  return { kind, code, message: `${where}: ${code}` };
}

/** `Retry-After` is seconds or a date; a date is held against the answer's own, so that no clock of ours matters. */
function waitOf(retryAfter: string | undefined, date: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_WAIT) : undefined;
}
