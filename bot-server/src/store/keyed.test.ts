// Reads by key that go as one statement: each who asks gets exactly its own rows, whoever else asked.
import fc from 'fast-check';
import { eachDatabase } from '../../test/support/databases';
import { mysql, sqlite } from './dialect';
import { joined, selectByKey } from './keyed';
import { A, aMember, B, memberId } from './samples';
import type { RawRow, Statement } from './table';
import { event } from './tables/event';
import { member } from './tables/member';
import { session } from './tables/session';
import type { Store } from './unit';

const byId = (id: unknown, columns?: readonly string[], reach = A) =>
  selectByKey(mysql, reach, member, { where: { id }, ...(columns && { columns }) });
const asked = (all: readonly (Statement | undefined)[]) => joined(all.filter((one) => one !== undefined));

test('a look at rows by their whole key is told from any other', () => {
  expect(byId('a', ['name'])).toMatchObject({
    sql: 'select `name`, `tenantId`, `id` from `member` force index (primary) where (`tenantId`, `id`) in ((?, ?))',
    params: [A.tenantId, 'a'],
  });
  expect(byId({ in: ['a', 'b', 'a'] })?.params).toEqual([A.tenantId, 'a', A.tenantId, 'b']);
  expect(selectByKey(mysql, 'system', session, { where: { tokenHash: 'x' } })?.params).toEqual(['x']);
  const seqs = { streamId: 's', seq: { in: [1, 2] } };
  expect(selectByKey(mysql, A, event, { where: seqs })?.params).toEqual([A.tenantId, 's', 1, A.tenantId, 's', 2]);
  const others: [object, object?][] = [
    [{ id: 'a', state: 'active' }],
    [{ state: 'active' }],
    [{}],
    [{ id: null }],
    [{ id: { in: [] } }],
    [{ id: { not: 'a' } }],
    [{ id: { in: ['a'], gt: 'b' } }],
    [{ id: 'a ' }],
    [{ id: { in: ['a', 'b'] } }, { limit: 1 }],
    [{ id: 'a' }, { order: [['id', 'asc']] }],
    [{ id: 'a' }, { after: { id: 'b' } }],
  ];
  for (const [where, more] of others)
    expect(selectByKey(mysql, A, member, { where: where as never, ...more })).toBeUndefined();
  expect(
    selectByKey(mysql, A, event, { where: { streamId: { in: ['a', 'b'] }, seq: { in: [1, 2] } } }),
  ).toBeUndefined();
  expect(selectByKey(mysql, 'system', member, { where: { id: 'a' } })).toBeUndefined();
  expect(selectByKey(mysql, A, session, { where: { tokenHash: 'x' } })).toBeUndefined();
  expect(selectByKey(sqlite, A, member, { where: { id: 'a' } })).toBeUndefined();
});

test('those who ask for the same of different rows are one statement, and each gets its own', () => {
  const other: Statement = { sql: 'select 1', params: [] };
  const { statements, rowsFor } = asked([
    byId('a', ['name']),
    other,
    byId('a', ['name'], B),
    byId({ in: ['b', 'a', 'c'] }, ['name']),
    byId('a', ['login']),
  ]);
  expect(statements).toHaveLength(3);
  expect(statements[0]?.params).toEqual([A.tenantId, 'a', B.tenantId, 'a', A.tenantId, 'b', A.tenantId, 'c']);
  expect(statements[0]?.sql.split('(?, ?)')).toHaveLength(5);
  const row = ({ tenantId }: typeof A, id: string): RawRow => ({ name: `${id} of ${tenantId}`, tenantId, id });
  const answers = [[row(B, 'a'), row(A, 'c'), row(A, 'a')], [{ one: 1 }], [{ login: 'x' }]];
  expect(rowsFor(0, answers)).toEqual([row(A, 'a')]);
  expect(rowsFor(1, answers)).toEqual([{ one: 1 }]);
  expect(rowsFor(2, answers)).toEqual([row(B, 'a')]);
  expect(rowsFor(3, answers)).toEqual([row(A, 'a'), row(A, 'c')]);
  expect(rowsFor(4, answers)).toEqual([{ login: 'x' }]);
});

test('a statement does not grow without end', () => {
  const ids = Array.from({ length: 250 }, (_, at) => `m${at}`);
  const { statements, rowsFor } = asked(ids.map((id) => byId(id)));
  expect(statements.map(({ params }) => params.length / 2)).toEqual([100, 100, 50]);
  const answers = statements.map(({ params }) =>
    params.flatMap((id) => (id === A.tenantId ? [] : [{ tenantId: A.tenantId, id }])),
  );
  expect(ids.map((_, at) => rowsFor(at, answers).map(({ id }) => id))).toEqual(ids.map((id) => [id]));
});

eachDatabase((_name, open) => {
  let store: Store;
  const IDS = ['a', 'b', 'c', 'A', 'ä', 'a '];

  beforeAll(async () => {
    store = await open();
    for (const [scope, name] of [
      [A, 'A'],
      [B, 'B'],
    ] as const) {
      // MySQL holds but one of two that differ in a space at the end.
      const rows = IDS.slice(0, 5).map((id) => aMember(id, { name: `${id} of ${name}` }));
      await store.unit(scope, (u) => u.insert(member, rows));
    }
  });

  test('whatever is asked for at the same moment, everybody is told what they would be told alone', async () => {
    const ask = fc.record({
      scope: fc.constantFrom(A, B),
      ids: fc.array(fc.constantFrom(...IDS, 'nobody'), { minLength: 1, maxLength: 4 }),
      columns: fc.constantFrom(['name'] as const, ['id', 'name'] as const),
    });
    type Ask = { readonly scope: typeof A; readonly ids: string[]; readonly columns: readonly ('id' | 'name')[] };
    const find = ({ scope, ids, columns }: Ask, from: 'read' | 'glance') =>
      store[from](scope)
        .find(member, { where: { id: { in: ids.map(memberId) } }, columns })
        .then((rows) => rows.map((row) => JSON.stringify(row)).sort());
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { minLength: 2, maxLength: 12 }), async (asks) => {
        const [together, alone] = [
          await Promise.all(asks.map((one) => find(one, 'glance'))),
          await Promise.all(asks.map((one) => find(one, 'read'))),
        ];
        expect(together).toEqual(alone);
      }),
      { numRuns: 60 },
    );
  });
});
