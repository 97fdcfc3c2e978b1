// Every row of a database as it stood at one moment, while servers go on writing: for backups. What the rows mean is not known here, so
// that a database which an older version left can be saved as it is.
import { existsSync } from 'node:fs';
import { createConnection } from 'mysql2';
import type { DialectName } from './dialect';
import { SqliteDatabase } from './driver';
import type { StoreConfig } from './unit';
import type { Stored } from './values';

export type Shape = { readonly name: string; readonly columns: readonly string[] };
export type Dump = {
  readonly dialect: DialectName;
  /** Names of the migrations that were run, in their order. */
  readonly migrations: readonly string[];
  readonly tables: readonly Shape[];
  /** In the order of `columns`; each value as it is stored, which is the same on both databases. */
  readonly rows: (table: Shape) => AsyncIterable<readonly Stored[]> | Iterable<readonly Stored[]>;
  readonly close: () => Promise<void>;
};

/** Changes nothing, not even an old schema. Throws where there is no database yet. */
export const openDump = (config: StoreConfig): Promise<Dump> =>
  config.kind === 'sqlite' ? dumpSqlite(config.file) : dumpMysql(config.url);

/** A reader of the write-ahead log sees what was committed when it began, for as long as it reads. */
async function dumpSqlite(file: string): Promise<Dump> {
  if (!existsSync(file)) throw new NoDatabase(`there is no database at ${file}`);
  const db = new SqliteDatabase(file, { readonly: true, timeout: 5000 });
  db.exec('begin');
  const namesOf = (sql: string, params: readonly Stored[] = []) => db.all(sql, params).map((row) => String(row.name));
  const names = namesOf(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  );
  requireMigrations(names);
  return {
    dialect: 'sqlite',
    migrations: namesOf('select name from migrations order by timestamp'),
    tables: ours(names).map((name) => ({
      name,
      columns: namesOf('select name from pragma_table_info(?) order by cid', [name]),
    })),
    rows: (table) => pagesOf(db, table),
    close: async () => {
      db.exec('rollback');
      db.close();
    },
  };
}

const PAGE = 1000;

/** Page by page along the primary key: the driver's own iterator breaks off once its statement is collected. */
function* pagesOf(db: SqliteDatabase, { name, columns }: Shape): Generator<readonly Stored[]> {
  const quoted = (names: readonly string[]) => names.map((one) => `"${one}"`).join(', ');
  const key = db
    .all('select name from pragma_table_info(?) where pk > 0 order by pk', [name])
    .map((row) => String(row.name));
  const head = `select ${quoted(columns)} from "${name}"`;
  const tail = `order by ${quoted(key)} limit ${PAGE}`;
  const behind = `where (${quoted(key)}) > (${key.map(() => '?').join(', ')})`;
  for (let last: readonly Stored[] | undefined; ; ) {
    const rows = last === undefined ? db.all(`${head} ${tail}`, []) : db.all(`${head} ${behind} ${tail}`, last);
    for (const row of rows) yield columns.map((one) => row[one] as Stored);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = key.map((one) => end[one] as Stored);
  }
}

async function dumpMysql(uri: string): Promise<Dump> {
  const connection = createConnection({ uri, charset: 'UTF8MB4_BIN', supportBigNumbers: true });
  const all = async (sql: string, params: readonly Stored[] = []) =>
    (await connection.promise().query(sql, [...params]))[0] as { readonly name: string; readonly part: string }[];
  // A reader that waits for the disk of the archive is no dead one.
  await all('set session net_write_timeout = 600');
  await all('set session transaction isolation level repeatable read');
  await all('start transaction with consistent snapshot, read only');
  const columns = await all(
    `select table_name as name, column_name as part from information_schema.columns
     where table_schema = database() order by table_name, ordinal_position`,
  );
  const names = [...new Set(columns.map(({ name }) => name))];
  requireMigrations(names);
  return {
    dialect: 'mysql',
    migrations: (await all('select name from migrations order by timestamp')).map(({ name }) => name),
    tables: ours(names).map((name) => ({
      name,
      columns: columns.filter((one) => one.name === name).map(({ part }) => part),
    })),
    rows: ({ name, columns: wanted }) =>
      connection
        .query({ sql: `select ${wanted.map((one) => `\`${one}\``).join(', ')} from \`${name}\``, rowsAsArray: true })
        .stream({ highWaterMark: 500 }) as AsyncIterable<readonly Stored[]>,
    close: () => connection.promise().end(),
  };
}

export class NoDatabase extends Error {}

function requireMigrations(names: readonly string[]): void {
  if (!names.includes('migrations')) throw new NoDatabase('there is nothing in this database yet');
}

/** How the schema came about is told by itself. */
const ours = (names: readonly string[]) => names.filter((name) => name !== 'migrations');
