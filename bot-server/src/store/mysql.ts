// Opens MySQL or MariaDB: pooled connections, one per unit.
import * as mysql2 from 'mysql2';
import { DataSource } from 'typeorm';
import { checkMysql } from './check';
import { type Engine, PATIENT_DEADLINE } from './link';
import { MIGRATIONS } from './migrations/index';
import { makePackets } from './packets';
import { LANES, makeTogether } from './together';
import type { StoreConfig } from './unit';
import { CONNECT_DEADLINE, inTransaction, linkOn, onConnection } from './wire';

/** Connections for packets: the groups' and one to glance with. */
const SHARED = LANES + 1;
const MIGRATION_PATIENCE_SECONDS = 60;

export async function openMysql(config: StoreConfig & { kind: 'mysql' }): Promise<Engine> {
  const pools: mysql2.Pool[] = [];
  const source = await new DataSource({
    type: 'mysql',
    driver: { ...mysql2, createPool: (options: mysql2.PoolOptions) => pools.push(...bothPools(options)) && pools[0] },
    url: config.url,
    charset: 'UTF8MB4_BIN',
    connectTimeout: CONNECT_DEADLINE,
    bigNumberStrings: false,
    poolSize: Math.max((config.connections ?? 10) - SHARED, 1),
    migrations: [...MIGRATIONS],
    // `change` counts the rows that its condition fitted, as SQLite does.
    extra: { flags: ['+FOUND_ROWS'], enableKeepAlive: true, multipleStatements: false },
  }).initialize();
  try {
    const [pool, packets] = pools;
    const deadline = config.patient === true ? PATIENT_DEADLINE : undefined;
    if (pool === undefined || packets === undefined) throw new Error('TypeORM made no pool');
    const warnings = await onConnection(pool, (wire) => checkMysql(linkOn(wire), config));
    await migrate(source);
    const alone: Engine['transact'] = (work, turn) =>
      onConnection(pool, (wire) => inTransaction(wire, () => work(linkOn(wire))), deadline, turn?.patience);
    const together = makeTogether((work) => onConnection(packets, work), alone);
    const glances = makePackets((statements) => onConnection(packets, (wire) => wire(statements)), []);
    return {
      dialect: 'mysql',
      warnings,
      reading: {
        all: (statement, patience) => onConnection(pool, (wire) => linkOn(wire).all(statement), deadline, patience),
      },
      glancing: {
        // The packet is for others as well: it goes on without whoever waits no longer.
        all: (statement, patience) =>
          patience === undefined ? glances.all(statement) : patience.bound(() => glances.all(statement)),
      },
      transact: (work, turn) =>
        turn?.touches === undefined ? alone(work, turn) : together(work, turn.touches, turn.patience),
      // What InnoDB keeps of it, and for how long, is the server's own business.
      scrub: async () => undefined,
      close: async () => {
        await new Promise<void>((resolve) => packets.end(() => resolve()));
        await source.destroy();
      },
    };
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

/** For one statement at a time, and for whole packets of them, which only `together.ts` and glances are. */
const bothPools = (options: mysql2.PoolOptions) => [
  createPool(options),
  createPool({ ...options, connectionLimit: SHARED, multipleStatements: true }),
];

/** Seconds without a statement; longer than any unit may take. */
const LOCKS_KEPT = 20;

/** What the statements mean must not hang on how the server was set up. */
export const SESSION = [
  "set session sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  "set session time_zone = '+00:00'",
  // Bytes of `Reader.ids`: a hundred thousand and more. MySQL's own limit is 1,024.
  'set session group_concat_max_len = 4194304',
  // Waited for twice at most (in a group and alone, or in two turns): an answer is to come within three seconds.
  'set session innodb_lock_wait_timeout = 1',
  // A process that was stopped in the middle of a unit must not keep its locks, even where it has written nothing yet. MySQL reads a
  // comment; there they last until it is gone.
  `set @paidan = 1 /*M!100300 , session idle_transaction_timeout = ${LOCKS_KEPT} */`,
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
