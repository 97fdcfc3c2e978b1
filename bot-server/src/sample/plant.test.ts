// The sample organizations: twins, whole, with their audit, planted once.
import { eachDatabase } from '../../test/support/databases';
import { startProduct } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import { fixedClock } from '../core/clock';
import { makeExecute } from '../core/execute';
import { makeMarks } from '../core/marks';
import { publish } from '../outbox/publish';
import { event } from '../store/tables/event';
import { lease } from '../store/tables/lease';
import { member } from '../store/tables/member';
import { role } from '../store/tables/role';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';
import { ORGANIZATIONS } from './organizations';
import { plantSamples } from './plant';

const clock = fixedClock(Date.UTC(2026, 0, 5));
const deps = (store: Store, said: string[]) => ({
  store,
  clock,
  execute: makeExecute({ store, clock, marks: makeMarks(TEST_KEY), publish, poke: () => {} }),
  passwordHash: async () => 'hash',
  say: (line: string) => void said.push(line),
});

eachDatabase((_, open) => {
  test('several processes start on an empty database: each organization is planted once, and nothing beside', async () => {
    const store = await open();
    const stores = [store, await open(), await open()];
    // Whoever was at it last is gone without a word.
    const gone = { name: 'plant cuihu', holder: 'gone', fence: 7, until: 1 };
    await store.system.unit((u) => u.insert(lease, [gone]));
    const said: string[] = [];
    await Promise.all(stores.map((each) => plantSamples(deps(each, said))));
    expect(said.sort()).toEqual(ORGANIZATIONS.map(({ name }) => name).sort());
    const tenants = await store.system.read.find(tenant, { where: {} });
    expect(tenants.map(({ code }) => code).sort()).toEqual(['cuihu', 'yunshan']);
    const ids = tenants.map(({ id }) => id).sort();
    for (const table of [member, role, event]) {
      const rows = await store.system.read.find(table, { where: {}, columns: ['tenantId'] });
      expect([...new Set(rows.map(({ tenantId }) => tenantId))].sort()).toEqual(ids);
    }
  });

  test('planting that fails may be tried again at once', async () => {
    const store = await open();
    await store.system.unit((u) => u.remove(tenant, { code: 'cuihu' }));
    const broken = { ...deps(store, []), passwordHash: () => Promise.reject(new Error('planted')) };
    await expect(plantSamples(broken)).rejects.toThrow('planted');
    await plantSamples(deps(store, []));
    expect(await store.system.read.count(tenant, {}, 9)).toBe(2);
  });
});

eachDatabase((_, open) => {
  test('every record has its audit, and the twins have the same shape', async () => {
    const product = await startProduct(await open());
    try {
      expect(await product.findings()).toEqual([]);
      const shapes = await Promise.all(
        [product.mine, product.twin].map(async ({ reader }) => {
          const rows = await reader.find(event, { where: {} });
          const types = rows.map(({ type }) => type);
          return Object.fromEntries(
            [...new Set(types)].sort().map((type) => [type, types.filter((t) => t === type).length]),
          );
        }),
      );
      expect(shapes[0]).toEqual(shapes[1]);
      expect(shapes[0]).toMatchObject({ 'member.created': 12, 'role.created': 6, 'template.created': 3 });
    } finally {
      await product.stop();
    }
  });
});
