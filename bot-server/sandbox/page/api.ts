// How the page asks the stand-in: always relative, so that it works behind any address.
import type { Call, Delivery, Fault, State } from './model';

export type Press = {
  readonly corpId: string;
  readonly agentId: number;
  readonly userid: string;
  readonly msgid: string;
  readonly key: string;
  readonly selected?: readonly { readonly question_key: string; readonly option_ids: readonly string[] }[];
};
export type Say = { readonly corpId: string; readonly agentId: number; readonly userid: string; readonly text: string };
export type PersonChange = {
  readonly corpId: string;
  readonly userid: string;
  readonly change: 'join' | 'leave' | 'update';
  readonly name?: string;
  readonly department?: readonly number[];
};
export type Time = { readonly now: number; readonly offset: number };

/** The stand-in did not do what it was asked; `message` is its own word for it. */
export class Refused extends Error {}

/** A press that nobody answers is delivered four times, five seconds each. */
const PATIENCE = 60_000;

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const post = body !== undefined && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(`api/${path}`, { cache: 'no-store', signal, ...post });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(wordOf(text) || `HTTP ${answer.status}`);
  return JSON.parse(text);
}

function wordOf(text: string): string {
  try {
    const { error, message } = JSON.parse(text);
    return String(message ?? error ?? '');
  } catch {
    return '';
  }
}

export const api = {
  state: (after: number) => ask<State>(`state?after=${after}`),
  log: async (after: number) => (await ask<{ readonly calls: readonly Call[] }>(`log?after=${after}`)).calls,
  faults: async () => faultsIn(await ask<unknown>('fault')),
  fault: (fault: Fault) => ask<unknown>('fault', fault),
  clock: (to: { readonly forward: number } | { readonly offset: number }) => ask<Time>('clock', to),
  press: (press: Press) => ask<Delivery>('press', press),
  say: (say: Say) => ask<Delivery>('say', say),
  people: (change: PersonChange) => ask<{ readonly all: readonly Delivery[] }>('people', change),
  consent: (appid: string, openid: string, templateIds: readonly string[]) =>
    ask<unknown>('mini/consent', { appid, openid, templateIds }),
  /** `wx.login` on this person's phone. */
  loginCode: async (appid: string, openid: string) =>
    (await ask<{ readonly code: string }>('mini/code', { appid, openid })).code,
  /** `dd.getAuthCode` on this person's phone, `requestAuthCode` in a page. */
  dingCode: async (corpId: string, clientId: string, userid: string) =>
    (await ask<{ readonly code: string }>('ding/code', { corpId, clientId, userid })).code,
  push: (appid: string, openid: string, event: Readonly<Record<string, unknown>>) =>
    ask<Delivery>('mini/push', { appid, openid, event }),
};
export type Api = typeof api;

/** A list, or a list under a name. */
export function faultsIn(answer: unknown): readonly Fault[] {
  if (Array.isArray(answer)) return answer;
  const found = answer !== null && typeof answer === 'object' ? Object.values(answer).find(Array.isArray) : undefined;
  return found ?? [];
}

/** Is the page reached through the product? The stand-in itself has no console. */
export async function besideTheProduct(): Promise<boolean> {
  try {
    const answer = await fetch('/admin/', { method: 'HEAD' });
    return answer.ok && (answer.headers.get('content-type') ?? '').includes('html');
  } catch {
    return false;
  }
}
