// One call and its reply, free of node:http's streams.
import type { IncomingMessage } from 'node:http';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
};
export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

export const JSON_TYPE = 'application/json; charset=utf-8';
/** Nothing inline, nothing from elsewhere. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export const json = (value: unknown, status = 200): Reply => ({ status, type: JSON_TYPE, body: JSON.stringify(value) });
export const page = (body: string, status = 200): Reply => ({
  status,
  type: 'text/html; charset=utf-8',
  body,
  headers: PAGE_HEADERS,
});
export const empty = (status: number): Reply => ({ status, type: 'text/plain', body: '' });
export const redirect = (to: string): Reply => ({
  status: 302,
  type: 'text/plain',
  body: '',
  headers: { location: to },
});

const MOST_BODY = 8 * 1024 * 1024;

/** Null when it is larger than anything that belongs here. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A plain object, or null. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export const asObject = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => HTML[sign] as string);
