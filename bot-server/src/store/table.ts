// The one place where SQL is written: what is asked of a table, as statements with bound parameters.
import type { Json } from '@paidan/shared/kernel/json';
import { bind, type ColumnOf, columnOf, type Sortable, type Table } from './columns';
import type { Dialect } from './dialect';
import { fromStored, type Stored } from './values';
import { type Building, type Reach, scopedCondition, type Where } from './where';

export type { Condition, Exists, Reach, Where } from './where';

export type Statement = { readonly sql: string; readonly params: readonly Stored[] };
export type RawRow = { readonly [name: string]: unknown };

export type Order<T extends Table> = readonly (readonly [Sortable<T>, 'asc' | 'desc'])[];
export type Query<T extends Table, Name extends ColumnOf<T> = ColumnOf<T>> = {
  readonly where: Where<T>;
  readonly order?: Order<T>;
  readonly limit?: number;
  /** Only these columns; all when left out. */
  readonly columns?: readonly Name[];
  /** Keyset: the rows behind this one, which is named by exactly the columns of `order`. */
  readonly after?: { readonly [Column in Sortable<T>]?: Json | undefined };
};

/** Where the same is said without types, inside the store. */
type Loose = {
  readonly where: { readonly [name: string]: unknown };
  readonly order?: readonly (readonly [string, 'asc' | 'desc'])[];
  readonly limit?: number;
  readonly columns?: readonly string[];
  readonly after?: { readonly [name: string]: unknown };
};
type LooseRow = { readonly [name: string]: unknown };

export function select(dialect: Dialect, reach: Reach, table: Table, query: Loose, lock = false): Statement {
  const { where, order = [], limit, after } = query;
  const b = begin(dialect, reach);
  const names = namesOf(reach, table, query.columns);
  const from = dialect.quote(table.name);
  const column = (name: string) => `${from}.${dialect.quote(sortable(table, name))}`;
  const condition = scopedCondition(b, { table, as: from }, where);
  const behind = after === undefined ? '' : ` and ${keyset(b, table, order, after, column)}`;
  const sorted = order
    .map(([name, direction]) => `${column(name)} ${direction === 'desc' ? 'desc' : 'asc'}`)
    .join(', ');
  if (limit !== undefined) b.params.push(whole(limit));
  const sql = [
    `select ${names.map((name) => `${from}.${dialect.quote(name)}`).join(', ')} from ${from} where ${condition}${behind}`,
    sorted === '' ? '' : ` order by ${sorted}`,
    limit === undefined ? '' : ' limit ?',
    lock ? dialect.forUpdate : '',
  ].join('');
  return { sql, params: b.params };
}

/** Counts no further than `cap`. */
export function count(dialect: Dialect, reach: Reach, table: Table, where: Loose['where'], cap: number): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const condition = scopedCondition(b, { table, as: from }, where);
  b.params.push(whole(cap));
  return {
    sql: `select count(*) as n from (select 1 from ${from} where ${condition} limit ?) as capped`,
    params: b.params,
  };
}

export function update(
  dialect: Dialect,
  reach: Reach,
  table: Table,
  where: Loose['where'],
  patch: LooseRow,
): Statement {
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

export function remove(dialect: Dialect, reach: Reach, table: Table, where: Loose['where']): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const condition = scopedCondition(b, { table, as: from }, owned(reach, table, where));
  return { sql: `delete from ${from} where ${condition}`, params: b.params };
}

