// The HTTP server: which address leads where, how long anybody may take, and how it stops.
import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import Koa from 'koa';
import type { Clock } from '../core/clock';
import type { Log } from '../core/log';
import type { Measure } from '../core/measure';
import type { State } from './context';
import { type FilesDeps, serveFile } from './files';
import { makeGuard } from './guard';
import { makeHeaders } from './headers';
import { makeHealth } from './health';
import { type HooksDeps, serveHook } from './hooks';
import { addLabels, type LabelDeps } from './label';
import { type LiveDeps, makeLive } from './live';
import { type Metrics, serveMetrics } from './metrics';
import { type ApiDeps, refuseMethod, serve } from './mount';
import { openApi } from './openapi';
import { makePages, type PagesDeps } from './pages/pages';
import { passOn } from './sandbox';
import { addSignIn, type SignInRoutes } from './signin';

export type ServerDeps = ApiDeps &
  FilesDeps &
  LiveDeps &
  Omit<PagesDeps, 'standIn'> &
  HooksDeps &
  LabelDeps &
  SignInRoutes & {
    /** Of the stand-in for the chat platforms; undefined where there is none. */
    readonly sandboxUrl?: string | undefined;
    readonly log: Log;
    readonly clock: Clock;
    /** Trusted reverse proxies in front. */
    readonly proxies: number;
    /** Rejects when the database does not answer. */
    readonly ready: () => Promise<void>;
    readonly measure?: Measure['request'] | undefined;
    /** Undefined: none are given out. */
    readonly metrics?: Metrics | undefined;
  };

export type Listening = {
  readonly port: number;
  /** From now on `/readyz` says that nothing new should come; what comes all the same is served, each time for the last time. */
  readonly drain: () => void;
  /** Takes nothing new, ends streams, lets what is under way finish; cuts what is left after `patience` milliseconds. */
  readonly stop: (patience: number) => Promise<void>;
};
export type HttpServer = { readonly listen: (port: number, host: string | undefined) => Promise<Listening> };

export function makeServer(deps: ServerDeps): HttpServer {
  const live = makeLive(deps);
  const health = makeHealth(deps.ready);
  const { sandboxUrl } = deps;
  const pages = makePages({ ...deps, standIn: sandboxUrl !== undefined });
  const description = JSON.stringify(openApi(deps.publicUrl));

  const router = new Router<State>();
  router.get('/healthz', (ctx) => health.alive(ctx));
  router.get('/readyz', (ctx) => health.ready(ctx));
  const { metrics } = deps;
  if (metrics !== undefined) {
    router.get('/metrics', (ctx) => serveMetrics(ctx, metrics));
    router.all('/metrics', (ctx) => refuseMethod(ctx, 'GET, HEAD'));
  }
  router.get('/api/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = description;
  });
  router.get('/api/feed.stream', (ctx) => live.serve(ctx));
  router.get('/api/files/:id', (ctx) => serveFile(ctx, ctx.params.id ?? '', deps));
  for (const path of ['/healthz', '/readyz', '/api/openapi.json', '/api/feed.stream', '/api/files/:id']) {
    router.all(path, (ctx) => refuseMethod(ctx, 'GET, HEAD'));
  }
  for (const method of ['get', 'post'] as const) {
    router[method]('/hooks/:kind/:accountId', (ctx) =>
      serveHook(ctx, ctx.params.kind ?? '', ctx.params.accountId ?? '', deps),
    );
  }
  router.all('/hooks/:kind/:accountId', (ctx) => refuseMethod(ctx, 'GET, POST'));
  addSignIn(router, deps);
  addLabels(router, deps);
  if (sandboxUrl !== undefined) {
    router.all('/sandbox{/*any}', (ctx) =>
      ctx.path === '/sandbox' ? ctx.redirect('/sandbox/') : passOn(ctx, sandboxUrl),
    );
  }
  router.all('/api/{*name}', (ctx) => serve(ctx, ctx.path.slice('/api/'.length), deps));
  router.all('/{*any}', (ctx) => pages(ctx));

  const app = new Koa<State>({ proxy: deps.proxies > 0, maxIpsCount: deps.proxies });
  app.on('error', (err: unknown) => deps.log.debug({ err }, 'connection'));
  // A connection that is closed while somebody writes to it would lose what was written: whoever asks is told in time.
  app.use(async (ctx, next) => {
    if (health.draining()) ctx.set('Connection', 'close');
    await next();
  });
  app.use(makeGuard(deps.log, deps.measure)).use(makeHeaders(deps.publicUrl, deps.clock)).use(router.routes());

  const server = createServer(
    {
      headersTimeout: 15 * SECOND,
      // A large picture over a slow line; bodies of JSON have a deadline of their own.
      requestTimeout: 5 * MINUTE,
      keepAliveTimeout: 65 * SECOND,
      connectionsCheckingInterval: 5 * SECOND,
      maxHeaderSize: 16 * 1024,
    },
    app.callback(),
  );
  return {
    listen: async (port, host) => {
      await listen(server, port, host);
      const address = server.address();
      return {
        port: typeof address === 'object' && address !== null ? address.port : port,
        drain: health.drain,
        stop: (patience) => {
          health.drain();
          live.close();
          return stop(server, patience);
        },
      };
    },
  };
}

const listen = (server: Server, port: number, host: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host !== undefined && { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });

function stop(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience);
    // A connection that is kept alive closes with its next answer; idle ones close now.
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}
