// Who is killed when: every named point once, in an order of the seed's; the rest at moments of chance.
import { CRASH_POINTS, type CrashPoint } from '../../src/core/crash';
import type { Random } from './random';

export type Blow =
  | { readonly on: 'server' | 'database'; readonly acknowledged: number; readonly pause: number }
  | { readonly on: 'point'; readonly point: CrashPoint; readonly nth: number };

const POINTS = Object.keys(CRASH_POINTS) as readonly CrashPoint[];
/** Once in a command's life; or seldom. */
const ONCE: ReadonlySet<CrashPoint> = new Set(['backup.inside', 'delivery.claimed', 'delivery.sent']);
const byChance = (on: 'server' | 'database', random: Random): Blow => ({
  on,
  acknowledged: 3 + random.below(30),
  pause: random.below(40),
});
const atPoint = (point: CrashPoint, random: Random): Blow => ({
  on: 'point',
  point,
  nth: ONCE.has(point) ? 1 : 1 + random.below(4),
});

export function blowsOf(kills: number, dialect: 'sqlite' | 'mysql', random: Random): readonly Blow[] {
  const named = POINTS.map((point) => atPoint(point, random));
  const others = Array.from({ length: Math.max(0, kills - named.length) }, (_, at): Blow => {
    // SQLite has no process of its own.
    if (at % 2 === 0 && dialect === 'mysql') return byChance('database', random);
    return at % 4 === 3 ? atPoint(random.pick(POINTS), random) : byChance('server', random);
  });
  return random.shuffled([...named, ...others]).slice(0, kills);
}

export const nameOf = (blow: Blow): string =>
  blow.on === 'point' ? `${blow.point}:${blow.nth}` : `${blow.on} after ${blow.acknowledged} answers`;