/** One statement, so that either all of the rows are inserted or none. */
export function insert(dialect: Dialect, reach: Reach, table: Table, rows: readonly LooseRow[]): Statement {
  if (reach !== 'system' && !table.scoped) throw new Error(`${table.name} stands above organizations`);
  const names = namesOf('system', table, undefined);
  const tenant = table.scoped && reach !== 'system' ? { tenantId: reach.tenantId } : undefined;
  const params = rows.flatMap((row) => {
    if (tenant !== undefined && 'tenantId' in row) throw new Error(`${table.name}: the tenant comes from the scope`);
    const whole: LooseRow = tenant === undefined ? row : { ...row, ...tenant };
    for (const name of Object.keys(whole)) columnOf(table, name);
    return names.map((name) => bind(table, name, whole[name]));
  });
  const row = `(${names.map(() => '?').join(', ')})`;
  const columns = names.map(dialect.quote).join(', ');
  return {
    sql: `insert into ${dialect.quote(table.name)} (${columns}) values ${rows.map(() => row).join(', ')}`,
    params,
  };
}

export function upsert(
  dialect: Dialect,
  reach: Reach,
  table: Table,
  row: LooseRow,
  columns: readonly string[],
): Statement {
  for (const name of columns) columnOf(table, name);
  const { sql, params } = insert(dialect, reach, table, [row]);
  return { sql: `${sql} ${dialect.onTaken(table.key, columns)}`, params };
}

/** Each row, found by its key, gets its own value in one column: one statement for all. */
export function number(
  dialect: Dialect,
  reach: Reach,
  table: Table,
  name: string,
  rows: readonly LooseRow[],
): Statement {
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

/** From what the database gave to a row of the program. */
export function rowReader(reach: Reach, table: Table, columns: readonly string[] | undefined): (raw: RawRow) => RawRow {
  const parts = namesOf(reach, table, columns).map((name) => [name, columnOf(table, name).kind] as const);
  return (raw) => {
    const row: Record<string, unknown> = {};
    for (const [name, kind] of parts) row[name] = fromStored(kind, raw[name]);
    return row;
  };
}

const begin = (dialect: Dialect, reach: Reach): Building => ({ dialect, reach, params: [], depth: 0 });

/** The system sees whose each row is; inside an organization that goes without saying. */
function namesOf(reach: Reach, table: Table, columns: readonly string[] | undefined): readonly string[] {
  if (columns !== undefined) return [...new Set(columns)].filter((name) => columnOf(table, name));
  const names = Object.keys(table.columns);
  return table.scoped && reach === 'system' ? ['tenantId', ...names] : names;
}

/** A change or removal always says whose rows it means. */
function owned(reach: Reach, table: Table, where: Loose['where']): Loose['where'] {
  if (table.scoped && reach === 'system' && where.tenantId === undefined) {
    throw new Error(`${table.name}: the system changes rows of a named tenant only`);
  }
  return where;
}

function sortable(table: Table, name: string): string {
  const { kind } = columnOf(table, name);
  if (kind === 'json' || kind === 'prose') throw new Error(`${table.name}.${name} has no order`);
  return name;
}

/** `a <= ? and (a < ? or (a = ? and b < ?))`: the first part is what both databases find an index range by. */
function keyset(
  b: Building,
  table: Table,
  order: readonly (readonly [string, 'asc' | 'desc'])[],
  after: { readonly [name: string]: unknown },
  column: (name: string) => string,
): string {
  if (order.length === 0 || Object.keys(after).length !== order.length)
    throw new Error(`${table.name}: after names the columns of order`);
  const param = (name: string) => {
    if (columnOf(table, name).nullable) throw new Error(`${table.name}.${name} may be null: no key to continue from`);
    b.params.push(bind(table, name, after[name]));
    return '?';
  };
  const [first] = order;
  const sign = (direction: 'asc' | 'desc') => (direction === 'desc' ? '<' : '>');
  const range = first === undefined ? '' : `${column(first[0])} ${sign(first[1])}= ${param(first[0])}`;
  const steps = order.map(([name, direction], at) =>
    [
      ...order.slice(0, at).map(([before]) => `${column(before)} = ${param(before)}`),
      `${column(name)} ${sign(direction)} ${param(name)}`,
    ].join(' and '),
  );
  return `${range} and (${steps.map((step) => `(${step})`).join(' or ')})`;
}

function whole(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new Error(`no limit: ${limit}`);
  return limit;
}
