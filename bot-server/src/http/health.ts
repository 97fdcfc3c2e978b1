// For whoever watches over the process: is it alive, and should it be sent work?
import type { Ctx } from './context';

export type Health = {
  readonly alive: (ctx: Ctx) => void;
  readonly ready: (ctx: Ctx) => Promise<void>;
  /** From now on nothing new should come. */
  readonly drain: () => void;
  readonly draining: () => boolean;
};

/** Milliseconds. */
const PATIENCE = 2000;

/**
 * A database without room is said and not complained of (200 `full`): it still answers whoever reads, and a balancer that sent nobody
 * here any more would take that away as well.
 */
export function makeHealth(ping: () => Promise<void>, isFull: () => boolean): Health {
  let draining = false;
  const say = (ctx: Ctx, status: number, state: string) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.status = status;
    ctx.body = { status: state };
  };
  return {
    alive: (ctx) => say(ctx, 200, 'ok'),
    ready: async (ctx) => {
      if (draining) return say(ctx, 503, 'draining');
      const answered = await Promise.race([
        ping().then(
          () => true,
          () => false,
        ),
        new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false).unref()),
      ]);
      if (!answered) return say(ctx, 503, 'database');
      return say(ctx, 200, isFull() ? 'full' : 'ok');
    },
    drain: () => {
      draining = true;
    },
    draining: () => draining,
  };
}
