// The outermost middleware: gives each request its id, logs it once, and is the one place where faults are caught.
import { refuse } from '@paidan/shared/refusal';
import { localeOf } from '@paidan/shared/text/index';
import { CallerGone, isPassing } from '../core/faults';
import { newRequestId } from '../core/ids';
import type { Log } from '../core/log';
import { answerRefusal } from './answer';
import type { Ctx } from './context';

export function makeGuard(log: Log) {
  return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    const requestId = newRequestId();
    ctx.state.requestId = requestId;
    ctx.state.locale = localeOf(ctx.get('Accept-Language'));
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
    } catch (error) {
      catchFault(log, ctx, error);
    }
    const line = { requestId, method: ctx.method, path: ctx.path.slice(0, 200), status: ctx.status };
    const ms = Math.round(performance.now() - begun);
    // Pages and their parts are of no interest; calls are.
    if (ctx.path.startsWith('/api/')) log.info({ ...line, ms }, 'request');
    else log.debug({ ...line, ms }, 'request');
  };
}

function catchFault(log: Log, ctx: Ctx, error: unknown): void {
  const { requestId } = ctx.state;
  if (error instanceof CallerGone) {
    log.debug({ requestId, err: error }, 'caller gone');
    ctx.respond = false;
    ctx.req.socket.destroy();
    return;
  }
  const passing = isPassing(error);
  if (passing) log.warn({ requestId, err: error }, 'busy');
  else log.error({ requestId, err: error }, 'fault');
  if (ctx.headerSent) {
    ctx.res.destroy();
    return;
  }
  for (const name of ['Content-Disposition', 'Content-Encoding', 'ETag', 'Set-Cookie']) ctx.remove(name);
  answerRefusal(ctx, passing ? refuse('busy') : refuse('fault', { requestId }));
}
