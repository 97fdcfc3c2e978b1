// What differs between SQLite and MySQL (MariaDB)? Nothing outside this file knows. Both take `?` as placeholder.
import type { Column } from './columns';

export type DialectName = 'sqlite' | 'mysql';
/** `index`: null for the primary key. */
export type IndexName = { readonly table: string; readonly index: string | null };
export type Dialect = {
  readonly name: DialectName;
  readonly quote: (name: string) => string;
  /** The database's clock, whole milliseconds. */
  readonly now: string;
  /** After a select: nobody else changes the row until the unit ends. SQLite has one writer anyway. */
  readonly forUpdate: string;
  /** SQLite tries `exists` row by row and `in (select …)` from the inside; MySQL chooses by itself. */
  readonly fewAsList: boolean;
  /**
   * Rows per statement where there are very many. MySQL pays for each round trip. SQLite notes down, for a statement of several rows, how
   * each page was before it, and throwing that away takes longer the more the unit has changed already: one row needs no such notes.
   */
  readonly rowsAtOnce: number;
  /**
   * What is said behind a table's name where rows are read by their keys, several callers' in one statement: MySQL would look at every
   * other index with each of the keys first, which takes it longer than the rows. Null: SQLite is asked without a way to go.
   */
  readonly byKeys: string | null;
  /** Behind a table's name: go along this index, and no other. */
  readonly along: (index: IndexName) => string;
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
  rowsAtOnce: 1,
  byKeys: null,
  // The index that a primary key makes is its table's first.
  along: ({ table, index }) => ` indexed by ${double(index ?? `sqlite_autoindex_${table}_1`)}`,
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
  rowsAtOnce: 500,
  byKeys: ' force index (primary)',
  along: ({ index }) => ` force index (${index === null ? 'primary' : back(index)})`,
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

/** MySQL's codes for whatever the system said to it, whose number stands in the message alone. */
const ENVELOPES: ReadonlySet<string> = new Set([
  'ER_GET_ERRNO',
  'ER_ERROR_ON_WRITE',
  'ER_ERROR_DURING_COMMIT',
  'ER_CANT_CREATE_FILE',
]);
/** "Got error 28 "No space left on device" from storage engine", "Error writing file 'x' (Errcode: 28 …)": ENOSPC, EDQUOT. */
const NO_SPACE = /\b(error|errno|errcode):? (28|122)\b/i;

export function faultOf(error: unknown, sql: string): Error {
  const code = ENVELOPES.has(codeOf(error) ?? '') && NO_SPACE.test(String(error)) ? 'ER_DISK_FULL' : codeOf(error);
  return Object.assign(new Error(`${code ?? 'UNKNOWN'} in: ${sql.slice(0, 300)}`), {
    name: 'DatabaseFault',
    code: code ?? 'UNKNOWN',
  });
}

/** A unique key is taken. */
export const isDuplicate = (error: unknown): boolean =>
  ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error) ?? '');

/** Others were in the way and nothing was written: the same again may succeed. */
export const isRetryable = (error: unknown): boolean =>
  ['ROWS_MOVED', 'ER_CHECKREAD', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK'].includes(codeOf(error) ?? '') ||
  /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/** Somebody had a lock for longer than was waited for it. */
export const isHeld = (error: unknown): boolean => codeOf(error) === 'ER_LOCK_WAIT_TIMEOUT';

/** No room is left to write. */
export const isFull = (error: unknown): boolean =>
  ['SQLITE_FULL', 'ER_DISK_FULL', 'ER_DISK_FULL_NOWAIT', 'ER_RECORD_FILE_FULL'].includes(codeOf(error) ?? '');

/** The database does not answer, or can do nothing now; whether a commit in flight was carried out is not known. */
export const isUnavailable = (error: unknown): boolean => {
  const code = codeOf(error) ?? '';
  return SHORT_OF.has(code) || AWAY.test(code);
};

const AWAY =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|PROTOCOL_|(POOL|LANE|STATEMENT|UNIT|PATIENCE)_TIMEOUT$|ER_CON_COUNT|ER_SERVER_SHUTDOWN|SQLITE_(IOERR|CANTOPEN))/;
/** The server lacks memory, threads, connections, room for locks or for undo; or it is only to be read, as during a failover. */
const SHORT_OF: ReadonlySet<string> = new Set([
  'ER_OUTOFMEMORY',
  'ER_OUT_OF_RESOURCES',
  'ER_CANT_CREATE_THREAD',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_LOCK_TABLE_FULL',
  'ER_TOO_MANY_CONCURRENT_TRXS',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
]);

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, fatal } = error as { readonly [member in 'code' | 'driverError' | 'fatal']?: unknown };
  if (typeof code === 'string') return code;
  // mysql2 gives no code to what is asked of a connection that is already gone.
  if (fatal === true) return 'PROTOCOL_CONNECTION_LOST';
  return driverError === undefined ? undefined : codeOf(driverError);
}
