// One process at a time: whoever comes second waits until it is done, or until whoever was at it must be gone.
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { MINUTE } from '@paidan/shared/kernel/time';
import { isDuplicate } from '../store/dialect';
import { lease } from '../store/tables/lease';
import type { Store } from '../store/unit';

const LEASE = MINUTE;
/** Milliseconds between looks. */
const LOOK = 100;

export async function inTurn(
  store: Store,
  name: string,
  isDone: () => Promise<boolean>,
  work: () => Promise<void>,
): Promise<void> {
  while (!(await isDone())) {
    const fence = await take(store, name);
    if (fence === null) {
      await setTimeout(LOOK);
      continue;
    }
    try {
      // It may have been done between the look and the taking.
      if (!(await isDone())) await work();
    } finally {
      await store.system.unit((u) => u.change(lease, { name, fence }, { until: 0 }));
    }
  }
}

/** The fence under which it is ours; null: somebody else is at it. */
async function take(store: Store, name: string): Promise<number | null> {
  const now = await store.now();
  const holder = randomBytes(8).toString('hex');
  const held = await store.system.read.one(lease, { name });
  if (held !== undefined && held.until > now) return null;
  const fence = (held?.fence ?? 0) + 1;
  const until = now + LEASE;
  if (held !== undefined) {
    const where = { name, fence: held.fence };
    return (await store.system.unit((u) => u.change(lease, where, { holder, fence, until }))) === 1 ? fence : null;
  }
  try {
    await store.system.unit((u) => u.insert(lease, [{ name, holder, fence, until }]));
    return fence;
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}
