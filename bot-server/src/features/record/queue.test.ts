// Rules between records hold as well where two come at once, each of whom would be right alone.
import type { SiteId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome, startProduct, type TestProduct } from '../../../test/support/product';
import { member } from '../../store/tables/member';
import { site as siteTable } from '../../store/tables/site';
import type { Unit } from '../../store/unit';
import { fromRow } from './aggregate';
import { loadFacts } from './facts';

const PAIRS = 10;
const pairs = Array.from({ length: PAIRS }, (_, at) => at);

eachDatabase((_name, open) => {
  let product: TestProduct;
  let admin: Caller;
  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
    await admin('session.get', {});
  });
  afterAll(() => product?.stop());

  const site = (code: string, parentId?: SiteId) => ({
    code,
    kind: 'area' as const,
    name: code,
    ...(parentId !== undefined && { parentId }),
  });
  const made = async (code: string, parentId?: SiteId): Promise<SiteId> => {
    const reply = await admin('site.create', site(code, parentId));
    expect(outcome(reply)).toBe(200);
    return reply.body.record.id;
  };
  const under = (id: SiteId, parentId: SiteId) => admin('site.change', { id, change: { parentId } });

  test('of A under B and B under A, one is refused', async () => {
    const ids = await Promise.all(pairs.map(async (at) => [await made(`A-${at}`), await made(`B-${at}`)] as const));
    const replies = await Promise.all(ids.map(([a, b]) => Promise.all([under(a, b), under(b, a)])));
    for (const pair of replies) expect(pair.map(outcome).sort()).toEqual([200, '422 unknown_reference']);
    expect(await product.findings()).toEqual([]);
  });

  test('what is retired has nobody come into it at the same moment', async () => {
    const outer = await Promise.all(pairs.map((at) => made(`O-${at}`)));
    const replies = await Promise.all(
      outer.map((id, at) => Promise.all([admin('site.retire', { id }), admin('site.create', site(`I-${at}`, id))])),
    );
    for (const pair of replies) {
      expect([
        [200, '422 unknown_reference'],
        ['409 in_use', 200],
      ]).toContainEqual(pair.map(outcome));
    }
  });

  test('a parent renamed while a site comes in: the path has the new name', async () => {
    const outer = await Promise.all(pairs.map((at) => made(`N-${at}`)));
    await Promise.all(
      outer.flatMap((id, at) => [
        admin('site.change', { id, change: { name: `新${at}` } }),
        admin('site.create', site(`NI-${at}`, id)),
      ]),
    );
    for (const at of pairs) {
      const found = await admin('site.list', { text: `NI-${at}` });
      expect(found.body.items[0].path).toBe(`新${at} / NI-${at}`);
    }
  });

  test('where sites already stand in a circle, a new name still ends', async () => {
    const a = await made('Z-1');
    const b = await made('Z-2', a);
    await product.store.unit(product.mine, (u) => u.change(siteTable, { id: a }, { parentId: b }));
    expect(outcome(await admin('site.change', { id: a, change: { name: '短' } }))).toBe(200);
    expect(outcome(await admin('site.change', { id: a, change: { name: '长一些的名字' } }))).toBe(200);
  });

  // From here on it may be somebody else who is left.
  test('two administrators who dismiss each other: one stays', async () => {
    const first = (await admin('member.list', { role: 'admin' })).body.items[0].id;
    for (const at of pairs) {
      const login = `second${at}`;
      const second = await admin('member.create', { login, name: '第二', roles: ['admin'] });
      const id = second.body.record.id;
      await product.as(login)('session.get', {});
      const dismiss = { change: { roles: ['resident'] } };
      const replies = await Promise.all([
        admin('member.change', { id, ...dismiss }),
        product.as(login)('member.change', { id: first, ...dismiss }),
      ]);
      const left = (await admin('member.list', { role: 'admin' })).body.items ?? [];
      const rows = await product.mine.reader.find(member, { where: { state: 'active' } });
      const admins = rows.filter((row) => row.roles.includes('admin'));
      expect([replies.map(outcome), admins.length]).toEqual([expect.arrayContaining([200]), 1]);
      if (left.length === 0 || admins[0]?.id !== first) return;
    }
  });

  test('everybody is looked through only where somebody stops being an administrator', async () => {
    const { store, mine } = product;
    const asked = async (login: string, roles: readonly string[]) => {
      const row = await mine.reader.one(member, { login });
      if (row === undefined) throw new Error(login);
      let looked = 0;
      await store.unit(mine, (u) => {
        const find: Unit['find'] = (table, query) => {
          if (table.name === member.name && !('id' in query.where)) looked += 1;
          return u.find(table, query);
        };
        const wish = { verb: 'change', id: row.id, values: { name: '改名', roles } } as const;
        return loadFacts({ ...u, find }, 'member', wish, fromRow('member', row as never));
      });
      return looked;
    };
    expect(await asked('resident1', [])).toBe(0);
    expect(await asked('tech1', ['technician', 'resident'])).toBe(0);
    const rows = await mine.reader.find(member, { where: { state: 'active' } });
    const last = rows.find((row) => row.roles.includes('admin'));
    expect(await asked(String(last?.login), ['admin', 'resident'])).toBe(0);
    expect(await asked(String(last?.login), ['resident'])).toBe(1);
  });
});
