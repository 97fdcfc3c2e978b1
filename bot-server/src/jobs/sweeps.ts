// Rows that have served: they are removed organization by organization, in small units.
import type { TenantId } from '@paidan/shared/kernel/id';
import { systemScope } from '../core/scope';
import { commandKey } from '../store/tables/commandKey';
import { jobSlot } from '../store/tables/jobSlot';
import { outbox } from '../store/tables/outbox';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';

async function everyTenant(store: Store, work: (tenantId: TenantId) => Promise<unknown>): Promise<void> {
  for (const { id } of await store.system.read.find(tenant, { where: {}, columns: ['id'] })) await work(id);
}

/** A key is remembered for as long as somebody may honestly repeat its command. */
export const sweepCommandKeys = (store: Store, before: number): Promise<void> =>
  everyTenant(store, (id) => store.unit(systemScope(id), (u) => u.remove(commandKey, { at: { lt: before } })));

/** Buried rows stay: somebody has to look at them. */
export const sweepOutbox = (store: Store, before: number): Promise<void> =>
  everyTenant(store, (id) =>
    store.unit(systemScope(id), (u) => u.remove(outbox, { state: 'done', createdAt: { lt: before } })),
  );

export const sweepJobSlots = (store: Store, before: number): Promise<number> =>
  store.system.unit((u) => u.remove(jobSlot, { startedAt: { lt: before } }));
