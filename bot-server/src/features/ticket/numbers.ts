// Running numbers per organization, taken in blocks so that no single row is in everybody's way. Each block is a row: it says
// who took it and when, which explains every gap.
import type { TenantId } from '@paidan/shared/kernel/id';
import { Conflict } from '../../core/aggregate';
import type { Clock } from '../../core/clock';
import { type Scope, systemScope } from '../../core/scope';
import { isDuplicate, isRetryable } from '../../store/dialect';
import { numberBlock } from '../../store/tables/numberBlock';
import type { Store } from '../../store/unit';

export type Numbers = {
  readonly take: (scope: Scope) => Promise<number>;
  /** For a report that was refused: the number is given to the next one. */
  readonly giveBack: (scope: Scope, number: number) => void;
};

/** Numbers in a block; where one is used up at once, the next is twice as large, so that a crowd does not wait for blocks. */
const SIZE = 20;
const MOST = 320;
/** Milliseconds in which a block is used up "at once". */
const SOON = 10_000;
const FIRST = 1001;
const TURNS = 20;

export function makeNumbers(store: Store, clock: Clock, holder: string): Numbers {
  const free = new Map<TenantId, number[]>();
  const pending = new Map<TenantId, Promise<void>>();

  /** The block that was taken last. */
  const latest = new Map<TenantId, { readonly at: number; readonly size: number }>();

  async function refill(tenantId: TenantId): Promise<void> {
    const before = latest.get(tenantId);
    const at = clock.now();
    const size = before !== undefined && at - before.at < SOON ? Math.min(2 * before.size, MOST) : SIZE;
    const first = await takeBlock(store, clock, holder, tenantId, size);
    latest.set(tenantId, { at, size });
    const numbers = free.get(tenantId) ?? [];
    free.set(tenantId, [...numbers, ...Array.from({ length: size }, (_, index) => first + index)]);
  }

  return {
    take: async ({ tenantId, patience }) => {
      for (;;) {
        const number = free.get(tenantId)?.shift();
        if (number !== undefined) return number;
        const filled = () => {
          const under = pending.get(tenantId) ?? refill(tenantId).finally(() => pending.delete(tenantId));
          pending.set(tenantId, under);
          return under;
        };
        await (patience === undefined ? filled() : patience.bound(filled));
      }
    },
    giveBack: ({ tenantId }, number) => {
      free.set(tenantId, [number, ...(free.get(tenantId) ?? [])]);
    },
  };
}

async function takeBlock(
  store: Store,
  clock: Clock,
  holder: string,
  tenantId: TenantId,
  size: number,
): Promise<number> {
  for (let turn = 1; ; turn++) {
    try {
      return await store.unit(systemScope(tenantId), async (u) => {
        const [last] = await u.find(numberBlock, { where: {}, order: [['first', 'desc']], limit: 1 });
        const first = last === undefined ? FIRST : last.first + last.size;
        await u.insert(numberBlock, [{ first, size, takenBy: holder, takenAt: clock.now() }]);
        return first;
      });
    } catch (error) {
      const again = isDuplicate(error) || isRetryable(error) || error instanceof Conflict;
      if (!again || turn === TURNS) throw error;
    }
  }
}
