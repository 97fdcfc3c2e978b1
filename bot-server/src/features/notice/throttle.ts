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
      const counts: Count[] = [];
      for (const limit of limits) {
        const count = await countOf(u, limit, now);
        if (total(count) + weight > limit.most) return roomAt(count, now);
        counts.push(count);
      }
      for (const { limit, here } of counts) {
        await u.change(meter, { name: limit.name, slot: slotOf(limit, now) }, { count: here + weight });
      }
      return null;
    }),
  );
}

const width = ({ span }: Limit): number => span / QUARTERS;
const slotOf = (limit: Limit, now: number): number => Math.floor(now / width(limit)) * width(limit);
const total = ({ here, before }: Count): number => before.reduce((sum, { count }) => sum + count, here);

/** The present quarter is locked, so that two processes do not count the same one. */
async function countOf(u: SystemUnit, limit: Limit, now: number): Promise<Count> {
  const { name, span } = limit;
  const slot = slotOf(limit, now);
  await u.upsert(meter, { name, slot, count: 0 }, []);
  const here = (await u.lock(meter, { name, slot }))?.count ?? 0;
  const before = await u.find(meter, {
    where: { name, slot: { gte: slot - span, lt: slot } },
    order: [['slot', 'asc']],
  });
  return { limit, here, before };
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
