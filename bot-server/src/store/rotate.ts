// Moves personal values, and notes that are signed with their key, to the present key, in batches that are each whole: whoever breaks
// it off, it goes on where it was.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { RowOf } from './columns';
import { sealedEvent } from './tables/sealedEvent';
import { tenant } from './tables/tenant';
import { vault as table } from './tables/vault';
import type { Reader, Store } from './unit';
import type { Vault } from './vault';

const BATCH = 200;

/**
 * `moved`: values; `left`: values under keys that are not here, which nobody can read, and notes that none of the keys has signed. At
 * most `LEFT_CAP` of the values are counted.
 */
export type Rotated = { readonly moved: number; readonly left: number };
const LEFT_CAP = 100_000;

/** `onBatch` is told how many were moved so far. */
export async function rotate(
  store: Store,
  vault: Vault,
  onBatch: (moved: number) => void = () => {},
): Promise<Rotated> {
  let moved = 0;
  for (const keyId of vault.otherKeys) {
    for (;;) {
      const rows = await store.system.read.find(table, { where: { keyId }, limit: BATCH });
      for (const [tenantId, own] of byTenant(rows)) {
        moved += await store.unit({ tenantId }, async (u) => {
          let done = 0;
          // One that was erased meanwhile stays away.
          for (const row of own) done += await u.change(table, { id: row.id, keyId }, vault.again(tenantId, row));
          return done;
        });
      }
      if (rows.length > 0) onBatch(moved);
      if (rows.length < BATCH) break;
    }
  }
  const rest = await store.system.read.find(table, {
    // What was erased stands under none.
    where: { keyId: { not: vault.keyId }, erasedAt: null },
    columns: ['id'],
    limit: LEFT_CAP,
  });
  return { moved, left: rest.length + (await signAgain(store, vault)) };
}

/** How many none of the keys that are here has signed: those stay as they are. */
async function signAgain(store: Store, vault: Vault): Promise<number> {
  let strange = 0;
  for (const { id: tenantId } of await store.system.read.find(tenant, { where: {}, columns: ['id'] })) {
    for await (const notes of notesOf(store.read({ tenantId }))) {
      const known = notes.filter((note) => vault.signed(tenantId, note));
      strange += notes.length - known.length;
      const old = known.filter((note) => note.mac !== vault.sign(tenantId, note));
      if (old.length === 0) continue;
      await store.unit({ tenantId }, async (u) => {
        for (const note of old) await u.change(sealedEvent, note, { mac: vault.sign(tenantId, note) });
      });
    }
  }
  return strange;
}

async function* notesOf(reader: Reader): AsyncGenerator<readonly RowOf<typeof sealedEvent>[]> {
  for (let after: { readonly streamId: string; readonly seq: number } | undefined; ; ) {
    const order = [
      ['streamId', 'asc'],
      ['seq', 'asc'],
    ] as const;
    const rows = await reader.find(sealedEvent, {
      where: {},
      order,
      limit: BATCH,
      ...(after !== undefined && { after }),
    });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = { streamId: last.streamId, seq: last.seq };
  }
}

function byTenant<Row extends { readonly tenantId: TenantId }>(
  rows: readonly Row[],
): ReadonlyMap<TenantId, readonly Row[]> {
  const groups = new Map<TenantId, Row[]>();
  for (const row of rows) groups.set(row.tenantId, [...(groups.get(row.tenantId) ?? []), row]);
  return groups;
}
