// Opens MySQL or MariaDB: pooled connections, one per unit.
import * as mysql2 from 'mysql2';
import { DataSource, type QueryRunner } from 'typeorm';
import { checkMysql } from './check';
import { faultOf, isUnavailable } from './dialect';
import { type Engine, type Link, within } from './link';
import { MIGRATIONS } from './migrations/index';
import type { RawRow } from './table';
import type { StoreConfig } from './unit';

/** Milliseconds: clients are to have an answer within three seconds even when the database is gone or does not stir. */
const CONNECT_DEADLINE = 2_500;
const STATEMENT_DEADLINE = 2_800;
const MIGRATION_PATIENCE_SECONDS = 60;

export async function openMysql(config: StoreConfig & { kind: 'mysql' }): Promise<Engine> {
  const source = await new DataSource({
    type: 'mysql',
    driver: { ...mysql2, createPool },
    url: config.url,
    charset: 'UTF8MB4_BIN',
    connectTimeout: CONNECT_DEADLINE,
    bigNumberStrings: false,
    poolSize: config.connections ?? 10,
    migrations: [...MIGRATIONS],
    // `change` counts the rows that its condition fitted, as SQLite does.
    extra: { flags: ['+FOUND_ROWS'], enableKeepAlive: true, multipleStatements: false },
  }).initialize();
  try {
    const warnings = await onRunner(source, (runner) => checkMysql(linkTo(runner), config));
    await migrate(source);
    return {
      dialect: 'mysql',
      warnings,
      reading: {
        all: (statement) => onRunner(source, (runner) => linkTo(runner).all(statement)),
        run: (statement) => onRunner(source, (runner) => linkTo(runner).run(statement)),
      },
      transact: (work) => onRunner(source, (runner) => inTransaction(runner, work)),
      close: () => source.destroy(),
    };
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

/** What the statements mean must not hang on how the server was set up. */
export const SESSION = [
  "set session sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  "set session time_zone = '+00:00'",
  'set session innodb_lock_wait_timeout = 2',
  'set session transaction isolation level repeatable read',
];

function createPool(options: mysql2.PoolOptions): mysql2.Pool {
  const pool = mysql2.createPool(options);
  // Queued in front of whatever the connection is asked first.
  pool.on('connection', (connection) => {
    for (const sql of SESSION) connection.query(sql);
  });
  return pool;
}

/** A connection for the time of `work`. One that broke, or that still owes an answer, is not given back. */
async function onRunner<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const connecting: Promise<mysql2.PoolConnection> = runner.connect();
  const connection = await within(CONNECT_DEADLINE, 'POOL_TIMEOUT', connecting).catch((error: unknown) => {
    // Should it come after all, somebody else may have it.
    connecting.then(() => runner.release()).catch(() => undefined);
    throw faultOf(error, 'connect');
  });
  try {
    return await work(runner);
  } catch (error) {
    if (isUnavailable(error)) connection.destroy();
    throw error;
  } finally {
    await runner.release();
  }
}

const linkTo = (runner: QueryRunner): Link => ({
  all: async ({ sql, params }) => (await query(runner, sql, params)).raw as readonly RawRow[],
  run: async ({ sql, params }) => (await query(runner, sql, params)).affected ?? 0,
});

async function query(runner: QueryRunner, sql: string, params: readonly unknown[]) {
  try {
    return await within(STATEMENT_DEADLINE, 'STATEMENT_TIMEOUT', runner.query(sql, [...params], true));
  } catch (error) {
    throw faultOf(error, sql);
  }
}

async function inTransaction<T>(runner: QueryRunner, work: (link: Link) => Promise<T>): Promise<T> {
  await query(runner, 'start transaction', []);
  try {
    const result = await work(linkTo(runner));
    await query(runner, 'commit', []);
    return result;
  } catch (error) {
    // A connection that is beyond answering will be cut, and the server undoes the transaction with it.
    if (!isUnavailable(error)) await query(runner, 'rollback', []);
    throw error;
  }
}

/** MySQL commits each DDL statement by itself: migrations are written so that a broken one can simply run again. */
async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  const lock = [`paidan.${source.driver.database ?? ''}`.slice(0, 64)];
  try {
    const [row] = (await runner.query('select get_lock(?, ?) as got', [...lock, MIGRATION_PATIENCE_SECONDS])) as {
      got: number;
    }[];
    if (row?.got !== 1) throw new Error('another process has been migrating this database for a minute');
    await source.runMigrations({ transaction: 'none' });
  } finally {
    await runner.query('select release_lock(?)', lock);
    await runner.release();
  }
}
