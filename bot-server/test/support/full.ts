// A database that has room for a claim, which only overwrites numbers, and none for what became of a notice that was sent.
import { delivery } from '../../src/store/tables/delivery';
import type { Store, Unit } from '../../src/store/unit';

/** `full`: as MariaDB says it; `fault`: one that does not pass. `failed`: how many marks were turned away. */
export type MarksFail = { readonly store: Store; fault: 'full' | 'fault' | null; failed: number };

export function marksFail(store: Store): MarksFail {
  const planted: MarksFail = {
    fault: null,
    failed: 0,
    store: {
      ...store,
      unit: (scope, work, touches) => store.unit(own.get(scope) ?? scope, (u) => work(watched(u)), touches),
    },
  };
  /** What a unit inside of another goes on in. */
  const own = new WeakMap<object, Unit>();
  const watched = (u: Unit): Unit => {
    const copy = failing(u);
    own.set(copy, u);
    return copy;
  };
  const failing = (u: Unit): Unit => ({
    ...u,
    change: (async (table: never, where: never, patch: { readonly state?: string }) => {
      if (planted.fault === null || table !== (delivery as unknown) || patch.state !== 'sent')
        return u.change(table, where, patch as never);
      planted.failed += 1;
      throw Object.assign(new Error('planted'), planted.fault === 'full' && { code: 'ER_RECORD_FILE_FULL' });
    }) as Unit['change'],
  });
  return planted;
}
