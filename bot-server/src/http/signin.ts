// GET /auth/… and /go/…: in and out of the platforms' sign-in, and the way of every notice to its page.
import type Router from '@koa/router';
import { insideOf } from '@paidan/shared/kernel/agent';
import { HOST_KINDS, type HostAccountKind } from '@paidan/shared/kinds';
import { localeOf } from '@paidan/shared/text/index';
import { type Entrance, type Kept, SORRY, type Sorry } from '../core/signin';
import { type AuthDeps, COOKIE, setCookie } from './auth';
import { byPassword } from './byPassword';
import type { Ctx, State } from './context';
import { secureCookies } from './mount';
import { sorryPage } from './pages/sorry';

export type SignInRoutes = AuthDeps & { readonly entrance: Entrance };

/** Before the routes that take everything. */
export function addSignIn(router: Router<State>, deps: SignInRoutes): void {
  for (const kind of HOST_KINDS) {
    router.get(`/auth/${kind}/:accountId/start`, (ctx) => start(ctx, kind, ctx.params.accountId ?? '', deps));
    router.get(`/auth/${kind}/:accountId/back`, (ctx) => back(ctx, kind, ctx.params.accountId ?? '', deps));
  }
  router.get('/auth/sorry/:why', (ctx) => showSorry(ctx, ctx.params.why ?? ''));
  router.get('/go/:accountId/{*rest}', (ctx) => go(ctx, ctx.params.accountId ?? '', ctx.params.rest ?? '', deps));
}

async function start(ctx: Ctx, kind: HostAccountKind, accountId: string, deps: SignInRoutes): Promise<void> {
  const to = one(ctx, 'to');
  const begun = await deps.entrance.start({
    kind,
    accountId,
    to: to === '' ? undefined : to,
    inside: one(ctx, 'inside') === '1',
    patience: ctx.state.patience,
  });
  if (begun === null) return turnAway(ctx, 'expired', kind, null);
  keep(ctx, begun.cookie, secureCookies(deps));
  moveOn(ctx, begun.url);
}

async function back(ctx: Ctx, kind: HostAccountKind, accountId: string, deps: SignInRoutes): Promise<void> {
  // Looking ahead must not use the code up.
  if (ctx.method === 'HEAD') return turnAway(ctx, 'expired', kind, null);
  // Each platform has its own name for it.
  const code = one(ctx, kind === 'dingtalk' ? 'authCode' : 'code');
  const state = one(ctx, 'state');
  const cookieNamed = (name: string) => ctx.cookies.get(name);
  const secure = secureCookies(deps);
  const answer =
    code === '' || code.length > 512
      ? { cookie: null, sorry: 'expired' as const, to: null }
      : await deps.entrance.back({ kind, accountId, code, state, cookieNamed, patience: ctx.state.patience });
  if (answer.cookie !== null) keep(ctx, { name: answer.cookie, value: '', seconds: 0 }, secure);
  if ('sorry' in answer && answer.ticket !== undefined && answer.to?.startsWith(PHONE)) {
    leave(ctx, `${kind}.${answer.ticket}`, secure);
  }
  if ('sorry' in answer) return turnAway(ctx, answer.sorry, kind, answer.to);
  setCookie(ctx, answer.credential, answer.seconds, secure);
  moveOn(ctx, answer.to);
}

async function go(ctx: Ctx, accountId: string, rest: string | readonly string[], deps: SignInRoutes): Promise<void> {
  const { patience } = ctx.state;
  const credential = ctx.cookies.get(COOKIE);
  const found =
    credential === undefined || credential.length > 200 ? null : await deps.sessions.find(credential, patience);
  const signedIn = found?.kind === 'cookie' ? { tenantId: found.tenantId, memberId: found.actor.id } : null;
  const behind = typeof rest === 'string' ? rest : rest.join('/');
  const agent = ctx.get('User-Agent');
  const inside = insideOf(agent);
  const phone = /\bMobile\b/.test(agent);
  moveOn(
    ctx,
    await deps.entrance.go({ accountId, rest: behind, reader: one(ctx, 'for'), signedIn, inside, phone, patience }),
  );
}

/** The mini-program as a page takes it from there (its lib/inside), so that neither an address nor a log has it. */
function leave(ctx: Ctx, stranger: string, secure: boolean): void {
  const parts = [`paidan_bind=${stranger}`, `Path=${PHONE}`, 'Max-Age=600', 'SameSite=Strict'];
  ctx.append('Set-Cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
const PHONE = '/m/';

/** Of a parameter that stands there once. */
function one(ctx: Ctx, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}

/** To a page of its own: the address of this one has the code in it. */
const turnAway = (ctx: Ctx, why: Sorry, at: HostAccountKind, to: string | null): void => {
  const query = new URLSearchParams({ ...(at !== 'wecom' && { at }), ...(to !== null && { to }) });
  moveOn(ctx, `/auth/sorry/${why}${query.size === 0 ? '' : `?${query}`}`);
};

function moveOn(ctx: Ctx, to: string): void {
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  ctx.status = 302;
  ctx.set('Location', to);
  ctx.body = '';
}

function showSorry(ctx: Ctx, given: string): void {
  const why = SORRY.find((each) => each === given) ?? 'expired';
  const locale = typeof ctx.query.lang === 'string' ? localeOf(ctx.query.lang) : ctx.state.locale;
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Language': locale });
  ctx.vary('Accept-Language');
  ctx.type = 'text/html; charset=utf-8';
  const at = HOST_KINDS.find((kind) => kind === ctx.query.at) ?? 'wecom';
  ctx.body = sorryPage(locale, why, at, byPassword(one(ctx, 'to')));
}

function keep(ctx: Ctx, { name, value, seconds }: Kept, secure: boolean): void {
  const parts = [`${name}=${value}`, 'Path=/auth/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax'];
  ctx.append('Set-Cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
