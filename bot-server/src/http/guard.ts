// The outermost middleware: gives each request its id, logs it once, and is the one place where faults are caught.
import { refuse } from '@paidan/shared/refusal';
import { localeOf } from '@paidan/shared/text/index';
import { CallerGone, isFull, isPassing } from '../core/faults';
import { newRequestId } from '../core/ids';
import { forOwnWords, type Log } from '../core/log';
import type { Measure } from '../core/measure';
import type { Patience } from '../core/patience';
import { answerRefusal } from './answer';
import type { Ctx } from './context';
import { endpointOf } from './endpoint';

export function makeGuard(log: Log, patienceOf: () => Patience, measure?: Measure['request']) {
  const requests = forOwnWords(log);
  return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    const requestId = newRequestId();
    ctx.state.requestId = requestId;
    const patience = patienceOf();
    ctx.state.patience = patience;
    ctx.state.locale = localeOf(ctx.get('Accept-Language'));
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
      // What is still sent, or goes on behind the answer, keeps nobody waiting for a word.
      patience.letGo();
    } catch (error) {
      patience.giveUp();
      catchFault(log, ctx, error);
    }
    const endpoint = endpointOf(ctx.path);
    const ms = performance.now() - begun;
    measure?.(endpoint, ctx.status, ms);
    // No address: there may be anything in it.
    const line = { requestId, endpoint, method: ctx.method, status: ctx.status, ms: Math.round(ms), ...ctx.state.who };
    // Pages and their parts are of no interest; calls are.
    if (ctx.path.startsWith('/api/') || endpoint === 'hook') requests.info(line, 'request');
    else requests.debug(line, 'request');
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
  const refusal = isFull(error) ? refuse('full') : isPassing(error) ? refuse('busy') : refuse('fault', { requestId });
  log[refusal.code === 'busy' ? 'warn' : 'error']({ requestId, err: error }, refusal.code);
  if (ctx.headerSent) {
    ctx.res.destroy();
    return;
  }
  for (const name of ['Content-Disposition', 'Content-Encoding', 'ETag', 'Set-Cookie']) ctx.remove(name);
  answerRefusal(ctx, refusal);
}
