// Opens the embedded database: one connection writes, behind the lane; another only reads, and sees what is committed (WAL).
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { faultOf } from './dialect';
import { SqliteDatabase } from './driver';
import { begin, makeLane } from './lane';
import { type Engine, type Link, linkOf } from './link';
import { MIGRATIONS } from './migrations/index';
import type { StoreConfig } from './unit';

/** How long another process's migration is waited for. Milliseconds. */
const MIGRATION_PATIENCE = 60_000;

export async function openSqlite({ file, synchronous = 'FULL' }: StoreConfig & { kind: 'sqlite' }): Promise<Engine> {
  const base = { type: 'better-sqlite3', driver: SqliteDatabase, database: file } as const;
  const writer = new DataSource({
    ...base,
    migrations: [...MIGRATIONS],
    prepareDatabase: (db: SqliteDatabase) => prepare(db, synchronous),
  });
  await writer.initialize();
  const writing = nativeOf(writer);
  try {
    await migrate(writer, writing);
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  // A reader waits only while a crashed process's log is being recovered.
  const reader = await new DataSource({ ...base, readonly: true, timeout: 1000 }).initialize();
  const reading = linkTo(nativeOf(reader));
  const lane = makeLane(writing);
  const link = linkTo(writing);
  return {
    dialect: 'sqlite',
    warnings: synchronous === 'FULL' ? [] : ['sqlite: synchronous is NORMAL, a power cut may lose acknowledged writes'],
    reading,
    glancing: reading,
    transact: (work) => lane(() => work(link)),
    scrub: () => beginLogAnew(file),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

async function prepare(db: SqliteDatabase, synchronous: string): Promise<void> {
  // Going over to WAL takes the file alone for a moment; a second process that starts now must wait, not fail.
  db.pragma('busy_timeout = 10000');
  db.pragma('journal_mode = WAL');
  db.pragma('busy_timeout = 0');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('foreign_keys = ON');
  // What is erased is overwritten, not only let go of.
  db.pragma('secure_delete = ON');
  db.pragma('cache_size = -32000');
  db.pragma('temp_store = MEMORY');
}

const LOG_TRIES = 40;
const LOG_AGAIN = 50;

/** Somebody may be writing or reading just now; nobody is waited for with the program standing still. */
async function beginLogAnew(file: string): Promise<void> {
  const db = new SqliteDatabase(file);
  try {
    for (let tries = 0; tries < LOG_TRIES; tries++) {
      if (Number(db.all('pragma wal_checkpoint(TRUNCATE)', [])[0]?.busy) === 0) return;
      await sleep(LOG_AGAIN);
    }
  } finally {
    db.close();
  }
}

/**
 * TypeORM owns the connection; the statements go past its query runner, which took a fifth of a unit's time, and the lane begins,
 * commits and goes back by itself, since TypeORM knows no groups.
 */
const nativeOf = (source: DataSource): SqliteDatabase =>
  (source.driver as unknown as { readonly databaseConnection: SqliteDatabase }).databaseConnection;

const linkTo = (db: SqliteDatabase): Link =>
  linkOf({
    all: async ({ sql, params }) => named(sql, () => db.all(sql, params)),
    run: async ({ sql, params }) => named(sql, () => db.run(sql, params)),
  });

function named<T>(sql: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw faultOf(error, sql);
  }
}

/** All pending migrations in one transaction; whoever comes second finds them done. */
async function migrate(source: DataSource, db: SqliteDatabase): Promise<void> {
  await begin(db, MIGRATION_PATIENCE);
  try {
    await source.runMigrations({ transaction: 'none' });
    db.exec('commit');
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    throw error;
  }
}
