// Signing in through a platform costs calls to it, and phone numbers cost money: so many a minute from one address for one
// organization, and so many for the organization from everywhere.
import { type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { network } from '../core/address';
import { again } from '../core/again';
import type { Hide } from '../core/hidden';
import { isDuplicate, isRetryable } from '../store/dialect';
import { meter } from '../store/tables/meter';
import type { Store } from '../store/unit';

/** Behind one address there may be a whole neighbourhood of phones. */
export const PER_ADDRESS = 30;
/** Whatever organizations are named, or made up. */
export const PER_ADDRESS_IN_ALL = 120;
/** One call to the platform each; it takes thousands. */
export const PER_ORGANIZATION = 600;

export type Attempt = { readonly step: string; readonly org: string; readonly address: string; readonly hide: Hide };

/** Counts before anything is asked of the platform. False: too many within this minute. */
export async function allow(store: Store, { step, org, address, hide }: Attempt, now: Instant): Promise<boolean> {
  const slot = now - (now % MINUTE);
  const from = network(address);
  const nameOf = (...parts: string[]) => `signin ${hide(...parts)}`;
  if ((await count(store, nameOf(step, from), slot)) > PER_ADDRESS_IN_ALL) return false;
  if ((await count(store, nameOf(step, from, org), slot)) > PER_ADDRESS) return false;
  return (await count(store, nameOf(step, '', org), slot)) <= PER_ORGANIZATION;
}

/** This one included. */
const count = (store: Store, name: string, slot: Instant): Promise<number> =>
  again(
    (error) => isRetryable(error) || isDuplicate(error),
    () =>
      store.system.unit(async (u) => {
        const before = await u.lock(meter, { name, slot });
        if (before === undefined) await u.insert(meter, [{ name, slot, count: 1 }]);
        else await u.change(meter, { name, slot }, { count: before.count + 1 });
        return (before?.count ?? 0) + 1;
      }),
  );
