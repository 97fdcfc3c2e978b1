// How does the product call out? The only user of axios: one deadline for the whole call, a size limit, no redirects, no
// proxies; whatever goes wrong comes back as sorted trouble, and nothing is ever thrown.
import http from 'node:http';
import https from 'node:https';
import type { Json } from '@paidan/shared/kernel/json';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import type { Answer, Trouble } from '../../core/channels';
import { later, networkTrouble, statusTrouble } from './trouble';

export type JsonObject = { readonly [key: string]: Json | undefined };
export type Bytes = { readonly bytes: Buffer; readonly type: string };
type Expected = { readonly json: JsonObject; readonly bytes: Bytes };

export type Call<E extends keyof Expected> = {
  readonly method: 'GET' | 'POST';
  /** Without a query. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** For platforms that refuse by HTTP status: what such an answer's body means; null: the status alone tells. */
  readonly refused?: (body: JsonObject) => Trouble | null;
  /** `bytes`: a picture, for instance; platforms answer JSON instead when they refuse, so look at `type`. */
  readonly expect: E;
};
export type Http = {
  readonly call: <E extends keyof Expected>(call: Call<E>) => Promise<Answer<Expected[E]>>;
  /** Lets go of the connections that were kept. */
  readonly close: () => void;
};

const SOCKETS = 64;

/** `timeoutMs` is for the whole call, the body included. */
export function makeHttp({ timeoutMs = 8_000, maxBytes = 8 * 1024 * 1024 } = {}): Http {
  const agents = {
    httpAgent: new http.Agent({ keepAlive: true, maxSockets: SOCKETS }),
    httpsAgent: new https.Agent({ keepAlive: true, maxSockets: SOCKETS }),
  };
  const client = axios.create({
    ...agents,
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    maxContentLength: maxBytes,
    responseType: 'arraybuffer',
    validateStatus: () => true,
    transformRequest: [(data) => data],
    transformResponse: [(data) => data],
  });
  return {
    call: async (call) => {
      const where = placeOf(call.url);
      if (where === null) return { ok: false, trouble: { kind: 'account', code: 'bad_url', message: 'bad_url' } };
      try {
        const response = await client.request<Buffer>({
          method: call.method,
          url: addressOf(call),
          signal: AbortSignal.timeout(timeoutMs),
          ...bodyOf(call),
        });
        return sorted(response, call, where);
      } catch (error) {
        return { ok: false, trouble: thrown(error, where) };
      }
    },
    close: () => {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/** The path alone: neither the query nor what the library says may come into a message, since both carry secrets. */
function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, pathname } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? pathname : null;
}

const addressOf = ({ url, query }: Call<keyof Expected>): string =>
  query === undefined ? url : `${url}?${new URLSearchParams(query)}`;

function bodyOf({ json, form, headers }: Call<keyof Expected>) {
  if (json !== undefined) {
    return { data: Buffer.from(JSON.stringify(json)), headers: { ...headers, 'Content-Type': 'application/json' } };
  }
  if (form === undefined) return { headers: { ...headers } };
  return {
    data: Buffer.from(new URLSearchParams(form).toString()),
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  };
}

function sorted<E extends keyof Expected>(
  { status, headers, data }: AxiosResponse<Buffer>,
  { expect, refused }: Call<E>,
  where: string,
): Answer<Expected[E]> {
  const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
  if (status < 200 || status > 299) {
    const body = refused === undefined ? null : jsonObject(Buffer.from(data ?? ''));
    const meant = body === null ? null : (refused?.(body) ?? null);
    if (meant !== null) return { ok: false, trouble: meant };
    const told = { retryAfter: header('retry-after'), date: header('date') };
    return { ok: false, trouble: statusTrouble(status, told, where) };
  }
  const bytes = Buffer.from(data ?? '');
  const value: Expected[keyof Expected] | null =
    expect === 'bytes' ? { bytes, type: header('content-type') ?? '' } : jsonObject(bytes);
  if (value === null) return { ok: false, trouble: later('not_json', where) };
  return { ok: true, value: value as Expected[E] };
}

/** Null where it is anything but one object; also of use where a picture was wanted and a refusal came. */
export function jsonObject(bytes: Buffer): JsonObject | null {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

function thrown(error: unknown, where: string) {
  if (!(error instanceof AxiosError)) return later('network', where);
  if (/maxContentLength/.test(error.message)) return later('too_large', where);
  return networkTrouble(error.code ?? '', where);
}
