// What is asked of a table, as a statement. SQL is written here, in `writes.ts` and in `where.ts`, and nowhere else.
import type { Json } from '@paidan/shared/kernel/json';
import { bind, type ColumnOf, columnOf, type Sortable, type Table } from './columns';
import type { Dialect, IndexName } from './dialect';
import { fromStored, type Stored } from './values';
import { type Building, type Reach, scopedCondition, type Where } from './where';

export type { Condition, Exists, Reach, Where } from './where';

/** A read of rows by their whole primary key, which may be one statement with others (`keyed.ts`). */
export type Keyed = {
  /** `head`: up to the first key. `test`: one key's placeholders. */
  readonly shape: { readonly head: string; readonly test: string; readonly key: readonly string[] };
  readonly keys: ReadonlyMap<string, Key>;
};
export type Key = readonly Stored[];
export type Statement = {
  readonly sql: string;
  readonly params: readonly Stored[];
  readonly keyed?: Keyed;
};
/** A statement that is carried out without anybody looking at its answer. */
export type Write = Statement & {
  readonly table: string;
  /** Of an insert: its text up to the first row, and one row's placeholders. Rows of several go into one statement. */
  readonly rows?: { readonly head: string; readonly row: string; readonly count: number };
  /** How many rows the condition must fit; any number when left out. */
  readonly exactly?: number;
};
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
  /**
   * The way to go, where the condition fits several and a database guesses badly how many rows each leads to: along the primary key, or
   * along the index of these columns.
   */
  readonly along?: 'key' | readonly string[];
};

/** The same without types, inside the store. */
type Loose = {
  readonly where: { readonly [name: string]: unknown };
  readonly order?: readonly (readonly [string, 'asc' | 'desc'])[];
  readonly limit?: number;
  readonly columns?: readonly string[];
  readonly after?: { readonly [name: string]: unknown };
  readonly along?: 'key' | readonly string[];
};

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
  const sql = [
    `select ${names.map((name) => `${from}.${dialect.quote(name)}`).join(', ')} from ${from}`,
    query.along === undefined ? '' : dialect.along(indexIn(table, query.along)),
    ` where ${condition}${behind}`,
    sorted === '' ? '' : ` order by ${sorted}`,
    limit === undefined ? '' : ` limit ${whole(limit)}`,
    lock ? dialect.forUpdate : '',
  ].join('');
  return { sql, params: b.params };
}

/** Null: the primary key. Indexes are called as the migrations call them. */
function indexIn(table: Table, along: 'key' | readonly string[]): IndexName {
  if (along === 'key') return { table: table.name, index: null };
  if (!table.indexes.some((columns) => columns.join() === along.join()))
    throw new Error(`${table.name} has no index of ${along.join(', ')}`);
  return {
    table: table.name,
    index: ['ix', table.name, ...along.filter((name) => name !== 'tenantId')].join('_').slice(0, 64),
  };
}

/** One column in its order, as one value. Both databases separate by commas, which no id holds. */
export function packed(
  dialect: Dialect,
  reach: Reach,
  table: Table,
  {
    where,
    order,
    limit,
  }: Pick<Loose, 'where'> & { readonly order: readonly [string, 'asc' | 'desc']; readonly limit: number },
): Statement {
  const [name] = order;
  const { sql, params } = select(dialect, reach, table, { where, order: [order], limit, columns: [name] });
  return {
    sql: `select count(*) as n, group_concat(${dialect.quote(name)}) as packed from (${sql}) as listed`,
    params,
  };
}

/** MySQL cuts what is too long without a word: what does not count up is not believed. */
export function unpacked(table: Table, [name, direction]: readonly [string, 'asc' | 'desc'], row: RawRow | undefined) {
  const list = row === undefined || row.packed === null ? [] : String(row.packed).split(',');
  if (list.length !== Number(row?.n)) throw new Error(`${table.name}.${name}: ${row?.n} came as ${list.length}`);
  const before = direction === 'desc' ? (a: string, b: string) => a >= b : (a: string, b: string) => a <= b;
  // In the order in which they were listed, which neither database promises.
  if (list.every((one, at) => at === 0 || before(list[at - 1] ?? '', one))) return list;
  return list.sort((a, b) => (before(a, b) ? -1 : 1));
}

/** Counts no further than `cap`. */
export function count(dialect: Dialect, reach: Reach, table: Table, where: Loose['where'], cap: number): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const condition = scopedCondition(b, { table, as: from }, where);
  return {
    sql: `select count(*) as n from (select 1 from ${from} where ${condition} limit ${whole(cap)}) as capped`,
    params: b.params,
  };
}

/** How many rows there are for each combination of these columns. */
export function tally(
  dialect: Dialect,
  reach: Reach,
  table: Table,
  where: Loose['where'],
  by: readonly string[],
): Statement {
  const b = begin(dialect, reach);
  const from = dialect.quote(table.name);
  const columns = by.map((name) => `${from}.${dialect.quote(sortable(table, name))}`).join(', ');
  const condition = scopedCondition(b, { table, as: from }, where);
  return {
    sql: `select ${columns}, count(*) as n from ${from} where ${condition} group by ${columns}`,
    params: b.params,
  };
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

export const begin = (dialect: Dialect, reach: Reach): Building => ({ dialect, reach, params: [], depth: 0 });

/** The system sees whose each row is; inside an organization that goes without saying. */
export function namesOf(reach: Reach, table: Table, columns: readonly string[] | undefined): readonly string[] {
  if (columns !== undefined) return [...new Set(columns)].filter((name) => columnOf(table, name));
  const names = Object.keys(table.columns);
  return table.scoped && reach === 'system' ? ['tenantId', ...names] : names;
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

/** Written out, for SQLite prepares a statement anew whenever a limit is bound to it. */
function whole(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new Error(`no limit: ${limit}`);
  return limit;
}
