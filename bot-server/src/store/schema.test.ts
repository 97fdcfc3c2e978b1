// Is the migrated schema what the descriptors say: every column, key and index, on both databases?

import { DataSource } from 'typeorm';
import { eachDatabase } from '../../test/support/databases';
import type { Column, Table } from './columns';
import { SqliteDatabase } from './driver';
import { TABLES } from './tables/index';
import type { StoreConfig } from './unit';

type Found = { readonly columns: Readonly<Record<string, string>>; readonly indexes: readonly string[] };

eachDatabase((name, open, database) => {
  let source: DataSource;
  beforeAll(async () => {
    await open();
    source = await bare(database.config()).initialize();
  });
  afterAll(() => source.destroy());

  test.each(TABLES.map((table) => [table.name, table] as const))('%s', async (_name, table) => {
    const found = name === 'sqlite' ? await inSqlite(source, table.name) : await inMysql(source, table.name);
    expect(found).toEqual(described(table, name === 'sqlite' ? SQLITE_TYPES : MYSQL_TYPES));
  });

  test('there is no table without a descriptor', async () => {
    const sql =
      name === 'sqlite'
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        : 'select table_name as name from information_schema.tables where table_schema = database()';
    const names = ((await source.query(sql)) as { name: string }[]).map((row) => row.name);
    expect(names.filter((one) => one !== 'migrations').sort()).toEqual(TABLES.map((table) => table.name).sort());
  });
});

const bare = (config: StoreConfig) =>
  config.kind === 'sqlite'
    ? new DataSource({ type: 'better-sqlite3', driver: SqliteDatabase, database: config.file })
    : new DataSource({ type: 'mysql', url: config.url });

const SQLITE_TYPES: Readonly<Record<Column['kind'], string>> = {
  text: 'varchar',
  prose: 'text',
  int: 'int',
  bigint: 'bigint',
  double: 'double',
  bool: 'boolean',
  json: 'text',
};
const MYSQL_TYPES = { ...SQLITE_TYPES, prose: 'mediumtext', json: 'mediumtext', bool: 'tinyint' };

function described(table: Table, types: Readonly<Record<Column['kind'], string>>): Found {
  const type = ({ kind, size, nullable }: Column) =>
    `${types[kind]}${kind === 'text' ? `(${size})` : ''}${nullable ? '' : ' not null'}`;
  const own = Object.entries(table.columns).map(([name, column]) => [name, type(column)] as const);
  const tenant = table.scoped ? [['tenantId', `${types.text}(20) not null`] as const] : [];
  return {
    columns: Object.fromEntries([...tenant, ...own]),
    indexes: [
      `key: ${table.key.join(', ')}`,
      ...table.unique.map((columns) => `unique: ${columns.join(', ')}`),
      ...table.indexes.map((columns) => `index: ${columns.join(', ')}`),
    ].sort(),
  };
}

type Info = { readonly name: string; readonly type: string; readonly notnull: number; readonly pk: number };

async function inSqlite(source: DataSource, table: string): Promise<Found> {
  const info = (await source.query(`select * from pragma_table_info('${table}')`)) as Info[];
  const lists = (await source.query(`select * from pragma_index_list('${table}')`)) as {
    name: string;
    unique: number;
    origin: string;
  }[];
  const indexes = lists
    .filter((index) => index.origin !== 'pk')
    .map(async ({ name, unique }) => {
      const parts = (await source.query(`select name from pragma_index_info('${name}') order by seqno`)) as Info[];
      return `${unique ? 'unique' : 'index'}: ${parts.map((part) => part.name).join(', ')}`;
    });
  const key = info.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk);
  return {
    columns: Object.fromEntries(
      info.map(({ name, type, notnull }) => [name, `${type.toLowerCase()}${notnull ? ' not null' : ''}`]),
    ),
    indexes: [`key: ${key.map((column) => column.name).join(', ')}`, ...(await Promise.all(indexes))].sort(),
  };
}

async function inMysql(source: DataSource, table: string): Promise<Found> {
  const columns = (await source.query(
    `select column_name as name, column_type as type, is_nullable as nullable, collation_name as collation
     from information_schema.columns where table_schema = database() and table_name = ?`,
    [table],
  )) as { name: string; type: string; nullable: string; collation: string | null }[];
  const parts = (await source.query(
    `select index_name as name, non_unique as many, column_name as part
     from information_schema.statistics where table_schema = database() and table_name = ? order by index_name, seq_in_index`,
    [table],
  )) as { name: string; many: number | string; part: string }[];
  expect(columns.every(({ collation }) => collation === null || collation === 'utf8mb4_bin')).toBe(true);
  const names = [...new Set(parts.map((part) => part.name))];
  const indexes = names.map((name) => {
    const mine = parts.filter((part) => part.name === name);
    const kind = name === 'PRIMARY' ? 'key' : Number(mine[0]?.many) === 0 ? 'unique' : 'index';
    return `${kind}: ${mine.map((part) => part.part).join(', ')}`;
  });
  const type = (text: string) => (text.startsWith('varchar') ? text : text.replace(/\(\d+\)/, ''));
  return {
    columns: Object.fromEntries(
      columns.map((column) => [column.name, `${type(column.type)}${column.nullable === 'NO' ? ' not null' : ''}`]),
    ),
    indexes: indexes.sort(),
  };
}
