// A dump is one moment of the whole database: large tables to their last row, and nothing that was written since.
import { eachDatabase } from '../../test/support/databases';
import { type Dump, openDump } from './dump';
import { A, aMember, B } from './samples';
import { member } from './tables/member';
import type { Store } from './unit';

const MANY = 2500;

eachDatabase((_, open, database) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const rows = (prefix: string) => Array.from({ length: MANY }, (_unused, at) => aMember(`${prefix}${at}`));
    await store.unit(A, (u) => u.insert(member, rows('a')));
    await store.unit(B, (u) => u.insert(member, rows('b')));
  });

  async function idsIn(dump: Dump): Promise<readonly string[]> {
    const shape = dump.tables.find(({ name }) => name === 'member');
    if (shape === undefined) throw new Error('no members');
    const ids: string[] = [];
    for await (const row of dump.rows(shape)) ids.push(`${row[shape.columns.indexOf('id')]}`);
    return ids;
  }

  test('every row once', async () => {
    const dump = await openDump(database.config());
    const ids = await idsIn(dump);
    await dump.close();
    expect([ids.length, new Set(ids).size]).toEqual([2 * MANY, 2 * MANY]);
  });

  test('what is written meanwhile is not in it, whichever table is read when', async () => {
    const dump = await openDump(database.config());
    await store.unit(A, async (u) => {
      await u.insert(member, [aMember('late')]);
      await u.change(member, { id: 'a1' as never }, { name: 'changed' });
      await u.remove(member, { id: 'a2' as never });
    });
    const ids = await idsIn(dump);
    await dump.close();
    expect(ids).toHaveLength(2 * MANY);
    expect(ids).not.toContain('late');
    expect(ids).toContain('a2');
    const later = await openDump(database.config());
    expect(await idsIn(later)).toContain('late');
    await later.close();
  });
});
