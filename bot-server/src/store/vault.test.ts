// What was just sealed is answered once without a look at the database; nothing else is, and nobody else.
import type { TenantId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../test/support/databases';
import { vault as table } from './tables/vault';
import type { Reader, Store } from './unit';
import { makeVault } from './vault';

const A = '1mbj72g0000000000000' as TenantId;
const B = '1mbj72g0000000000001' as TenantId;
const NUMBER = '13912345678';

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  const counted = (tenantId: TenantId) => {
    const looks: string[] = [];
    const reader = store.read({ tenantId });
    const find: Reader['find'] = (from, query) => {
      looks.push(from.name);
      return reader.find(from, query);
    };
    return { looks, reader: { ...reader, find } };
  };
  // However long the database takes.
  let late: jest.SpiedFunction<typeof performance.now>;
  const begun = performance.now();
  beforeEach(() => {
    late = jest.spyOn(performance, 'now').mockReturnValue(begun);
  });
  afterEach(() => late.mockRestore());

  const vault = makeVault('a key of nobody, of enough characters');
  const sealed = async () => {
    const row = vault.close(A, { kind: 'ticket', subject: A }, NUMBER, 1);
    await store.unit({ tenantId: A }, (u) => u.insert(table, [row]));
    return row.id;
  };

  test('once, and then by the row', async () => {
    const { looks, reader } = counted(A);
    const id = await sealed();
    expect(await vault.masked(reader, { values: { phone: id } })).toEqual({ values: { phone: '139****5678' } });
    expect(looks).toEqual([]);
    expect(await vault.masked(reader, { values: { phone: id } })).toEqual({ values: { phone: '139****5678' } });
    expect(looks).toEqual(['vault']);
  });

  test('not for another organization, and never whole', async () => {
    const other = counted(B);
    const id = await sealed();
    expect(await vault.masked(other.reader, [id])).toEqual([id]);
    const { looks, reader } = counted(A);
    expect(await vault.shown(reader, [id])).toEqual([NUMBER]);
    expect([...looks, ...other.looks]).toEqual(['vault', 'vault']);
  });

  test('only the newest, so that what nobody asks for does not pile up', async () => {
    const { looks, reader } = counted(A);
    const id = await sealed();
    for (let n = 0; n < 500; n++) vault.close(A, { kind: 'ticket', subject: A }, NUMBER, 1);
    expect(await vault.masked(reader, [id])).toEqual(['139****5678']);
    expect(looks).toEqual(['vault']);
  });

  test('not for long', async () => {
    const { looks, reader } = counted(A);
    const id = await sealed();
    late.mockReturnValue(begun + 1001);
    expect(await vault.masked(reader, [id])).toEqual(['139****5678']);
    expect(looks).toEqual(['vault']);
  });
});
