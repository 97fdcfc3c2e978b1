// The stand-in's clock: it can be moved on, and the product's own time follows. Leases stay with the database's clock.
import type { Logger } from 'pino';
import type { Clock } from '../../core/clock';

/** Milliseconds between looks. */
const EVERY = 400;
const PATIENCE = 2000;

/** Follows `offset`, and tells when it was moved; while the stand-in does not answer, the offset stays what it was. */
export async function standInClock(url: string, log: Pick<Logger, 'warn'>, moved: () => void): Promise<Clock> {
  let offset = 0;
  let silent = false;
  const look = async () => {
    try {
      const answer = await fetch(`${url}/sandbox/api/clock`, { signal: AbortSignal.timeout(PATIENCE) });
      const said = (await answer.json()) as { readonly offset?: unknown };
      silent = false;
      if (typeof said.offset !== 'number' || said.offset === offset) return;
      offset = said.offset;
      moved();
    } catch (err) {
      if (!silent) log.warn({ err }, 'the stand-in’s clock does not answer');
      silent = true;
    }
  };
  await look();
  const again = () => {
    setTimeout(() => void look().finally(again), EVERY).unref();
  };
  again();
  return { now: () => Date.now() + offset };
}
