// Stays below the limits past which platforms drop messages in silence: counts per minute and hour, across processes.
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { Abilities } from '../../core/channels';
import { meter } from '../../store/tables/meter';
import type { Store, SystemUnit } from '../../store/unit';

type Limit = { readonly name: string; readonly span: number; readonly most: number };

const limitsOf = (accountId: string, recipient: string, { perMinute, perReceiver }: Abilities): readonly Limit[] => [
  { name: `${accountId} minute`, span: MINUTE, most: perMinute },
  { name: `${accountId} ${recipient} minute`, span: MINUTE, most: perReceiver.minute },
  { name: `${accountId} ${recipient} hour`, span: HOUR, most: perReceiver.hour },
];

/** Null: go ahead, it is counted. Otherwise when there is room again. */
export async function takeTurn(
  store: Store,
  accountId: string,
  recipient: string,
  abilities: Abilities,
  now: number,
): Promise<number | null> {
  const limits = limitsOf(accountId, recipient, abilities);
  return store.system.unit(async (u) => {
    const counts: number[] = [];
    for (const limit of limits) {
      const count = await countOf(u, limit, now);
      if (count >= limit.most) return slotOf(limit, now) + limit.span;
      counts.push(count);
    }
    for (const [at, limit] of limits.entries()) {
      await u.change(meter, { name: limit.name, slot: slotOf(limit, now) }, { count: (counts[at] ?? 0) + 1 });
    }
    return null;
  });
}

const slotOf = ({ span }: Limit, now: number): number => Math.floor(now / span) * span;

/** Locked, so that two processes do not count the same one. */
async function countOf(u: SystemUnit, limit: Limit, now: number): Promise<number> {
  const key = { name: limit.name, slot: slotOf(limit, now) };
  await u.upsert(meter, { ...key, count: 0 }, []);
  return (await u.lock(meter, key))?.count ?? 0;
}

export const sweepMeters = (store: Store, before: number): Promise<number> =>
  store.system.unit((u) => u.remove(meter, { slot: { lt: before } }));
