// The calls of `reader.ts` over one connection: statement from `table.ts`, run it, rows back.
import type { Bound } from './bound';
import type { Table } from './columns';
import type { Dialect } from './dialect';
import { selectByKey } from './keyed';
import type { Link, Reading } from './link';
import type { Reader, SystemReader, SystemUnit, Unit } from './reader';
import * as sql from './table';
import type { Reach } from './where';
import * as writes from './writes';

/** Rows per statement: bounds how many different statements there are to keep prepared. */
export const INSERT_CHUNK = 50;

type Tree = { readonly [name: string]: unknown };
type Plan = Parameters<typeof sql.select>[3];

/** The types are those of `reader.ts`, which know the columns; here tables are only data. */
export function readerOn(link: Reading, dialect: Dialect, reach: Reach) {
  const find = async (table: Table, plan: Plan, lock = false) => {
    const byKey = lock ? undefined : selectByKey(dialect, reach, table, plan);
    const rows = await link.all(byKey ?? sql.select(dialect, reach, table, plan, lock));
    return rows.map(sql.rowReader(reach, table, plan.columns));
  };
  const one = async (table: Table, where: Tree, lock = false) => {
    const [row, ...more] = await find(table, { where, limit: 2 }, lock);
    if (more.length > 0) throw new Error(`${table.name}: several rows where one was expected`);
    return row;
  };
  return {
    ...(reach !== 'system' && { tenantId: reach.tenantId }),
    find: (table: Table, plan: Plan) => find(table, plan),
    one: (table: Table, where: Tree) => one(table, where),
    ids: async (table: Table, plan: Parameters<typeof sql.packed>[3]) => {
      const [row] = await link.all(sql.packed(dialect, reach, table, plan));
      return sql.unpacked(table, plan.order, row);
    },
    count: async (table: Table, where: Tree, cap: number) => {
      const [row] = await link.all(sql.count(dialect, reach, table, where, cap));
      return Number(row?.n);
    },
    tally: async (table: Table, where: Tree, by: readonly string[]) => {
      const rows = await link.all(sql.tally(dialect, reach, table, where, by));
      const read = sql.rowReader(reach, table, by);
      return rows.map((raw) => ({ ...read(raw), n: Number(raw.n) }));
    },
    lock: (table: Table, where: Tree) => one(table, where, true),
    // Reading with locks, InnoDB keeps the gaps of the index from being filled, too; SQLite has one writer at a time.
    latest: {
      ...(reach !== 'system' && { tenantId: reach.tenantId }),
      find: (table: Table, plan: Plan) => find(table, plan, true),
    },
  };
}

export function unitOn(link: Link, dialect: Dialect, reach: Reach, onCommit: (hint: () => void) => void) {
  return {
    ...readerOn(link, dialect, reach),
    onCommit,
    insert: async (table: Table, rows: readonly Tree[]) => {
      for (const chunk of chunks(rows)) await link.later(writes.insert(dialect, reach, table, chunk));
    },
    insertBound: async (table: Table, rows: Bound) => {
      for (const statement of writes.insertsOf(dialect, reach, table, rows)) await link.run(statement);
    },
    change: async (table: Table, where: Tree, patch: Tree) =>
      link.run(writes.update(dialect, reach, table, where, patch)),
    remove: async (table: Table, where: Tree) => link.run(writes.remove(dialect, reach, table, where)),
    later: {
      change: async (table: Table, where: Tree, patch: Tree, exactly?: number) =>
        link.later({
          ...writes.update(dialect, reach, table, where, patch),
          table: table.name,
          ...(exactly !== undefined && { exactly }),
        }),
      remove: async (table: Table, where: Tree) =>
        link.later({ ...writes.remove(dialect, reach, table, where), table: table.name }),
    },
    upsert: async (table: Table, row: Tree, columns: readonly string[]) => {
      await link.run(writes.upsert(dialect, reach, table, row, columns));
    },
    number: async (table: Table, column: string, rows: readonly Tree[]) => {
      let found = 0;
      for (const chunk of chunks(rows)) found += await link.run(writes.number(dialect, reach, table, column, chunk));
      return found;
    },
  };
}

export const asReader = (reader: ReturnType<typeof readerOn>) => reader as unknown as Reader & SystemReader;
export const asUnit = (unit: ReturnType<typeof unitOn>) => unit as unknown as Unit & SystemUnit;

function* chunks(rows: readonly Tree[]): Generator<readonly Tree[]> {
  for (let at = 0; at < rows.length; at += INSERT_CHUNK) yield rows.slice(at, at + INSERT_CHUNK);
}
