// GET /q/<organization>/<s or a>/<code>: what the ordinary QR code on a wall or an asset leads to in any browser. Inside WeChat the
// platform's own rule opens the mini-program instead, with this very address.
import type Router from '@koa/router';
import { localeOf } from '@paidan/shared/text/index';
import type { FindContact, FindLabel } from '../core/labels';
import type { Ctx, State } from './context';
import { STRICT_CSP } from './headers';
import { refuseMethod } from './mount';
import { type BadLabel, labelPage } from './pages/label';

export type LabelDeps = {
  readonly findLabel: FindLabel;
  /** Whom somebody without an account may call instead. */
  readonly findContact: FindContact;
  /** Answers with the mini-program's page, or with its service worker; false: there is none yet. */
  readonly page: (ctx: Ctx, file?: 'sw.js') => Promise<boolean>;
};

/** Before the routes that take everything. */
export function addLabels(router: Router<State>, deps: LabelDeps): void {
  router.all('/q{/*rest}', (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return refuseMethod(ctx, 'GET, HEAD');
    return follow(ctx, ctx.params.rest ?? '', deps);
  });
}

async function follow(
  ctx: Ctx,
  rest: string | readonly string[],
  { findLabel, findContact, page }: LabelDeps,
): Promise<void> {
  // The worker may stand for addresses below its own only.
  if (String(rest) === 'sw.js' && (await page(ctx, 'sw.js'))) return;
  const parts = (typeof rest === 'string' ? rest.split('/') : [...rest]).filter((part) => part !== '');
  const [org = '', kind, code = ''] = parts;
  const bad = async (why: BadLabel) => say(ctx, why, await findContact(org, ctx.state.patience));
  if (parts.length !== 3 || (kind !== 's' && kind !== 'a')) return bad('torn');
  const state = await findLabel(org, kind, code, ctx.state.patience);
  if (state === null) return bad('unknown');
  if (state === 'retired') return bad('retired');
  // The page itself, rather than the way to it: on a phone outdoors each turn is a sixth of a second. It knows by its address what
  // was scanned, and goes by its own from then on (miniapp/worker/ahead.js).
  const there = await page(ctx);
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  if (there) return;
  // Behind `#`, so that neither proxies nor logs of other sites hear of it.
  const query = new URLSearchParams({ org, kind, code }).toString();
  ctx.status = 302;
  ctx.set('Location', `/m/#/pages/report/index?${query}`);
  ctx.body = '';
}

const STATUS = { torn: 404, unknown: 404, retired: 410 } as const satisfies Record<BadLabel, number>;

function say(ctx: Ctx, why: BadLabel, contact: string | null): void {
  const locale = typeof ctx.query.lang === 'string' ? localeOf(ctx.query.lang) : ctx.state.locale;
  ctx.status = STATUS[why];
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': STRICT_CSP, 'Content-Language': locale });
  ctx.vary('Accept-Language');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = labelPage(locale, why, contact);
}
