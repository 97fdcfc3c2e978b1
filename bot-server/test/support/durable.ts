// A MariaDB of one's own that keeps what it acknowledged, or does not: killed as a power cut would, started again, or standing still.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connection } from 'mysql2/promise';

export type Durable = {
  /** Of an empty database. */
  readonly url: string;
  readonly kill9: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Stands still, as on a machine that swaps, until told to go on. */
  readonly freeze: () => Promise<void>;
  readonly thaw: () => Promise<void>;
  /** Takes what room is left, so that nobody's rows fit any more; and gives it back. */
  readonly fill: () => Promise<void>;
  readonly empty: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const MARIADB = pathToFileURL(path.resolve(__dirname, '../../../config/run/mariadb.mjs')).href;
/** A process of its own starts it, since the tests cannot load ES modules. */
const keeperOf = (options: object) => `
  import { startMariaDb } from '${MARIADB}';
  const database = await startMariaDb(${JSON.stringify(options)});
  process.on('message', async (name) => {
    await database[name]();
    process.send(name);
    if (name === 'stop') process.disconnect();
  });
  process.on('disconnect', () => process.exit());
  process.send(database.url);
`;

/** A disk's: in /dev/shm MariaDB maps its log into memory, where what it has not written yet outlives it. */
function onDisk(): NodeJS.ProcessEnv {
  const { TMPDIR, ...others } = process.env;
  return TMPDIR?.startsWith('/dev/shm') ? others : process.env;
}

/** `room`: megabytes that there are for tables. */
export async function startDurable(durable = true, room?: number): Promise<Durable> {
  const keeper = spawn(process.execPath, ['--input-type=module', '-e', keeperOf({ durable, room })], {
    env: onDisk(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await heard(keeper);
  const ask = async (name: string) => {
    keeper.send(name);
    await heard(keeper);
  };
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url });
  await connection.query('create database paidan');
  await connection.end();
  let ballast: Connection | undefined;
  return {
    url: `${url}/paidan`,
    fill: async () => {
      ballast = await createConnection({ uri: url });
      await reserve(ballast);
      const filler = await createConnection({ uri: url });
      await fill(filler);
      await filler.end();
    },
    empty: async () => {
      await ballast?.query('rollback');
      await ballast?.query('drop database ballast');
      await ballast?.end();
    },
    kill9: () => ask('kill9'),
    restart: () => ask('restart'),
    freeze: () => ask('freeze'),
    thaw: () => ask('thaw'),
    stop: () => ask('stop'),
  };
}

const MEGABYTE = 1_000_000;

/** Rows that nobody has committed: to take them back needs no room, which to drop a table does. */
async function reserve(connection: Connection): Promise<void> {
  await connection.query('create database if not exists ballast');
  for (const table of ['reserve', 'piece']) {
    await connection.query(`create table if not exists ballast.${table} (filler mediumblob not null) engine = InnoDB`);
  }
  await connection.query('start transaction');
  for (let n = 0; n < 8; n++) await connection.query("insert into ballast.reserve values (repeat('x', ?))", [MEGABYTE]);
}

/** In ever smaller pieces. */
async function fill(connection: Connection): Promise<void> {
  for (const size of [4 * MEGABYTE, 200_000, 7000, 100]) {
    const put = () => connection.query("insert into ballast.piece values (repeat('x', ?))", [size]);
    for (let isRoom = true; isRoom; ) {
      isRoom = await put().then(
        () => true,
        (error: { readonly code?: string }) => {
          if (error.code !== 'ER_RECORD_FILE_FULL') throw error;
          return false;
        },
      );
    }
  }
}

async function heard(keeper: ChildProcess): Promise<string> {
  // Whichever comes first: the other is no longer waited for.
  const over = new AbortController();
  const { signal } = over;
  const gone = once(keeper, 'exit', { signal }).then(() => {
    throw new Error('MariaDB could not be started or stopped');
  });
  try {
    const [said] = (await Promise.race([once(keeper, 'message', { signal }), gone])) as [string];
    return said;
  } finally {
    gone.catch(() => {});
    over.abort();
  }
}
