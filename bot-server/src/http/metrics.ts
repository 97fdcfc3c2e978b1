// GET /metrics: figures for Prometheus. They are the operator's: with a token; without one not at all in production, and elsewhere
// from this very machine only.
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { answerRefusal } from './answer';
import type { Ctx } from './context';

export type Metrics = {
  /** Undefined: see `open`. */
  readonly token: string | undefined;
  /**
   * Without a token: may whoever asks on this machine, and not by way of a proxy, read? Never in production: a proxy need not say
   * that it is one, and then everybody seems to ask from here.
   */
  readonly open: boolean;
  readonly read: () => Promise<{ readonly type: string; readonly text: string }>;
};

export async function serveMetrics(ctx: Ctx, { token, open, read }: Metrics): Promise<void> {
  const refusal = token === undefined ? (open ? refusedByPlace(ctx) : refuse('not_found')) : refusedByToken(ctx, token);
  if (refusal !== null) return answerRefusal(ctx, refusal);
  const { type, text } = await read();
  ctx.set('Cache-Control', 'no-store');
  ctx.type = type;
  ctx.body = text;
}

function refusedByToken(ctx: Ctx, token: string): Refusal | null {
  const said = /^Bearer +(\S{1,300})$/i.exec(ctx.get('Authorization'))?.[1] ?? '';
  return timingSafeEqual(digest(said), digest(token)) ? null : refuse('signed_out');
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What proxies add: behind one, everybody seems to come from here. */
const PROXIED = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP'];
const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
/** A website that gives its own name our address would be sent here by a browser on this machine. */
const LOCAL_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

const refusedByPlace = (ctx: Ctx): Refusal | null =>
  LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') &&
  LOCAL_NAME.test(ctx.req.headers.host ?? '') &&
  PROXIED.every((name) => ctx.get(name) === '')
    ? null
    : refuse('not_found');
