// An organization's own clock: minutes ahead of UTC. It never changes, so each is read once per process.
import type { TenantId } from '@paidan/shared/kernel/id';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';

const kept = new Map<TenantId, number>();
const CHINA = 480;

export async function offsetOf(store: Store, id: TenantId): Promise<number> {
  const known = kept.get(id);
  if (known !== undefined) return known;
  const row = await store.system.read.one(tenant, { id });
  if (row === undefined) return CHINA;
  kept.set(id, row.offsetMinutes);
  return row.offsetMinutes;
}
