// Notes which labels were printed, or that they were not. What was printed again is known by its last time.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import { labelPrint } from '../../store/tables/labelPrint';
import type { Store, TenantScope } from '../../store/unit';

export const markLabels = (
  store: Store,
  scope: TenantScope,
  refs: readonly string[],
  printed: { readonly at: Instant; readonly by: MemberId } | null,
): Promise<void> =>
  again(
    isCollision,
    () =>
      store.unit(scope, async (u) => {
        const known = await u.find(labelPrint, { where: { ref: { in: refs } }, columns: ['ref'] });
        if (printed === null) {
          if (known.length > 0) await u.remove(labelPrint, { ref: { in: refs } });
          return;
        }
        const last = { printedAt: printed.at, printedBy: printed.by };
        if (known.length > 0) await u.change(labelPrint, { ref: { in: known.map(({ ref }) => ref) } }, last);
        const there = new Set(known.map(({ ref }) => ref));
        const fresh = refs.filter((ref) => !there.has(ref)).map((ref) => ({ ref, ...last }));
        if (fresh.length > 0) await u.insert(labelPrint, fresh);
      }),
    scope.patience,
  );
