// What can a table hold, and how is each value written so that it comes back equal from SQLite and MySQL alike? One descriptor
// per table; the type of its rows is inferred from it.
import type { Json } from '@paidan/shared/kernel/json';
import type { Instant } from '@paidan/shared/kernel/time';
import { type Kind, type Stored, toStored } from './values';

declare const value: unique symbol;
/** `size`: most characters of `text`. `Value` is what a row of the program holds; it exists for the compiler only. */
export type Column<Value = unknown, K extends Kind = Kind> = {
  readonly kind: K;
  readonly size: number;
  readonly nullable: boolean;
  readonly [value]?: Value;
};
export type Columns = { readonly [name: string]: Column };

const column = <Value, K extends Kind>(kind: K, size = 0): Column<Value, K> => ({ kind, size, nullable: false });

export const ID_SIZE = 20;
export const id = <Value extends string = string>() => column<Value, 'text'>('text', ID_SIZE);
/** Codes, names, states: at most `size` characters, compared byte by byte. */
export const text = <Value extends string = string>(size: number) => column<Value, 'text'>('text', size);
/** Long text: never searched or sorted by. */
export const prose = () => column<string, 'prose'>('prose');
/** 32 bits. */
export const int = () => column<number, 'int'>('int');
/** Up to 2^53. */
export const bigint = () => column<number, 'bigint'>('bigint');
/** Milliseconds since 1970, UTC. */
export const instant = () => column<Instant, 'bigint'>('bigint');
export const double = () => column<number, 'double'>('double');
export const bool = () => column<boolean, 'bool'>('bool');
/** Read and written as a whole, never queried inside. */
export const json = <Value = Json>() => column<Value, 'json'>('json');
export const nullable = <Value, K extends Kind>({ kind, size }: Column<Value, K>): Column<Value | null, K> => ({
  kind,
  size,
  nullable: true,
});
/** Who works on the row now: until when, by the database's clock, and a number that goes up with every claim. */
export const fenced = () => ({ leaseUntil: nullable(instant()), fence: int() });

export type Table<C extends Columns = Columns, Scoped extends boolean = boolean> = {
  readonly name: string;
  /** Each row belongs to one organization: a `tenantId` column is part of the table, but not of its rows. */
  readonly scoped: Scoped;
  readonly columns: C;
  readonly key: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
};
export type TenantTable<C extends Columns = Columns> = Table<C, true>;

type Keys<C extends Columns, Scoped extends boolean> = readonly (
  | (keyof C & string)
  | (Scoped extends true ? 'tenantId' : never)
)[];
type Shape<C extends Columns, Scoped extends boolean> = {
  readonly key: Keys<C, Scoped>;
  readonly columns: C;
  readonly unique?: readonly Keys<C, Scoped>[];
  readonly indexes?: readonly Keys<C, Scoped>[];
};

/** A table of which every row belongs to one organization; `tenantId` is added here, at the front of the key. */
export function table<const C extends Columns>(name: string, shape: Shape<C, true>): Table<C, true> {
  if (shape.key[0] !== 'tenantId') throw new Error(`${name}: the key starts with tenantId`);
  return define(name, true, shape);
}

/** One of the few tables that stand above organizations. */
export function globalTable<const C extends Columns>(name: string, shape: Shape<C, false>): Table<C, false> {
  return define(name, false, shape);
}

function define<C extends Columns, Scoped extends boolean>(
  name: string,
  scoped: Scoped,
  { columns, key, unique = [], indexes = [] }: Shape<C, Scoped>,
): Table<C, Scoped> {
  for (const word of ['all', 'any', 'exists', ...(scoped ? ['tenantId'] : [])]) {
    if (word in columns) throw new Error(`${name}: ${word} is no name for a column`);
  }
  return { name, scoped, columns, key, unique, indexes };
}

type ValueOf<C> = C extends Column<infer Value> ? Value : never;
/** A row as it is read inside its organization's scope. */
export type RowOf<T extends Table> = { readonly [Name in keyof T['columns']]: ValueOf<T['columns'][Name]> };
/** A row to insert: every column is named, null where there is nothing. */
export type NewRow<T extends Table> = RowOf<T>;
export type ColumnOf<T extends Table> = keyof T['columns'] & string;
/** Columns that conditions and orders may name. */
export type Sortable<T extends Table> = {
  [Name in ColumnOf<T>]: T['columns'][Name] extends Column<unknown, 'json' | 'prose'> ? never : Name;
}[ColumnOf<T>];

const TENANT: Column = id();
/** Throws on a column that the table does not have. */
export function columnOf(table: Table, name: string): Column {
  const found = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (found !== undefined) return found;
  if (table.scoped && name === 'tenantId') return TENANT;
  throw new Error(`${table.name} has no column ${name}`);
}

/** The value as the database takes it; throws on one that the column cannot give back equal. */
export function bind(table: Table, name: string, given: unknown): Stored {
  const { kind, size, nullable: optional } = columnOf(table, name);
  if (given === null && optional) return null;
  const stored = toStored(kind, size, given);
  if (stored === undefined) throw new Error(`${table.name}.${name} cannot hold a ${describe(given)}`);
  return stored;
}

/** Says what is wrong without repeating what may be personal. */
const describe = (given: unknown): string =>
  typeof given === 'string'
    ? `string of ${given.length}`
    : typeof given === 'number'
      ? `number ${given}`
      : given === null
        ? 'null'
        : typeof given;
