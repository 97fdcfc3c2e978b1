// A refusal on its way out: {error: {code, message, data?, requestId}} with the status that belongs to its code.
import { REFUSALS, type Refusal } from '@paidan/shared/refusal';
import type { SaidRefusal } from '../core/say';
import { sayPlain } from '../core/say';
import type { Ctx } from './context';

/** Milliseconds that a caller may go on sending a body which nobody reads any more. */
const LINGER = 5000;
/** Seconds. */
const RETRY_AFTER = { busy: 1, full: 30, cooling_down: 60, file_count: 60 } as const;

export function answerSaid(ctx: Ctx, said: SaidRefusal): void {
  ctx.status = REFUSALS[said.code];
  ctx.set('Cache-Control', 'no-store');
  const wait =
    said.code === 'locked_out' || said.code === 'guest_limit'
      ? Number(said.data?.minutes) * 60
      : Number(said.data?.seconds ?? RETRY_AFTER[said.code as 'busy']);
  if (wait > 0) ctx.set('Retry-After', String(wait));
  ctx.body = { error: { ...said, requestId: ctx.state.requestId } };
  letGo(ctx);
}

export const answerRefusal = (ctx: Ctx, refusal: Refusal): void => answerSaid(ctx, sayPlain(ctx.state.locale, refusal));

/** Cutting the line at once would lose the answer on its way; reading for ever would be a gift to whoever never stops. */
function letGo({ req, res }: Ctx): void {
  if (req.complete) return;
  res.once('finish', () => {
    const timer = setTimeout(() => {
      // The request as well as its line: once it is answered, nobody else tells whoever still reads it that it is over.
      if (!req.complete) req.destroy();
    }, LINGER).unref();
    req.once('close', () => clearTimeout(timer));
  });
}
