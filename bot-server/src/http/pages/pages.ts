// Everything that is looked at in a browser: the door, the console, the phone pages, and what the server's own pages need.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { localeOf, words } from '@paidan/shared/text/index';
import type { Ctx } from '../context';
import { MINIAPP_CSP, STRICT_CSP } from '../headers';
import { refuseMethod } from '../mount';
import { type Site, serveStatic } from '../static';
import { doorPage, type SampleSignIns } from './door';
import { frame, html } from './frame';
import { STYLE } from './style';
import { readProgress, WAITING_SCRIPT, waitingPage } from './waiting';

export type PagesDeps = {
  readonly rootDir: string;
  readonly samples: SampleSignIns | null;
  /** Is there a stand-in for the chat platforms at /sandbox/? */
  readonly standIn: boolean;
};

export type Pages = {
  readonly serve: (ctx: Ctx) => Promise<void>;
  /** The mini-program as a web page, under whatever address was asked for; false: it is not built. */
  readonly phone: (ctx: Ctx, file?: 'sw.js') => Promise<boolean>;
};

export function makePages({ rootDir, samples, standIn }: PagesDeps): Pages {
  const console: Site = { dir: path.join(rootDir, 'admin-h5', 'dist'), csp: STRICT_CSP, fallback: true };
  const phone: Site = {
    dir: path.join(rootDir, 'miniapp', 'dist', 'h5'),
    csp: MINIAPP_CSP,
    fallback: false,
    ahead: true,
  };
  const progressFile = path.join(rootDir, '.cache', 'build', 'miniapp-h5.progress.json');

  const serve = async (ctx: Ctx): Promise<void> => {
    const { path: asked } = ctx;
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return refuseMethod(ctx, 'GET, HEAD');
    if (asked === '/') return page(ctx, doorPage(languageOf(ctx), samples, standIn));
    if (asked === '/admin' || asked === '/m') return ctx.redirect(`${asked}/`);
    if (asked.startsWith('/admin/') && (await serveStatic(ctx, asked.slice('/admin/'.length), console))) return;
    if (asked === '/own/progress.json') return tellProgress(ctx);
    if (asked === '/m/' || asked === '/m/index.html') {
      if (await serveStatic(ctx, '', phone)) return;
      return page(ctx, waitingPage(languageOf(ctx), await readProgress(progressFile)));
    }
    if (asked.startsWith('/m/') && (await serveStatic(ctx, asked.slice('/m/'.length), phone))) return;
    if (asked === '/own/style.css') return own(ctx, 'text/css; charset=utf-8', STYLE);
    if (asked === '/own/waiting.js') return own(ctx, 'text/javascript; charset=utf-8', WAITING_SCRIPT);
    notFound(ctx);
  };
  return { serve, phone: (ctx, file) => serveStatic(ctx, file ?? '', phone) };

  async function tellProgress(ctx: Ctx): Promise<void> {
    const there = await isThere(phone);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { ...(await readProgress(progressFile)), there };
  }
}

const isThere = ({ dir }: Site): Promise<boolean> =>
  stat(path.join(dir, 'index.html')).then(
    (found) => found.isFile(),
    () => false,
  );

/** `?lang=` wins over what the browser says. */
const languageOf = (ctx: Ctx) => (typeof ctx.query.lang === 'string' ? localeOf(ctx.query.lang) : ctx.state.locale);

function page(ctx: Ctx, text: string, status = 200): void {
  ctx.status = status;
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': STRICT_CSP, 'Content-Language': languageOf(ctx) });
  ctx.vary('Accept-Language');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = text;
}

function own(ctx: Ctx, type: string, text: string): void {
  ctx.set('Cache-Control', 'no-cache');
  ctx.type = type;
  ctx.body = text;
}

function notFound(ctx: Ctx): void {
  const locale = languageOf(ctx);
  const title = words(locale).refusals.not_found;
  page(
    ctx,
    frame(locale, title, html`<h1>${title}</h1><nav><a href="/">${locale === 'en' ? 'Back' : '返回首页'}</a></nav>`),
    404,
  );
}
