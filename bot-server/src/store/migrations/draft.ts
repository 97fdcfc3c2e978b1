// How does a migration write down a table? As text of its own, so that it stays what it was when a descriptor changes later.
import type { QueryRunner } from 'typeorm';
import type { Column } from '../columns';
import { DIALECTS, type Dialect } from '../dialect';
import type { Kind } from '../values';

export type Draft = {
  readonly name: string;
  /** `name kind, …`; kinds are those of the column kit, `text` with its size, `?` where it may be null. */
  readonly columns: string;
  readonly key: string;
  readonly unique?: readonly string[];
  readonly indexes?: readonly string[];
  /** `columns -> table (columns)` */
  readonly references?: readonly string[];
};

/** Does nothing where the table is there already: MySQL keeps what a broken migration had made. */
export async function createTable(runner: QueryRunner, draft: Draft): Promise<void> {
  const dialect = DIALECTS[runner.dataSource.options.type === 'mysql' ? 'mysql' : 'sqlite'];
  const { quote } = dialect;
  const names = (text: string) => `(${list(text).map(quote).join(', ')})`;
  const columns = list(draft.columns).map(parse);
  const lines = [
    ...columns.map(
      ({ name, ...column }) => `${quote(name)} ${dialect.columnType(column)}${column.nullable ? '' : ' not null'}`,
    ),
    `primary key ${names(draft.key)}`,
    ...(draft.unique ?? []).map((key) => `constraint ${quote(nameOf('uq', draft, key))} unique ${names(key)}`),
    ...(draft.references ?? []).map((text) => reference(dialect, draft, text, names)),
    ...(dialect.name === 'mysql'
      ? (draft.indexes ?? []).map((key) => `index ${quote(nameOf('ix', draft, key))} ${names(key)}`)
      : []),
  ];
  const narrow = columns.every(({ kind }) => kind !== 'json' && kind !== 'prose');
  await runner.query(
    `create table if not exists ${quote(draft.name)} (${lines.join(', ')}) ${dialect.tableTail(narrow)}`,
  );
  if (dialect.name === 'mysql') return;
  for (const key of draft.indexes ?? []) {
    await runner.query(
      `create index if not exists ${quote(nameOf('ix', draft, key))} on ${quote(draft.name)} ${names(key)}`,
    );
  }
}

/**
 * Does nothing where the column is there already. `start`: what rows have in it that are there, and those that the version before goes on
 * writing; as SQL says it.
 */
export async function addColumn(runner: QueryRunner, table: string, text: string, start?: string): Promise<void> {
  const dialect = DIALECTS[runner.dataSource.options.type === 'mysql' ? 'mysql' : 'sqlite'];
  const { name, ...column } = parse(text);
  if (!column.nullable && start === undefined)
    throw new Error(`${table}.${name}: rows that are there have no value for it`);
  if (await runner.hasColumn(table, name)) return;
  const { quote } = dialect;
  const rest = start === undefined ? '' : `${column.nullable ? '' : ' not null'} default ${start}`;
  await runner.query(`alter table ${quote(table)} add column ${quote(name)} ${dialect.columnType(column)}${rest}`);
}

/** `columns` as in a draft's `indexes`. Does nothing where the index is there already. */
export async function addIndex(runner: QueryRunner, table: string, columns: string): Promise<void> {
  const { name, quote } = DIALECTS[runner.dataSource.options.type === 'mysql' ? 'mysql' : 'sqlite'];
  const index = nameOf('ix', { name: table }, columns);
  const found: unknown = await runner.query(
    name === 'mysql'
      ? `select 1 from information_schema.statistics where table_schema = database() and table_name = '${table}' and index_name = '${index}' limit 1`
      : `select 1 from sqlite_master where type = 'index' and name = '${index}'`,
  );
  if (Array.isArray(found) && found.length > 0) return;
  await runner.query(`create index ${quote(index)} on ${quote(table)} (${list(columns).map(quote).join(', ')})`);
}

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

const nameOf = (prefix: string, { name }: Pick<Draft, 'name'>, key: string) =>
  [prefix, name, ...list(key).filter((column) => column !== 'tenantId')].join('_').slice(0, 64);

function parse(text: string): Column & { readonly name: string } {
  const [, name, kind, size = 0, optional] = /^(\w+) ([a-z]+)(\d+)?(\?)?$/.exec(text) ?? [];
  if (name === undefined || kind === undefined) throw new Error(`no column: ${text}`);
  return { name, kind: kind as Kind, size: Number(size), nullable: optional === '?' };
}

function reference({ quote }: Dialect, draft: Draft, text: string, names: (text: string) => string): string {
  const [, columns = '', table = '', theirs = ''] = /^(.+) -> (\w+) \((.+)\)$/.exec(text) ?? [];
  return `constraint ${quote(nameOf('fk', draft, columns))} foreign key ${names(columns)} references ${quote(table)} ${names(theirs)}`;
}
