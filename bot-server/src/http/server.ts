// The HTTP server: which address leads where, how long anybody may take, and how it stops.
import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import { endpointNamed } from '@paidan/shared/contract/index';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import Koa from 'koa';
import type { Clock } from '../core/clock';
import type { Log } from '../core/log';
import type { Measure } from '../core/measure';
import { makePatience, type Patience } from '../core/patience';
import type { Ctx, State } from './context';
import { endpointOf } from './endpoint';
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
  Pick<LabelDeps, 'findLabel' | 'findContact'> &
  SignInRoutes & {
    /** Of the stand-in for the chat platforms; undefined where there is none. */
    readonly sandboxUrl?: string | undefined;
    readonly log: Log;
    readonly clock: Clock;
    /** Trusted reverse proxies in front. */
    readonly proxies: number;
    /** Rejects when the database does not answer. */
    readonly ready: () => Promise<void>;
    /** Whether the database has no room for more. */
    readonly isFull: () => boolean;
    /** Milliseconds after which a connection is cut on which nothing moves: who asked does not read, or does not send. */
    readonly stalled?: number | undefined;
    /** How long each request may wait for the database; within three seconds, unless told. */
    readonly patienceOf?: (() => Patience) | undefined;
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

const API = '/api/';

export function makeServer(deps: ServerDeps): HttpServer {
  const live = makeLive(deps);
  const health = makeHealth(deps.ready, deps.isFull);
  const { sandboxUrl } = deps;
  const pages = makePages({ ...deps, standIn: sandboxUrl !== undefined });
  // Made when somebody asks for it: it would be the longest part of a start.
  let description: string | undefined;

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
    description ??= JSON.stringify(openApi(deps.publicUrl));
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
  addLabels(router, { findLabel: deps.findLabel, findContact: deps.findContact, page: pages.phone });
  if (sandboxUrl !== undefined) {
    router.all('/sandbox{/*any}', (ctx) =>
      ctx.path === '/sandbox' ? ctx.redirect('/sandbox/') : passOn(ctx, sandboxUrl),
    );
  }
  router.all(`${API}{*name}`, (ctx) => serve(ctx, ctx.path.slice(API.length), deps));
  router.all('/{*any}', (ctx) => pages.serve(ctx));

  const app = new Koa<State>({ proxy: deps.proxies > 0, maxIpsCount: deps.proxies });
  // Koa tells of a broken stream twice: as it breaks, and as the answer with it does.
  const told = new WeakSet<Ctx>();
  app.on('error', (err: unknown, ctx?: Ctx) => {
    if (ctx !== undefined && told.has(ctx)) return;
    if (ctx !== undefined) told.add(ctx);
    logBroken(deps.log, err, ctx);
  });
  // A connection that is closed while somebody writes to it would lose what was written: whoever asks is told in time.
  app.use(async (ctx, next) => {
    if (health.draining()) ctx.set('Connection', 'close');
    await next();
  });
  app
    .use(makeGuard(deps.log, deps.patienceOf ?? makePatience, deps.measure))
    .use(makeHeaders(deps.publicUrl, deps.clock));
  // Calls of the API need no look at what else an address may mean, which takes the router longer the more there is.
  app.use((ctx, next) => {
    const name = ctx.path.startsWith(API) ? ctx.path.slice(API.length) : '';
    return endpointNamed(name) === undefined ? next() : serve(ctx, name, deps);
  });
  app.use(router.routes());

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
  // The stream's signs of life come more often; the longest work behind an answer is over sooner.
  server.timeout = deps.stalled ?? 2 * MINUTE;
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

/** Of an answer that broke off on its way. Whoever asked may have gone; whatever else stopped it is a fault of ours. */
function logBroken(log: Log, err: unknown, ctx: Ctx | undefined): void {
  const requestId = ctx?.state.requestId;
  if (isGone(err)) log.debug({ requestId, err }, 'connection');
  else log.error({ requestId, endpoint: ctx && endpointOf(ctx.path), err }, 'fault');
}

/** What Node says when the other side closed the line before everything was said. */
const isGone = (err: unknown): boolean =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ECANCELED'].includes(
    String((err as { readonly code?: unknown } | null)?.code),
  );

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
