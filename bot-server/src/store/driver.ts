// How does TypeORM, which expects better-sqlite3, speak to @photostructure/sqlite? That one installs without a compiler or a
// download. Prepared statements are kept, since preparing costs more than most of our statements take.
import { DatabaseSync } from '@photostructure/sqlite';
import { keepRecent } from './recent';
import type { RawRow } from './table';
import type { Stored } from './values';

type Native = InstanceType<typeof DatabaseSync>;
type NativeStatement = ReturnType<Native['prepare']>;
type Options = { readonly readonly?: boolean; readonly timeout?: number };

/** SQLite's result codes (sqlite.org/rescode.html) under the names that better-sqlite3 gives them. */
const CODES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  261: 'SQLITE_BUSY_RECOVERY',
  275: 'SQLITE_CONSTRAINT_CHECK',
  517: 'SQLITE_BUSY_SNAPSHOT',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};

function named<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { errcode } = error as { readonly errcode?: number };
    // An unlisted extended code still says its family in the low byte.
    const code = errcode === undefined ? undefined : (CODES[errcode] ?? CODES[errcode & 0xff] ?? 'SQLITE_ERROR');
    throw code === undefined ? error : Object.assign(error as Error, { code });
  }
}

/** Statements. */
const MOST_IN_USE = 250;

/** A class because TypeORM constructs it: `prepare`, `pragma`, `exec`, `close` are what it calls, the rest is for the store. */
export class SqliteDatabase {
  private readonly native: Native;
  private readonly statements = keepRecent<NativeStatement>(MOST_IN_USE, (sql) => this.native.prepare(sql));

  constructor(file: string, { readonly = false, timeout = 0 }: Options = {}) {
    this.native = named(() => new DatabaseSync(file, { readOnly: readonly, timeout }));
  }

  prepare(sql: string) {
    const statement = named(() => this.native.prepare(sql));
    return {
      reader: statement.columns().length > 0,
      all: (...params: Stored[]) => named(() => statement.all(...params)),
      get: (...params: Stored[]) => named(() => statement.get(...params)),
      run: (...params: Stored[]) => named(() => statement.run(...params)),
    };
  }

  pragma(text: string) {
    return named(() => this.native.prepare(`PRAGMA ${text}`).all());
  }

  exec(sql: string): this {
    named(() => this.native.exec(sql));
    return this;
  }

  close(): void {
    this.statements.clear();
    this.native.close();
  }

  all(sql: string, params: readonly Stored[]): RawRow[] {
    return named(() => this.statements.of(sql).all(...params));
  }

  /** The number of rows that were changed. */
  run(sql: string, params: readonly Stored[]): number {
    return named(() => this.statements.of(sql).run(...params).changes);
  }

  get inTransaction(): boolean {
    return this.native.isTransaction;
  }
}
