// The comparison on MySQL: mysql2 alone, a pool of as many connections, prepared multi-row inserts.
import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { openStore } from '../../src/store/open';
import type { Row, Value, Write, Writes } from './capture';
import type { Bench } from './side';

const HTTP = 'paidan_bench_http';
const BARE = 'paidan_bench_bare';

export async function onMysql(server: string, dir: string): Promise<Bench> {
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
  return {
    env: { NODE_ENV: 'production', DATABASE_URL: urlOf(server, HTTP), DATA_DIR: dir },
    config: { kind: 'mysql', url: urlOf(server, HTTP) },
    fetch: (table, column, tenantId, values) =>
      rows('select * from ?? where tenantId = ? and ?? in (?)', [table, tenantId, column, values]),
    blocks: (tenantId) => rows('select * from number_block where tenantId = ?', [tenantId]),
    replay: async (all, connections) => {
      pool ??= createPool({ uri: urlOf(server, BARE), connectionLimit: connections, charset: 'UTF8MB4_BIN' });
      await replay(pool, all, connections);
    },
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

async function replay(pool: Pool, all: readonly Writes[], connections: number): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let writes = all[next++]; writes !== undefined; writes = all[next++]) await one(pool, writes);
  };
  await Promise.all(Array.from({ length: connections }, work));
}

async function one(pool: Pool, writes: Writes): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query('start transaction');
    for (const write of writes) await connection.execute(insertOf(write), write.rows.flat() as Value[]);
    await connection.query('commit');
  } finally {
    connection.release();
  }
}

const statements = new Map<string, string>();

function insertOf({ table, columns, rows }: Write): string {
  const key = `${table} ${rows.length}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map((name) => `\`${name}\``).join(', ');
  const sql = `insert into \`${table}\` (${names}) values ${rows.map(() => row).join(', ')}`;
  statements.set(key, sql);
  return sql;
}
