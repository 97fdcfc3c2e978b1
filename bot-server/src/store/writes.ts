// What is done to a table, as a statement: the tenant is put into every row and every condition here.
import { bind, columnOf, type Table } from './columns';
import type { Dialect } from './dialect';
import { begin, namesOf, type Statement } from './table';
import type { Stored } from './values';
import { type Reach, scopedCondition } from './where';

type Row = { readonly [name: string]: unknown };

export function update(dialect: Dialect, reach: Reach, table: Table, where: Row, patch: Row): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const set = Object.entries(patch).map(([name, value]) => {
    if (table.key.includes(name)) throw new Error(`${table.name}.${name} is part of the key and stays`);
    b.params.push(bind(table, name, value));
    return `${dialect.quote(name)} = ?`;
  });
  if (set.length === 0) throw new Error(`${table.name}: a change of nothing`);
  const condition = scopedCondition(b, { table, as: from }, owned(reach, table, where));
  return { sql: `update ${from} set ${set.join(', ')} where ${condition}`, params: b.params };
}

export function remove(dialect: Dialect, reach: Reach, table: Table, where: Row): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const condition = scopedCondition(b, { table, as: from }, owned(reach, table, where));
  return { sql: `delete from ${from} where ${condition}`, params: b.params };
}

/** One statement, so that either all of the rows are inserted or none. */
export function insert(dialect: Dialect, reach: Reach, table: Table, rows: readonly Row[]): Statement {
  if (reach !== 'system' && !table.scoped) throw new Error(`${table.name} stands above organizations`);
  const names = namesOf('system', table, undefined);
  const tenant = table.scoped && reach !== 'system' ? reach.tenantId : undefined;
  const given = tenant === undefined ? names.length : names.length - 1;
  const params: Stored[] = [];
  for (const row of rows) {
    const extra =
      Object.keys(row).length === given ? undefined : Object.keys(row).find((name) => !names.includes(name));
    if (extra !== undefined) throw new Error(`${table.name} has no column ${extra}`);
    if (tenant !== undefined && 'tenantId' in row) throw new Error(`${table.name}: the tenant comes from the scope`);
    for (const name of names) {
      params.push(name === 'tenantId' && tenant !== undefined ? tenant : bind(table, name, row[name]));
    }
  }
  return { sql: insertText(dialect, table.name, names, rows.length), params };
}

/** The same text is asked for again and again; building it would cost as much as half of the insert. */
const INSERTS = new Map<string, string>();

function insertText({ name, quote }: Dialect, table: string, names: readonly string[], rows: number): string {
  const key = `${name} ${table} ${rows}`;
  const known = INSERTS.get(key);
  if (known !== undefined) return known;
  const row = `(${names.map(() => '?').join(', ')})`;
  const all = Array.from({ length: rows }, () => row).join(', ');
  const text = `insert into ${quote(table)} (${names.map(quote).join(', ')}) values ${all}`;
  INSERTS.set(key, text);
  return text;
}

export function upsert(dialect: Dialect, reach: Reach, table: Table, row: Row, columns: readonly string[]): Statement {
  for (const name of columns) columnOf(table, name);
  const { sql, params } = insert(dialect, reach, table, [row]);
  return { sql: `${sql} ${dialect.onTaken(table.key, columns)}`, params };
}

/** Each row, found by its key, gets its own value in one column: one statement for all. */
export function number(dialect: Dialect, reach: Reach, table: Table, name: string, rows: readonly Row[]): Statement {
  if (reach === 'system' || !table.scoped) throw new Error(`${table.name}: numbering stays inside an organization`);
  const key = table.key.filter((part) => part !== 'tenantId');
  const found = key.map((part) => `${dialect.quote(part)} = ?`).join(' and ');
  const keys = rows.map((row) => key.map((part) => bind(table, part, row[part])));
  const cases = rows.flatMap((row, at) => [...(keys[at] ?? []), bind(table, name, row[name])]);
  const set = `${dialect.quote(name)} = case ${rows.map(() => `when ${found} then ?`).join(' ')} end`;
  const any = rows.map(() => `(${found})`).join(' or ');
  const sql = `update ${dialect.quote(table.name)} set ${set} where ${dialect.quote('tenantId')} = ? and (${any})`;
  return { sql, params: [...cases, bind(table, 'tenantId', reach.tenantId), ...keys.flat()] };
}

/** A change or removal always says whose rows it means. */
function owned(reach: Reach, table: Table, where: Row): Row {
  if (table.scoped && reach === 'system' && where.tenantId === undefined) {
    throw new Error(`${table.name}: the system changes rows of a named tenant only`);
  }
  return where;
}
