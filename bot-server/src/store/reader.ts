// What can be asked of the tables, and what can be done to them inside a unit? The types that the features are written against.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { ColumnOf, NewRow, RowOf, Table, TenantTable } from './columns';
import type { Query, Where } from './table';

/** Reads one organization's rows. */
export type Reader = {
  readonly tenantId: TenantId;
  readonly find: <T extends TenantTable, Name extends ColumnOf<T> = ColumnOf<T>>(
    table: T,
    query: Query<T, Name>,
  ) => Promise<Pick<RowOf<T>, Name>[]>;
  /** Throws where the condition fits several rows. */
  readonly one: <T extends TenantTable>(table: T, where: Where<T>) => Promise<RowOf<T> | undefined>;
  /** Counts no further than `cap`. */
  readonly count: <T extends TenantTable>(table: T, where: Where<T>, cap: number) => Promise<number>;
};

/** One transaction: all of it is kept, or nothing. Await every call, and nothing that is not the database. */
export type Unit = Reader & {
  /** All rows or, where a unique key is taken (`isDuplicate`), none of up to `INSERT_CHUNK`. */
  readonly insert: <T extends TenantTable>(table: T, rows: readonly NewRow<T>[]) => Promise<void>;
  /** The number of rows that the condition fitted, changed or not. */
  readonly change: <T extends TenantTable>(table: T, where: Where<T>, patch: Partial<RowOf<T>>) => Promise<number>;
  readonly remove: <T extends TenantTable>(table: T, where: Where<T>) => Promise<number>;
  /** Inserts the row; where its primary key is taken, changes these columns of the row there (none: leaves it). */
  readonly upsert: <T extends TenantTable>(table: T, row: NewRow<T>, columns: readonly ColumnOf<T>[]) => Promise<void>;
  /** Gives each of the rows, found by primary key, its own value in one column; returns how many were there. */
  readonly number: <T extends TenantTable, Name extends ColumnOf<T>>(
    table: T,
    column: Name,
    rows: readonly { readonly [Part in ColumnOf<T>]?: unknown }[],
  ) => Promise<number>;
  /** The row, as it was last committed, and nobody else's to change until this unit ends. */
  readonly lock: <T extends TenantTable>(table: T, key: Where<T>) => Promise<RowOf<T> | undefined>;
  /** Runs after the commit, outside of the unit; a hint, since a crash may come in between. */
  readonly onCommit: (hint: () => void) => void;
};

export type SystemRow<T extends Table> = T extends TenantTable ? RowOf<T> & { readonly tenantId: TenantId } : RowOf<T>;
type Whose = { readonly tenantId: TenantId | { readonly in: readonly TenantId[] } };
/** Looks across organizations, or into one. */
export type SystemWhere<T extends Table> = T extends TenantTable ? Where<T> & Partial<Whose> : Where<T>;
/** A change always names whose rows it means. */
export type OwnedWhere<T extends Table> = T extends TenantTable ? Where<T> & Whose : Where<T>;

/** For sign-in, jobs and dispatchers, which stand above organizations. */
export type SystemReader = {
  readonly find: <T extends Table, Name extends keyof SystemRow<T> & string = keyof SystemRow<T> & string>(
    table: T,
    query: Omit<Query<T>, 'where' | 'columns'> & { readonly where: SystemWhere<T>; readonly columns?: readonly Name[] },
  ) => Promise<Pick<SystemRow<T>, Name>[]>;
  readonly one: <T extends Table>(table: T, where: SystemWhere<T>) => Promise<SystemRow<T> | undefined>;
  readonly count: <T extends Table>(table: T, where: SystemWhere<T>, cap: number) => Promise<number>;
};

export type SystemUnit = SystemReader & {
  readonly insert: <T extends Table>(table: T, rows: readonly SystemRow<T>[]) => Promise<void>;
  readonly change: <T extends Table>(table: T, where: OwnedWhere<T>, patch: Partial<RowOf<T>>) => Promise<number>;
  readonly remove: <T extends Table>(table: T, where: OwnedWhere<T>) => Promise<number>;
  readonly upsert: <T extends Table>(table: T, row: SystemRow<T>, columns: readonly ColumnOf<T>[]) => Promise<void>;
  readonly lock: <T extends Table>(table: T, key: OwnedWhere<T>) => Promise<SystemRow<T> | undefined>;
  readonly onCommit: (hint: () => void) => void;
};
