// The one way to the server: POST /api/<noun.verb>, typed by the contract (types only; no schema reaches the browser).
// A refusal is a value. A command carries a key, so that sending it again after a broken connection does nothing twice.
import type { EndpointName, InputOf, OutputOf } from '@paidan/shared/contract/index';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { RefusalCode } from '@paidan/shared/refusal';
import { locale } from './locale';
import { announceSignedOut } from './signedOut';

/** `offline`: nothing was heard from the server, so nobody knows whether it acted. */
export type Refused = {
  readonly code: RefusalCode | 'offline';
  readonly message: string;
  readonly data: Readonly<Record<string, Json | undefined>>;
  readonly requestId: string | null;
};
export type Answer<Name extends EndpointName> = Result<OutputOf<Name>, Refused>;

type ReadVerb =
  | 'get'
  | 'list'
  | 'counts'
  | 'board'
  | 'timeline'
  | 'candidates'
  | 'poll'
  | 'history'
  | 'erasing'
  | 'options'
  | 'setup'
  | 'codes'
  | 'rules';
export type ReadName = Extract<EndpointName, `${string}.${ReadVerb}`>;
export type CommandName = Exclude<EndpointName, ReadName>;
const READ = /\.(get|list|counts|board|timeline|candidates|poll|history|erasing|options|setup|codes|rules)$/;

/** Waits between attempts, ms. */
const PAUSES = [400, 1500];

export async function call<Name extends EndpointName>(
  name: Name,
  input: InputOf<Name>,
  { key = newKey(), signal }: { readonly key?: string; readonly signal?: AbortSignal } = {},
): Promise<Answer<Name>> {
  const read = READ.test(name);
  const request: RequestInit = {
    method: 'POST',
    credentials: 'same-origin',
    headers: { ...commonHeaders(), 'Content-Type': 'application/json', ...(!read && { 'Idempotency-Key': key }) },
    body: JSON.stringify(input),
    ...(signal && { signal }),
  };
  for (let turn = 0; ; turn++) {
    const answer = await once<Name>(name, request);
    const pause = PAUSES[turn];
    if (answer.ok || !passing(answer.refusal) || pause === undefined || signal?.aborted) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

export const commonHeaders = (): Record<string, string> => ({
  'Accept-Language': locale() === 'zh' ? 'zh-CN' : 'en',
  'X-Paidan-Channel': 'console',
});

/** 22 characters, unguessable. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replace(/[+/]/g, '-')
    .replace(/=+$/, '');
}

/** It may yet have been done, or may be later: sent again, it is the same one. */
export const passing = ({ code }: Refused): boolean => code === 'offline' || code === 'busy' || code === 'full';

async function once<Name extends EndpointName>(name: Name, request: RequestInit): Promise<Answer<Name>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`/api/${name}`, request);
    body = await response.json();
  } catch {
    return no(offline());
  }
  if (response.ok) return ok(body as OutputOf<Name>);
  const refusal = refusedIn(body);
  if (refusal.code === 'signed_out') announceSignedOut();
  return no(refusal);
}

export const offline = (): Refused => ({
  code: 'offline',
  message: locale() === 'zh' ? '网络不通，请稍后再试' : 'No connection. Try again in a moment',
  data: {},
  requestId: null,
});

/** What a body without a refusal in it comes to: a proxy's page, say. */
export function refusedIn(body: unknown): Refused {
  const error = (body as { error?: Partial<Refused> } | null)?.error;
  if (error?.code === undefined) return offline();
  return {
    code: error.code,
    message: error.message ?? error.code,
    data: error.data ?? {},
    requestId: error.requestId ?? null,
  };
}
