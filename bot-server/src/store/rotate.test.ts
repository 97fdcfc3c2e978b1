// Another key for personal values: what was written under the one before is read and found throughout, also where it broke off.

import { makeId, type TenantId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../test/support/databases';
import { rotate } from './rotate';
import { vault as table } from './tables/vault';
import type { Store } from './unit';
import { makeVault } from './vault';

const OLD = 'the key before, for tests, of enough characters';
const NEW = 'the key to come, for tests, of enough characters';
const AT = 1_795_000_000_000;
const [A, B] = ['a', 'b'].map((one) => one.repeat(20)) as [TenantId, TenantId];
const MANY = 450;
const numberOf = (index: number) => `139${String(10_000_000 + index)}`;

eachDatabase((_name, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  const ids = new Map<TenantId, string[]>();
  const read = async (vault: ReturnType<typeof makeVault>, tenantId: TenantId) =>
    vault.shown(store.read({ tenantId }), ids.get(tenantId) ?? []);
  const all = Array.from({ length: MANY }, (_, index) => numberOf(index));

  test('whatever stands under the old key is read and found by whoever has both, while it is moved and after it broke off', async () => {
    const before = makeVault(OLD);
    for (const tenantId of [A, B]) {
      const rows = all.map((number) => before.close(tenantId, { kind: 'member', subject: makeId(AT, []) }, number, AT));
      ids.set(
        tenantId,
        rows.map(({ id }) => id),
      );
      await store.unit({ tenantId }, (u) => u.insert(table, rows));
    }
    const both = makeVault(NEW, OLD);
    let batches = 0;
    const broken = rotate(store, both, () => {
      if (++batches === 2) throw new Error('broken off');
    });
    await expect(broken).rejects.toThrow('broken off');
    const moved = await store.system.read.find(table, { where: { keyId: both.keyId } });
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.length).toBeLessThan(2 * MANY);
    // The process that was not restarted yet has the next key as its other one.
    for (const vault of [both, makeVault(OLD, NEW)]) {
      expect(await read(vault, A)).toEqual(all);
      for (const index of [0, MANY - 1]) {
        const found = await vault.find(store.read({ tenantId: A }), 'member', numberOf(index));
        expect(found).toEqual([ids.get(A)?.[index]]);
      }
    }
    // Whoever has one key alone reads part of it: the control of what is said above.
    expect(await read(makeVault(NEW), A)).not.toEqual(all);

    const { moved: rest, left } = await rotate(store, both);
    expect({ all: rest + moved.length, left }).toEqual({ all: 2 * MANY, left: 0 });
    for (const tenantId of [A, B]) expect(await read(makeVault(NEW), tenantId)).toEqual(all);
    expect(await makeVault(NEW).find(store.read({ tenantId: B }), 'member', numberOf(7))).toEqual([ids.get(B)?.[7]]);
    expect(await read(makeVault(OLD), A)).toEqual(all.map(() => ''));
    expect(await rotate(store, both)).toEqual({ moved: 0, left: 0 });
  });

  test('what was sealed when its subject was not yet sealed in with it is read and found, and moves as under another key', async () => {
    // As the program wrote it then.
    const early = {
      id: '~m7q5cqg04absqwvj90y',
      kind: 'member',
      subject: '0'.repeat(20),
      keyId: '38647c82f4fb0613',
      mark: 'c2cf286fb620aa801c85b8be6ba562ba668cda09a468524b3944cea8375d0012',
      tail: 'e41be66ce0546cbdd31bfbea5feda57c1ceb7d51cb87351a459324ba8d5c4217',
      body: '0-0yxE1hCts7imWGCzdKNSBzVsVZw-fOSnn_5Vz0fLNPBTLlCpqc',
      erasedAt: null,
    };
    const vault = makeVault(OLD);
    await store.unit({ tenantId: A }, (u) => u.insert(table, [early]));
    const reader = store.read({ tenantId: A });
    expect(vault.flaw(A, early)).toBeNull();
    expect(await vault.shown(reader, early.id)).toBe('13900000001');
    expect(await vault.find(reader, 'member', '13900000001')).toContain(early.id);
    expect((await rotate(store, vault)).moved).toBe(1);
    const [row] = await reader.find(table, { where: { id: early.id } });
    if (row === undefined) throw new Error('it is there');
    expect(row.keyId).toBe(vault.keyId);
    expect(vault.open(A, row)).toBe('13900000001');
    for (const about of [{ kind: 'ticket' }, { subject: 'x' }])
      expect(() => vault.open(A, { ...row, ...about })).toThrow();
    await store.unit({ tenantId: A }, (u) => u.remove(table, { id: early.id }));
  });

  test('what stands under a key that is not here is left alone, and counted', async () => {
    // No secret: what matters is that it is another one.
    const lost = makeVault('a key that nobody has any more, of enough characters');
    const row = lost.close(A, { kind: 'member', subject: makeId(AT, []) }, numberOf(1), AT);
    await store.unit({ tenantId: A }, (u) => u.insert(table, [row]));
    expect(await rotate(store, makeVault(NEW, OLD))).toEqual({ moved: 0, left: 1 });
    expect(lost.open(A, row)).toBe(numberOf(1));
  });
});
