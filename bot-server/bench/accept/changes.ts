// What did a command do to the rows of its ticket? The difference between what stood there before and afterwards, as the statements
// that a bare driver does the same with.
import type { Row, Value } from '../create/capture';
import type { Statement } from '../create/side';

/** Rows of one ticket, table by table. */
export type Rows = ReadonlyMap<string, readonly Row[]>;
type Keyed = { readonly name: string; readonly key: readonly string[] };

/** Changes and removals by primary key, one statement each; new rows of a table in one. In the order of the tables. */
export function changesBetween(before: Rows, after: Rows, tables: readonly Keyed[]): readonly Statement[] {
  return tables.flatMap((table) => {
    const was = byKey(table, before.get(table.name) ?? []);
    const is = byKey(table, after.get(table.name) ?? []);
    const gone = [...was].filter(([key]) => !is.has(key)).map(([, row]) => removal(table, row));
    const changed = [...is].flatMap(([key, row]) => change(table, was.get(key), row));
    const added = [...is].filter(([key]) => !was.has(key)).map(([, row]) => row);
    return [...gone, ...changed, ...insertion(table, added)];
  });
}

const byKey = ({ key }: Keyed, rows: readonly Row[]) =>
  new Map(rows.map((row) => [key.map((part) => String(row[part])).join(' '), row]));
const where = ({ key }: Keyed) => key.map((part) => `\`${part}\` = ?`).join(' and ');
const keyOf = ({ key }: Keyed, row: Row) => key.map((part) => row[part] ?? null);

const removal = (table: Keyed, row: Row): Statement => ({
  sql: `delete from \`${table.name}\` where ${where(table)}`,
  params: keyOf(table, row),
});

function change(table: Keyed, was: Row | undefined, is: Row): readonly Statement[] {
  const names = Object.keys(is).filter((name) => was !== undefined && was[name] !== is[name]);
  if (names.length === 0) return [];
  const set = names.map((name) => `\`${name}\` = ?`).join(', ');
  const params: Value[] = [...names.map((name) => is[name] ?? null), ...keyOf(table, is)];
  return [{ sql: `update \`${table.name}\` set ${set} where ${where(table)}`, params }];
}

function insertion({ name }: Keyed, rows: readonly Row[]): readonly Statement[] {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return [];
  const row = `(${columns.map(() => '?').join(', ')})`;
  const sql = `insert into \`${name}\` (${columns.map((column) => `\`${column}\``).join(', ')}) values ${rows.map(() => row).join(', ')}`;
  return [{ sql, params: rows.flatMap((one) => columns.map((column) => one[column] ?? null)) }];
}
