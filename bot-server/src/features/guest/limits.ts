// Takes a place in each of several windows, or in none: rows locked in one order, so that those who come at once wait for each
// other instead of both being the last one.
import type { Instant } from '@paidan/shared/kernel/time';
import { slide, WINDOW } from '@paidan/shared/rules/guest/limits';
import { recent } from '../../store/tables/recent';
import type { Store, Unit } from '../../store/unit';

export type Limit = { readonly name: string; readonly most: number };

/** Null: let through and counted. Otherwise when to come again. */
export async function take(u: Unit, limits: readonly Limit[], now: Instant): Promise<Instant | null> {
  const sorted = [...limits].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows: { readonly name: string; readonly times: readonly Instant[]; readonly isNew: boolean }[] = [];
  let until: Instant | null = null;
  for (const { name, most } of sorted) {
    const row = await u.lock(recent, { name });
    const slid = slide(row?.times ?? [], most, now);
    if (slid.ok) rows.push({ name, times: slid.times, isNew: row === undefined });
    else until = Math.max(until ?? 0, slid.until);
  }
  if (until !== null) return until;
  for (const { name, times, isNew } of rows) {
    // A second one that is new as well meets the first one's row, and begins again.
    if (isNew) await u.insert(recent, [{ name, times, at: now }]);
    else await u.change(recent, { name }, { times, at: now });
  }
  return null;
}

const BATCH = 500;

export async function sweepRecent(store: Store, now: Instant): Promise<void> {
  const where = { at: { lt: now - 2 * WINDOW } };
  const old = await store.system.read.find(recent, { where, limit: BATCH });
  for (const { name, tenantId } of old) {
    await store.system.unit((u) => u.remove(recent, { tenantId, name, ...where }));
  }
}
