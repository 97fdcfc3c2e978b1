// Stays below the limits past which platforms drop messages in silence: counts per minute and hour, across processes. Counted in
// quarters, since a platform's minute begins whenever it likes: whichever minute is looked at, there is never too much in it.
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { again } from '../../core/again';
import type { Abilities } from '../../core/channels';
import { isRetryable } from '../../store/dialect';
import { meter } from '../../store/tables/meter';
import type { Store, SystemUnit } from '../../store/unit';

type Limit = { readonly name: string; readonly span: number; readonly most: number };
/** What stands in the quarters that a limit looks at: the present one and those before it. */
type Count = { readonly limit: Limit; readonly here: number; readonly before: readonly Slot[] };
type Slot = { readonly slot: number; readonly count: number };

const QUARTERS = 4;

const limitsOf = (accountId: string, recipient: string, { perMinute, perReceiver }: Abilities): readonly Limit[] => [
  { name: `${accountId} minute`, span: MINUTE, most: perMinute },
  { name: `${accountId} ${recipient} minute`, span: MINUTE, most: perReceiver.minute },
  { name: `${accountId} ${recipient} hour`, span: HOUR, most: perReceiver.hour },
];

/** Null: go ahead, it is counted, as `weight` messages. Otherwise when there is room again. */
export async function takeTurn(
  store: Store,
  accountId: string,
  recipient: string,
  abilities: Abilities,
  now: number,
  weight = 1,
): Promise<number | null> {
  const limits = limitsOf(accountId, recipient, abilities);
  return again(isRetryable, () =>
    store.system.unit(async (u) => {
      const counts = await countsOf(u, limits, now);
      const full = counts.find((count) => total(count) + weight > count.limit.most);
      if (full !== undefined) return roomAt(full, now);
      for (const { limit, here } of counts) {
        await u.upsert(meter, { name: limit.name, slot: slotOf(limit, now), count: here + weight }, ['count']);
      }
      return null;
    }),
  );
}

const width = ({ span }: Limit): number => span / QUARTERS;
const slotOf = (limit: Limit, now: number): number => Math.floor(now / width(limit)) * width(limit);
const total = ({ here, before }: Count): number => before.reduce((sum, { count }) => sum + count, here);

/**
 * Everything is counted under the lock of the connection's own present quarter, so that two processes do not count the same. Where
 * one of them is in the next quarter already, each may miss one of the other's: limits are set further below the platforms' than that.
 */
async function countsOf(u: SystemUnit, limits: readonly Limit[], now: number): Promise<readonly Count[]> {
  const [own] = limits;
  if (own === undefined) return [];
  const row = { name: own.name, slot: slotOf(own, now) };
  await u.upsert(meter, { ...row, count: 0 }, []);
  await u.lock(meter, row);
  const rows = await u.find(meter, {
    where: {
      any: limits.map((limit) => {
        const slot = slotOf(limit, now);
        return { name: limit.name, slot: { gte: slot - limit.span, lte: slot } };
      }),
    },
    order: [['slot', 'asc']],
  });
  return limits.map((limit) => {
    const its = rows.filter(({ name }) => name === limit.name);
    const slot = slotOf(limit, now);
    const here = its.find((one) => one.slot === slot)?.count ?? 0;
    return { limit, here, before: its.filter((one) => one.slot < slot) };
  });
}

/** When enough of what was counted lies far enough back. */
function roomAt({ limit, here, before }: Count, now: number): number {
  let left = total({ limit, here, before });
  for (const { slot, count } of before) {
    left -= count;
    if (left < limit.most) return slot + limit.span + width(limit);
  }
  return slotOf(limit, now) + limit.span + width(limit);
}

export const sweepMeters = (store: Store, before: number): Promise<number> =>
  store.system.unit((u) => u.remove(meter, { slot: { lt: before } }));
