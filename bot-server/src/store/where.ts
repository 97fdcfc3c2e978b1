// Which rows? Conditions as plain data, typed by the table's columns, and the SQL they become. Values only ever travel as bound
// parameters; every table that belongs to organizations gets its tenant condition here.
import type { TenantId } from '@paidan/shared/kernel/id';
import { bind, columnOf, type RowOf, type Sortable, type Table } from './columns';
import type { Dialect } from './dialect';
import type { Stored } from './values';

/** Conditions on several columns hold together. `{ any: [] }` and `{ in: [] }` match nothing. */
export type Where<T extends Table> = {
  readonly [Name in Sortable<T>]?: Condition<RowOf<T>[Name]>;
} & {
  readonly any?: readonly Where<T>[];
  readonly all?: readonly Where<T>[];
  readonly exists?: Exists<T>;
};

/** `not` also matches rows that have nothing there, unless it is `not: null`. */
export type Condition<Value> =
  | Value
  | { readonly in: readonly NonNullable<Value>[] }
  | { readonly not: Value | null }
  | Range<NonNullable<Value>>;
type Range<Value> = { readonly lt?: Value; readonly lte?: Value; readonly gt?: Value; readonly gte?: Value };

/**
 * A row of another table of the same organization; `on`: its columns → ours. `few`: the inner condition alone fits few rows, so
 * begin with those. Without it our rows are tried in their order, which suits conditions that most of them meet.
 */
export type Exists<T extends Table> = {
  readonly table: Table;
  readonly on: { readonly [inner: string]: Sortable<T> };
  readonly where?: { readonly [name: string]: unknown };
  readonly few?: boolean;
};

/** Whose rows: one organization's, or (for the product's own jobs) any. */
export type Reach = { readonly tenantId: TenantId } | 'system';

export type Building = {
  readonly dialect: Dialect;
  readonly reach: Reach;
  readonly params: Stored[];
  /** Sub-selects so far: each gets a name of its own. */
  depth: number;
};

type Tree = { readonly [name: string]: unknown };
type Place = { readonly table: Table; readonly as: string };

/** The condition with the organization's own in front. Placeholders are pushed in the order of the text. */
export function scopedCondition(b: Building, place: Place, where: Tree): string {
  if (b.reach === 'system') return and(conditions(b, place, where));
  if (!place.table.scoped) throw new Error(`${place.table.name} stands above organizations: only the system reads it`);
  if ('tenantId' in where) throw new Error(`${place.table.name}: the tenant comes from the scope`);
  return and([test(b, place, 'tenantId', b.reach.tenantId), ...conditions(b, place, where)]);
}

function conditions(b: Building, place: Place, where: Tree): string[] {
  return Object.entries(where).flatMap(([name, value]) => {
    if (value === undefined) throw new Error(`${place.table.name}: the condition on ${name} is undefined`);
    if (name === 'any') return [or(groups(b, place, value))];
    if (name === 'all') return groups(b, place, value);
    if (name === 'exists') return [exists(b, place, value as Exists<Table>)];
    return [test(b, place, name, value)];
  });
}

const groups = (b: Building, place: Place, value: unknown) =>
  (value as readonly Tree[]).map((group) => and(conditions(b, place, group)));

const OPERATORS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function test(b: Building, { table, as }: Place, name: string, value: unknown): string {
  const { kind, nullable } = columnOf(table, name);
  if (kind === 'json' || kind === 'prose') throw new Error(`${table.name}.${name} is never queried inside`);
  const column = `${as}.${b.dialect.quote(name)}`;
  const param = (given: unknown) => {
    b.params.push(bind(table, name, given));
    return '?';
  };
  if (value === null) return `${column} is null`;
  if (typeof value !== 'object') return `${column} = ${param(value)}`;
  const tests = Object.entries(value).map(([operator, given]) => {
    if (operator === 'in') return inList(column, given as readonly unknown[], param);
    if (operator === 'not' && given === null) return `${column} is not null`;
    if (operator === 'not')
      return nullable ? `(${column} <> ${param(given)} or ${column} is null)` : `${column} <> ${param(given)}`;
    const sign = OPERATORS[operator];
    if (sign === undefined || given === null) throw new Error(`${table.name}.${name}: no such condition: ${operator}`);
    return `${column} ${sign} ${param(given)}`;
  });
  if (tests.length === 0) throw new Error(`${table.name}.${name}: an empty condition`);
  return and(tests);
}

export const MOST_IN = 10_000;

/** Filled up to a power of two by repeating the last value, so that few different statements arise and each stays prepared. */
function inList(column: string, values: readonly unknown[], param: (given: unknown) => string): string {
  if (values.length === 0) return NOTHING;
  if (values.length > MOST_IN) throw new Error(`${values.length} values in one condition`);
  const last = values.at(-1);
  if (last === null || values.includes(null)) throw new Error('null is no value of a list');
  const size = 2 ** Math.ceil(Math.log2(values.length));
  const padded = [...values, ...Array.from({ length: size - values.length }, () => last)];
  return `${column} in (${padded.map(param).join(', ')})`;
}

/** The inner table's tenant is forced too; where the reach is the system's, it is the outer row's. */
function exists(b: Building, outer: Place, { table, on, where = {}, few = false }: Exists<Table>): string {
  const inner = { table, as: `x${++b.depth}` };
  const column = (place: Place, name: string) => {
    columnOf(place.table, name);
    return `${place.as}.${b.dialect.quote(name)}`;
  };
  const alike = b.reach === 'system' && outer.table.scoped && table.scoped;
  const pairs = Object.entries({ ...(alike && { tenantId: 'tenantId' }), ...on });
  if (pairs.length === 0) throw new Error(`${outer.table.name}: exists names no columns`);
  const mine = pairs.map(([name]) => column(inner, name));
  const theirs = pairs.map(([, name]) => column(outer, name));
  const condition = scopedCondition(b, inner, where);
  const from = `from ${b.dialect.quote(table.name)} as ${inner.as} where`;
  if (few && b.dialect.fewAsList) return `(${theirs.join(', ')}) in (select ${mine.join(', ')} ${from} ${condition})`;
  return `exists (select 1 ${from} ${and([...mine.map((name, at) => `${name} = ${theirs[at]}`), condition])})`;
}

const NOTHING = '1 = 0';
const EVERYTHING = '1 = 1';
const and = (parts: readonly string[]) =>
  parts.length === 0 ? EVERYTHING : parts.length === 1 ? `${parts[0]}` : `(${parts.join(' and ')})`;
const or = (parts: readonly string[]) => (parts.length === 0 ? NOTHING : `(${parts.join(' or ')})`);
