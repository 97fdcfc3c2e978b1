// Notes that were written before notes were signed. Whoever has the key, and the numbers, can tell whether such a note is true: the event's
// first hash comes out of them. One that is gets its signature; of one whose number has been erased since, nobody can tell any more.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { hashOf } from '../core/chain';
import { systemScope } from '../core/scope';
import { findIn } from '../store/chunks';
import type { RowOf } from '../store/columns';
import { event } from '../store/tables/event';
import { sealedEvent } from '../store/tables/sealedEvent';
import { tenant } from '../store/tables/tenant';
import { vault as vaultTable } from '../store/tables/vault';
import type { Store, Unit } from '../store/unit';
import { collect, replaced, type Vault } from '../store/vault';

type Note = RowOf<typeof sealedEvent>;
const PAGE = 200;

/** `signed`: notes; `unproven`: notes that stay as they are. */
export type Signed = { readonly signed: number; readonly unproven: number };

export async function signNotes(store: Store, vault: Vault): Promise<Signed> {
  const sum = { signed: 0, unproven: 0 };
  for (const { id } of await store.system.read.find(tenant, { where: {}, columns: ['id'] })) {
    for (let after: Pick<Note, 'streamId' | 'seq'> | undefined; ; ) {
      const rows: readonly Note[] = await store.read({ tenantId: id }).find(sealedEvent, {
        where: {},
        order: [
          ['streamId', 'asc'],
          ['seq', 'asc'],
        ],
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      const bare = rows.filter(({ mac }) => mac === null);
      const signed = bare.length === 0 ? 0 : await store.unit(systemScope(id), (u) => sign(u, vault, id, bare));
      sum.signed += signed;
      sum.unproven += bare.length - signed;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) break;
      after = { streamId: last.streamId, seq: last.seq };
    }
  }
  return sum;
}

async function sign(u: Unit, vault: Vault, tenantId: TenantId, notes: readonly Note[]): Promise<number> {
  let signed = 0;
  for (const { streamId, seq, digest } of notes) {
    const row = await u.one(event, { streamId, seq });
    if (row === undefined || !(await isTrue(u, vault, tenantId, row, digest))) continue;
    const mac = vault.sign(tenantId, { streamId, seq, digest });
    signed += await u.change(sealedEvent, { streamId, seq, mac: null }, { mac });
  }
  return signed;
}

/** Does the event say what the note says, and with its numbers put back what its own hash says? */
async function isTrue(
  u: Unit,
  vault: Vault,
  tenantId: TenantId,
  { hash, feedNo: _, ...said }: RowOf<typeof event>,
  digest: string,
): Promise<boolean> {
  if (hashOf(tenantId, said) !== digest) return false;
  const found = new Set<string>();
  collect(said.data, found);
  const ids = [...found];
  const rows = await findIn(ids, (some) => u.find(vaultTable, { where: { id: { in: some } } }));
  if (rows.length < ids.length || rows.some((row) => vault.flaw(tenantId, row) !== null)) return false;
  const numbers = new Map(rows.map((row) => [row.id, vault.open(tenantId, row)]));
  return hashOf(tenantId, { ...said, data: replaced(said.data, numbers) as Json }) === hash;
}
