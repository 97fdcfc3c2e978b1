// GET /q/<organization>/<s or a>/<code>: what the ordinary QR code on a wall or an asset leads to in any browser. Inside WeChat the
// platform's own rule opens the mini-program instead, with this very address.
import type Router from '@koa/router';
import { localeOf } from '@paidan/shared/text/index';
import type { FindLabel } from '../core/labels';
import type { Ctx, State } from './context';
import { STRICT_CSP } from './headers';
import { refuseMethod } from './mount';
import { type BadLabel, labelPage } from './pages/label';

export type LabelDeps = { readonly findLabel: FindLabel };

/** Before the routes that take everything. */
export function addLabels(router: Router<State>, deps: LabelDeps): void {
  router.all('/q{/*rest}', (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return refuseMethod(ctx, 'GET, HEAD');
    return follow(ctx, ctx.params.rest ?? '', deps);
  });
}

async function follow(ctx: Ctx, rest: string | readonly string[], { findLabel }: LabelDeps): Promise<void> {
  const parts = (typeof rest === 'string' ? rest.split('/') : [...rest]).filter((part) => part !== '');
  const [org = '', kind, code = ''] = parts;
  if (parts.length !== 3 || (kind !== 's' && kind !== 'a')) return say(ctx, 'torn');
  const state = await findLabel(org, kind, code);
  if (state === null) return say(ctx, 'unknown');
  if (state === 'retired') return say(ctx, 'retired');
  // Behind `#`, so that neither proxies nor logs of other sites hear of it.
  const query = new URLSearchParams({ org, kind, code }).toString();
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  ctx.status = 302;
  ctx.set('Location', `/m/#/pages/report/index?${query}`);
  ctx.body = '';
}

const STATUS = { torn: 404, unknown: 404, retired: 410 } as const satisfies Record<BadLabel, number>;

function say(ctx: Ctx, why: BadLabel): void {
  const locale = typeof ctx.query.lang === 'string' ? localeOf(ctx.query.lang) : ctx.state.locale;
  ctx.status = STATUS[why];
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': STRICT_CSP, 'Content-Language': locale });
  ctx.vary('Accept-Language');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = labelPage(locale, why);
}
