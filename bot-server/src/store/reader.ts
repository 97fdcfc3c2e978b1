// What can be asked of the tables, and what can be done to them inside a unit? The types that the features are written against.
import type { Id, TenantId } from '@paidan/shared/kernel/id';
import type { Bound } from './bound';
import type { ColumnOf, NewRow, RowOf, Sortable, Table, TenantTable } from './columns';
import type { Query, Where } from './table';

/** Ids are text without commas, and never null: what comes back packed can be taken apart again. Numbers, words and gaps could not. */
type IdColumn<T extends TenantTable> = {
  [Name in Sortable<T>]: RowOf<T>[Name] extends Id<string> ? Name : never;
}[Sortable<T>];

/** Reads one organization's rows. */
export type Reader = {
  readonly tenantId: TenantId;
  readonly find: <T extends TenantTable, Name extends ColumnOf<T> = ColumnOf<T>>(
    table: T,
    query: Query<T, Name>,
  ) => Promise<Pick<RowOf<T>, Name>[]>;
  /** Throws where the condition fits several rows. */
  readonly one: <T extends TenantTable>(table: T, where: Where<T>) => Promise<RowOf<T> | undefined>;
  /**
   * One column of ids, in the order of that column, packed by the database into one value: of many thousands, rows would cost several
   * times what they say.
   */
  readonly ids: <T extends TenantTable, Name extends IdColumn<T>>(
    table: T,
    query: { readonly where: Where<T>; readonly order: readonly [Name, 'asc' | 'desc']; readonly limit: number },
  ) => Promise<readonly RowOf<T>[Name][]>;
  /** Counts no further than `cap`. */
  readonly count: <T extends TenantTable>(table: T, where: Where<T>, cap: number) => Promise<number>;
  /** How many rows (`n`) there are for each combination of these columns, in no order. Counts every one of them: keep to an index. */
  readonly tally: <T extends TenantTable, Name extends Sortable<T>>(
    table: T,
    where: Where<T>,
    by: readonly Name[],
  ) => Promise<(Pick<RowOf<T>, Name> & { readonly n: number })[]>;
};

/** As much of it as a look-up needs. */
export type Finder = Pick<Reader, 'tenantId' | 'find'>;

/** One transaction: all of it is kept, or nothing. Await every call, and nothing that is not the database. */
export type Unit = Reader & {
  /** All rows or, where a unique key is taken (`isDuplicate`), none of up to `INSERT_CHUNK`. */
  readonly insert: <T extends TenantTable>(table: T, rows: readonly NewRow<T>[]) => Promise<void>;
  /** Very many rows, made ready by `boundRows` elsewhere. */
  readonly insertBound: (table: TenantTable, rows: Bound) => Promise<void>;
  /** The number of rows that the condition fitted, changed or not. */
  readonly change: <T extends TenantTable>(table: T, where: Where<T>, patch: Partial<RowOf<T>>) => Promise<number>;
  readonly remove: <T extends TenantTable>(table: T, where: Where<T>) => Promise<number>;
  /** The same without an answer, as `insert` is: perhaps carried out together with others', and only when the unit ends. */
  readonly later: {
    /** `exactly`: another number of rows fails the unit (`isRetryable`), as a lost race does. */
    readonly change: <T extends TenantTable>(
      table: T,
      where: Where<T>,
      patch: Partial<RowOf<T>>,
      exactly?: number,
    ) => Promise<void>;
    readonly remove: <T extends TenantTable>(table: T, where: Where<T>) => Promise<void>;
  };
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
  /**
   * The rows as they were last committed, waiting for whoever is about to add or change one; until this unit ends, nobody else changes
   * them or adds another that would have been found. Other rows may be held as well, so it belongs to what is rare and short.
   */
  readonly latest: Finder;
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
