// What differs between SQLite and MySQL (MariaDB)? Nothing outside this file knows. Both take `?` as placeholder.
import type { Column } from './columns';

export type DialectName = 'sqlite' | 'mysql';
export type Dialect = {
  readonly name: DialectName;
  readonly quote: (name: string) => string;
  /** The database's clock, whole milliseconds. */
  readonly now: string;
  /** After a select: nobody else changes the row until the unit ends. SQLite has one writer anyway. */
  readonly forUpdate: string;
  /** SQLite tries `exists` row by row and `in (select …)` from the inside; MySQL chooses by itself. */
  readonly fewAsList: boolean;
  /** After an insert: change these columns where the key is taken; none: leave that row as it is. */
  readonly onTaken: (key: readonly string[], columns: readonly string[]) => string;
  readonly columnType: (column: Pick<Column, 'kind' | 'size'>) => string;
  /** After `create table (…)`. `narrow`: no long text in it. */
  readonly tableTail: (narrow: boolean) => string;
};

const double = (name: string) => `"${name}"`;
export const sqlite: Dialect = {
  name: 'sqlite',
  quote: double,
  now: "cast(round(unixepoch('subsec') * 1000) as integer)",
  forUpdate: '',
  fewAsList: true,
  onTaken: (key, columns) => {
    const set = columns.map((name) => `${double(name)} = excluded.${double(name)}`).join(', ');
    return `on conflict (${key.map(double).join(', ')}) do ${set === '' ? 'nothing' : `update set ${set}`}`;
  },
  columnType: ({ kind, size }) =>
    ({
      text: `varchar(${size})`,
      prose: 'text',
      int: 'int',
      bigint: 'bigint',
      double: 'double',
      bool: 'boolean',
      json: 'text',
    })[kind],
  // Rows inside the key's own tree, as InnoDB has it, save a second tree; long rows would make that one too deep.
  tableTail: (narrow) => (narrow ? 'without rowid' : ''),
};

const back = (name: string) => `\`${name}\``;
export const mysql: Dialect = {
  name: 'mysql',
  quote: back,
  now: 'cast(unix_timestamp(now(3)) * 1000 as signed)',
  forUpdate: ' for update',
  fewAsList: false,
  onTaken: (key, columns) => {
    const set = columns.map((name) => `${back(name)} = values(${back(name)})`);
    const same = key.map((name) => `${back(name)} = ${back(name)}`);
    return `on duplicate key update ${(set.length > 0 ? set : same).join(', ')}`;
  },
  columnType: ({ kind, size }) =>
    ({
      text: `varchar(${size})`,
      prose: 'mediumtext',
      int: 'int',
      bigint: 'bigint',
      double: 'double',
      bool: 'tinyint',
      json: 'mediumtext',
    })[kind],
  tableTail: () => 'engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin',
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { sqlite, mysql };

/** Thrown in place of a driver's error, which repeats the values that were bound. `code` is the driver's. */
export type DatabaseFault = Error & { readonly code: string };

export function faultOf(error: unknown, sql: string): Error {
  // "Got error 28 from storage engine": ENOSPC, under a code that says nothing.
  const full = codeOf(error) === 'ER_GET_ERRNO' && String(error).includes('error 28');
  const code = full ? 'ER_DISK_FULL' : (codeOf(error) ?? 'UNKNOWN');
  return Object.assign(new Error(`${code} in: ${sql.slice(0, 300)}`), { name: 'DatabaseFault', code });
}

/** A unique key is taken. */
export const isDuplicate = (error: unknown): boolean =>
  ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error) ?? '');

/** Others were in the way and nothing was written: the same again may succeed. */
export const isRetryable = (error: unknown): boolean =>
  ['ER_CHECKREAD', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK'].includes(codeOf(error) ?? '') ||
  /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/** No room is left to write. */
export const isFull = (error: unknown): boolean =>
  ['SQLITE_FULL', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL'].includes(codeOf(error) ?? '');

/** The database does not answer; whether a commit in flight was carried out is not known. */
export const isUnavailable = (error: unknown): boolean =>
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|PROTOCOL_|(POOL|STATEMENT|UNIT)_TIMEOUT$|ER_CON_COUNT|ER_SERVER_SHUTDOWN|SQLITE_(IOERR|CANTOPEN))/.test(
    codeOf(error) ?? '',
  );

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, fatal } = error as { readonly [member in 'code' | 'driverError' | 'fatal']?: unknown };
  if (typeof code === 'string') return code;
  // mysql2 gives no code to what is asked of a connection that is already gone.
  if (fatal === true) return 'PROTOCOL_CONNECTION_LOST';
  return driverError === undefined ? undefined : codeOf(driverError);
}
