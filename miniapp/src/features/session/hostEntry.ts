// Into the app without a password, inside WeCom and inside DingTalk: the app around us gives a code, the server asks whose it is.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { call, type Failure } from '../../lib/call';
import { host } from '../../lib/host';
import type { Trouble } from '../../lib/host/port';
import type { Stranger } from '../../lib/inside';
import { enter } from './enter';

export type NotIn =
  | { readonly why: 'failure'; readonly failure: Failure }
  | { readonly why: 'trouble'; readonly trouble: Trouble }
  /** The organization has no connection to this platform. */
  | { readonly why: 'none' };
/** `stranger`: nobody has bound this person's account yet; whoever signs in with a password next can bind it. */
export type Entered = { readonly stranger: Stranger | null };

/** `server`: where it is not the remembered one yet. Whoever is a guest here is none there. */
export async function enterByHost(org: string, server?: string): Promise<Result<Entered, NotIn>> {
  const kind = host.can.hostSignIn;
  const failed = (failure: Failure) => no<NotIn>({ why: 'failure', failure });
  const options = await call('signin.options', { org }, { token: '', server });
  if (!options.ok) return failed(options.refusal);
  const places = options.value.hosts.filter((place) => place.kind === kind);
  let last: Result<Entered, NotIn> = no({ why: 'none' });
  for (const { corpId } of places) {
    const code = await host.signInCode({ corpId });
    if (!code.ok) {
      last = no({ why: 'trouble', trouble: code.refusal });
      continue;
    }
    if (kind === null) break;
    const answer = await call('signin.host', { org, kind, code: code.value }, { token: '', server });
    if (!answer.ok) return failed(answer.refusal);
    if ('ticket' in answer.value) return ok({ stranger: { kind, ticket: answer.value.ticket } });
    const entered = await enter(answer.value.token, '', server);
    return entered.ok ? ok({ stranger: null }) : failed(entered.refusal);
  }
  return last;
}
