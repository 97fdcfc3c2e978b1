// In a browser, the page's first script (worker/ahead.js) has asked the server before this code was there. Each answer is given out
// once, to whoever puts the same question as the same person.
import type { CallName, Input, Output } from './api';
import { currentSession } from './session';

export type Early = { readonly body: unknown; readonly header: Readonly<Record<string, unknown>>; readonly at: number };

type Said = {
  readonly token: string;
  readonly at: number;
  readonly answers: Record<string, Promise<Omit<Early, 'at'> | null> | undefined>;
  /** What has come, by question: the bodies. */
  readonly here: Readonly<Record<string, unknown>>;
};

/** An answer that nobody wanted for so long is old. */
const FRESH_MS = 10_000;

export async function saidAhead(name: CallName, input: object, token: string | undefined): Promise<Early | null> {
  if (process.env.TARO_ENV !== 'h5') return null;
  const { saidAhead: said } = window as { readonly saidAhead?: Said };
  const question = `${name} ${JSON.stringify(input)}`;
  const answer = said?.answers[question];
  if (!said || !answer || said.token !== token || Date.now() - said.at > FRESH_MS) return null;
  delete said.answers[question];
  const early = await answer;
  return early && { ...early, at: said.at };
}

/** What is here when a page is drawn for the first time, so that it need not be drawn twice. It is asked for properly all the same. */
export function alreadySaid<Name extends CallName>(name: Name, input: Input<Name>): Output<Name> | null {
  if (process.env.TARO_ENV !== 'h5') return null;
  const { saidAhead: said } = window as { readonly saidAhead?: Said };
  if (!said || said.token !== currentSession()?.token || Date.now() - said.at > FRESH_MS) return null;
  return (said.here[`${name} ${JSON.stringify(input)}`] as Output<Name> | undefined) ?? null;
}
