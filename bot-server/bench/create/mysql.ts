// The comparison on MySQL: mysql2 alone, a pool of as many connections, prepared multi-row inserts.
import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { openStore } from '../../src/store/open';
import type { Row, Value, Write } from './capture';
import type { Bench, Statement } from './side';

const HTTP = 'paidan_bench_http';
const BARE = 'paidan_bench_bare';

export type MysqlBench = Bench & {
  /** Each one's statements in a transaction of its own, prepared; resolves when all are committed. */
  readonly carryOut: (all: readonly (readonly Statement[])[], connections: number) => Promise<void>;
};

export async function onMysql(server: string, dir: string): Promise<MysqlBench> {
  const admin = await createConnection({ uri: server });
  for (const name of [HTTP, BARE]) {
    await admin.query(`drop database if exists ${name}`);
    await admin.query(`create database ${name}`);
  }
  await admin.end();
  // Opening the store is what migrates.
  for (const name of [HTTP, BARE]) await (await openStore({ kind: 'mysql', url: urlOf(server, name) })).close();
  const reading = createPool({ uri: urlOf(server, HTTP), connectionLimit: 1 });
  let pool: Pool | undefined;
  const rows = async (sql: string, params: unknown[]) => {
    const [found] = await reading.query<RowDataPacket[]>(sql, params);
    return found as readonly Row[];
  };
  const carryOut: MysqlBench['carryOut'] = async (all, connections) => {
    pool ??= createPool({ uri: urlOf(server, BARE), connectionLimit: connections, charset: 'UTF8MB4_BIN' });
    await sideBySide(pool, all, connections);
  };
  return {
    env: { NODE_ENV: 'production', DATABASE_URL: urlOf(server, HTTP), DATA_DIR: dir },
    config: { kind: 'mysql', url: urlOf(server, HTTP) },
    fetch: (table, column, tenantId, values) =>
      rows('select * from ?? where tenantId = ? and ?? in (?)', [table, tenantId, column, values]),
    blocks: (tenantId) => rows('select * from number_block where tenantId = ?', [tenantId]),
    replay: (all, connections) =>
      carryOut(
        all.map((writes) => writes.map((write) => ({ sql: insertOf(write), params: write.rows.flat() }))),
        connections,
      ),
    carryOut,
    close: async () => {
      await pool?.end();
      await reading.end();
    },
  };
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function sideBySide(pool: Pool, all: readonly (readonly Statement[])[], connections: number): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let each = all[next++]; each !== undefined; each = all[next++]) await one(pool, each);
  };
  await Promise.all(Array.from({ length: connections }, work));
}

async function one(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query('start transaction');
    for (const { sql, params } of statements) await connection.execute(sql, params as Value[]);
    await connection.query('commit');
  } finally {
    connection.release();
  }
}

const inserts = new Map<string, string>();

function insertOf({ table, columns, rows }: Write): string {
  const key = `${table} ${rows.length}`;
  const known = inserts.get(key);
  if (known !== undefined) return known;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map((name) => `\`${name}\``).join(', ');
  const sql = `insert into \`${table}\` (${names}) values ${rows.map(() => row).join(', ')}`;
  inserts.set(key, sql);
  return sql;
}
