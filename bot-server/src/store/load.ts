// Fills a database with the rows of a dump: under the schema that they had, which the next opening brings up to date.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import mysql2 from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { isRetryable } from './dialect';
import { SqliteDatabase } from './driver';
import type { Shape } from './dump';
import { MIGRATIONS } from './migrations/index';
import { SESSION } from './mysql';
import type { StoreConfig } from './unit';
import type { Stored } from './values';

export type Occupied = 'empty' | 'rows' | 'servers';
export type Load = {
  /** All rows of one table; the number of rows. */
  readonly fill: (table: Shape, rows: AsyncIterable<readonly Stored[]>) => Promise<number>;
  /** Only now the database is there for others. */
  readonly finish: () => Promise<void>;
  /** Leaves as little behind as can be. */
  readonly abandon: () => Promise<void>;
};

export const knownMigrations = (): readonly string[] => MIGRATIONS.map((Migration) => new Migration().name);

/** What every running server writes into any database. */
const BY_ITSELF = ['migrations', 'job_slot', 'lease', 'meter'];
const PER_INSERT = 200;
/** Well below any `max_allowed_packet`, in whatever characters. */
const MOST_CHARACTERS = 1024 * 1024;
const PER_COMMIT = 10_000;

/** Is there anything to lose, and is somebody working with it? */
export const occupied = (config: StoreConfig): Promise<Occupied> =>
  config.kind === 'sqlite' ? occupiedSqlite(config.file) : occupiedMysql(config.url);

/** Throws away what is there. `migrations`: those that the rows were stored under, of `knownMigrations`. */
export const openLoad = (config: StoreConfig, migrations: readonly string[]): Promise<Load> =>
  config.kind === 'sqlite' ? loadSqlite(config.file, migrations) : loadMysql(config.url, migrations);

const chosen = (names: readonly string[]) => MIGRATIONS.filter((Migration) => names.includes(new Migration().name));

async function occupiedSqlite(file: string): Promise<Occupied> {
  if (!existsSync(file)) return 'empty';
  const db = new SqliteDatabase(file);
  try {
    // Taken for oneself alone only where nobody else has it open.
    db.pragma('locking_mode = exclusive');
    db.exec('begin exclusive');
    db.exec('rollback');
    const tables = db.all("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", []);
    const names = tables.map(({ name }) => String(name)).filter((name) => !BY_ITSELF.includes(name));
    return names.some((name) => db.all(`select 1 from "${name}" limit 1`, []).length > 0) ? 'rows' : 'empty';
  } catch (error) {
    if (isRetryable(error)) return 'servers';
    throw error;
  } finally {
    db.close();
  }
}

/** Beside the old one, and in its place when it is whole. */
async function loadSqlite(file: string, migrations: readonly string[]): Promise<Load> {
  const made = `${file}.restoring`;
  const parts = (of: string) => [of, `${of}-wal`, `${of}-shm`, `${of}-journal`];
  for (const part of parts(made)) rmSync(part, { force: true });
  const source = await new DataSource({
    type: 'better-sqlite3',
    driver: SqliteDatabase,
    database: made,
    migrations: chosen(migrations),
  }).initialize();
  await source.runMigrations({ transaction: 'none' });
  await source.destroy();
  const db = new SqliteDatabase(made);
  // A loss of power leaves a file that nobody takes for a database.
  for (const pragma of ['journal_mode = off', 'synchronous = off', 'foreign_keys = off']) db.pragma(pragma);
  return {
    fill: async ({ name, columns }, rows) => {
      const sql = `insert into "${name}" (${columns.map((one) => `"${one}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
      let count = 0;
      db.exec('begin');
      for await (const row of rows) count += db.run(sql, row);
      db.exec('commit');
      return count;
    },
    finish: async () => {
      const lost = db.all('select "table" as name from pragma_foreign_key_check limit 1', []);
      if (lost.length > 0) throw new Error(`rows of ${lost[0]?.name} point to rows that are not there`);
      db.close();
      const handle = openSync(made, 'r');
      fsyncSync(handle);
      closeSync(handle);
      for (const part of parts(file).slice(1)) rmSync(part, { force: true });
      renameSync(made, file);
      const folder = openSync(path.dirname(file), 'r');
      fsyncSync(folder);
      closeSync(folder);
    },
    abandon: async () => {
      db.close();
      for (const part of parts(made)) rmSync(part, { force: true });
    },
  };
}

const connect = (uri: string) => mysql2.createConnection({ uri, charset: 'UTF8MB4_BIN' });
const tablesIn = async (connection: mysql2.Connection) =>
  (
    (
      await connection.query('select table_name as name from information_schema.tables where table_schema = database()')
    )[0] as { readonly name: string }[]
  ).map(({ name }) => name);

async function occupiedMysql(uri: string): Promise<Occupied> {
  const connection = await connect(uri);
  try {
    const [others] = await connection.query(
      'select 1 from information_schema.processlist where db = database() and id <> connection_id() limit 1',
    );
    if ((others as unknown[]).length > 0) return 'servers';
    for (const name of (await tablesIn(connection)).filter((one) => !BY_ITSELF.includes(one))) {
      const [rows] = await connection.query(`select 1 from \`${name}\` limit 1`);
      if ((rows as unknown[]).length > 0) return 'rows';
    }
    return 'empty';
  } finally {
    await connection.end();
  }
}

async function loadMysql(uri: string, migrations: readonly string[]): Promise<Load> {
  const connection = await connect(uri);
  for (const sql of SESSION) await connection.query(sql);
  await connection.query('set session foreign_key_checks = 0');
  await connection.query('set session unique_checks = 0');
  for (const name of await tablesIn(connection)) await connection.query(`drop table \`${name}\``);
  const source = await new DataSource({ type: 'mysql', url: uri, migrations: chosen(migrations) }).initialize();
  await source.runMigrations({ transaction: 'none' });
  await source.destroy();
  return {
    fill: async ({ name, columns }, rows) => {
      const head = `insert into \`${name}\` (${columns.map((one) => `\`${one}\``).join(', ')}) values `;
      const places = `(${columns.map(() => '?').join(', ')})`;
      let waiting: (readonly Stored[])[] = [];
      let count = 0;
      let size = 0;
      const put = async () => {
        if (waiting.length > 0) await connection.query(head + waiting.map(() => places).join(', '), waiting.flat());
        waiting = [];
        size = 0;
      };
      await connection.query('start transaction');
      for await (const row of rows) {
        waiting.push(row);
        count += 1;
        size += row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
        if (waiting.length >= PER_INSERT || size > MOST_CHARACTERS) await put();
        if (count % PER_COMMIT === 0) {
          await put();
          await connection.query('commit');
          await connection.query('start transaction');
        }
      }
      await put();
      await connection.query('commit');
      return count;
    },
    finish: () => connection.end(),
    abandon: async () => connection.destroy(),
  };
}
