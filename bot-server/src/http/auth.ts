// From a request to a scope: who asks, in which organization, through which channel.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Channel } from '@paidan/shared/kinds';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Scope } from '../core/scope';
import type { CredentialKind, Sessions } from '../core/sessions';
import type { Ctx } from './context';
import { isForeign } from './origin';

export const COOKIE = 'paidan_session';

export type Caller = { readonly scope: Scope; readonly credential: string; readonly kind: CredentialKind };
export type AuthDeps = { readonly sessions: Sessions; readonly publicUrl: string | undefined };

export async function authenticate(ctx: Ctx, { sessions, publicUrl }: AuthDeps): Promise<Result<Caller, Refusal>> {
  const bearer = ctx.get('Authorization');
  const credential = bearer === '' ? ctx.cookies.get(COOKIE) : /^Bearer +([\w-]{10,200})$/i.exec(bearer)?.[1];
  if (credential === undefined || credential.length > 200) return no(refuse('signed_out'));
  if (bearer === '' && ctx.method !== 'GET' && isForeign(ctx, publicUrl)) return no(refuse('foreign_origin'));
  const found = await sessions.find(credential);
  // A browser's credential works as a cookie only, any other never as one: a leaked one is of less use.
  if (found === null || (found.kind === 'cookie') !== (bearer === '')) return no(refuse('signed_out'));
  const { tenantId, actor, kind } = found;
  ctx.state.who = { tenantId, memberId: actor.id };
  const scope = { tenantId, actor, channel: channelOf(ctx, kind), requestId: ctx.state.requestId };
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
