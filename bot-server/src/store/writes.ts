// What is done to a table, as a statement: the tenant is put into every row and every condition here.
import type { Bound } from './bound';
import { bind, columnOf, type Table } from './columns';
import type { Dialect } from './dialect';
import { begin, namesOf, type Statement, type Write } from './table';
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
export function insert(dialect: Dialect, reach: Reach, table: Table, rows: readonly Row[]): Write {
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
  const { head, row, texts } = insertTexts(dialect, table.name, names);
  return { sql: texts(rows.length), params, table: table.name, rows: { head, row, count: rows.length } };
}

/** As `insert`, with rows that were made ready before, in as many statements as this database takes them in best. */
export function* insertsOf(dialect: Dialect, reach: Reach, table: Table, rows: Bound): Generator<Statement> {
  if (reach === 'system' || !table.scoped) throw new Error(`${table.name}: rows come with their organization`);
  if (rows.table !== table.name) throw new Error(`these are no rows of ${table.name}`);
  const { columns, count, values } = rows;
  const { texts } = insertTexts(dialect, table.name, ['tenantId', ...columns]);
  const most = dialect.rowsAtOnce;
  for (let from = 0; from < count; from += most) {
    const to = Math.min(count, from + most);
    const params: Stored[] = [];
    for (let row = from; row < to; row++)
      params.push(reach.tenantId, ...values.slice(row * columns.length, (row + 1) * columns.length));
    yield { sql: texts(to - from), params };
  }
}

type Texts = { readonly head: string; readonly row: string; readonly texts: (count: number) => string };
/** The same text is asked for again and again; building it would cost as much as half of the insert. */
const INSERTS = new Map<string, Texts>();

function insertTexts({ name, quote }: Dialect, table: string, names: readonly string[]): Texts {
  const key = `${name} ${table}`;
  const known = INSERTS.get(key);
  if (known !== undefined) return known;
  const head = `insert into ${quote(table)} (${names.map(quote).join(', ')}) values `;
  const row = `(${names.map(() => '?').join(', ')})`;
  const made = new Map<number, string>();
  const texts = (count: number) => {
    const text = made.get(count) ?? head + Array.from({ length: count }, () => row).join(', ');
    made.set(count, text);
    return text;
  };
  INSERTS.set(key, { head, row, texts });
  return { head, row, texts };
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
