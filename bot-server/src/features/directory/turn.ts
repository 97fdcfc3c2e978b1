// One reading of a connection's contacts at a time, across processes.
import { randomBytes } from 'node:crypto';
import { MINUTE } from '@paidan/shared/kernel/time';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import { lease } from '../../store/tables/lease';
import type { Store } from '../../store/unit';

/** Longer than thousands of people take. Two at once would do no harm, each person being a unit of its own. */
const LEASE = 10 * MINUTE;

/** Gives the turn back; null: somebody else is at it. */
export async function takeTurn(store: Store, name: string): Promise<(() => Promise<void>) | null> {
  const until = (await store.now()) + LEASE;
  const holder = randomBytes(8).toString('hex');
  const fence = await again(isCollision, () =>
    store.system.unit(async (u) => {
      await u.upsert(lease, { name, holder: '', fence: 0, until: 0 }, []);
      const held = await u.lock(lease, { name });
      if (held === undefined || held.until > until - LEASE) return null;
      await u.change(lease, { name }, { holder, fence: held.fence + 1, until });
      return held.fence + 1;
    }),
  );
  if (fence === null) return null;
  return async () => void (await store.system.unit((u) => u.change(lease, { name, fence }, { until: 0 })));
}
