// From a request to a scope: who asks, in which organization, through which channel.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Channel } from '@paidan/shared/kinds';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { network } from '../core/address';
import type { AskedTooOften } from '../core/rates';
import type { Scope } from '../core/scope';
import type { CredentialKind, Sessions } from '../core/sessions';
import type { Ctx } from './context';
import { isForeign } from './origin';

export const COOKIE = 'paidan_session';

export type Caller = { readonly scope: Scope; readonly credential: string; readonly kind: CredentialKind };
export type AuthDeps = {
  readonly sessions: Sessions;
  readonly publicUrl: string | undefined;
  /** Undefined: nobody asks too often. */
  readonly asked?: AskedTooOften | undefined;
};

export async function authenticate(ctx: Ctx, deps: AuthDeps): Promise<Result<Caller, Refusal>> {
  const caller = await callerOf(ctx, deps);
  const { asked } = deps;
  if (!caller.ok) return askedTooOften(ctx, deps) ?? caller;
  const { tenantId, actor } = caller.value.scope;
  const wait = actor.kind === 'system' ? 0 : (asked?.byMember(tenantId, actor.id) ?? 0);
  return wait === 0 ? caller : no(refuse('too_many', { seconds: wait }));
}

/** Of whoever is not signed in: null if not. */
export function askedTooOften(ctx: Ctx, { asked }: AuthDeps): { readonly ok: false; readonly refusal: Refusal } | null {
  const wait = asked?.byAddress(network(ctx.ip)) ?? 0;
  return wait === 0 ? null : no(refuse('too_many', { seconds: wait }));
}

async function callerOf(ctx: Ctx, { sessions, publicUrl }: AuthDeps): Promise<Result<Caller, Refusal>> {
  const bearer = ctx.get('Authorization');
  const credential = bearer === '' ? ctx.cookies.get(COOKIE) : /^Bearer +([\w-]{10,200})$/i.exec(bearer)?.[1];
  if (credential === undefined || credential.length > 200) return no(refuse('signed_out'));
  if (bearer === '' && ctx.method !== 'GET' && isForeign(ctx, publicUrl)) return no(refuse('foreign_origin'));
  const found = await sessions.find(credential, ctx.state.patience);
  // A browser's credential works as a cookie only, any other never as one: a leaked one is of less use.
  if (found === null || (found.kind === 'cookie') !== (bearer === '')) return no(refuse('signed_out'));
  const { tenantId, actor, kind } = found;
  ctx.state.who = { tenantId, memberId: actor.id };
  const { requestId, patience } = ctx.state;
  const scope = { tenantId, actor, channel: channelOf(ctx, kind), requestId, patience };
  return ok({ scope, credential, kind });
}

function channelOf(ctx: Ctx, kind: CredentialKind): Channel {
  if (kind === 'token') return 'api';
  const said = ctx.get('X-Paidan-Channel');
  if (said === 'console' || said === 'miniapp') return said;
  return kind === 'cookie' ? 'console' : 'api';
}

export function setCookie(ctx: Ctx, credential: string, seconds: number, secure: boolean): void {
  const parts = [`${COOKIE}=${credential}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax'];
  ctx.append('Set-Cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
