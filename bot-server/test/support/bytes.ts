// What stands in a database's files: whoever takes them away has just that.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { StoreConfig } from '../../src/store/unit';

/**
 * Every byte that the database has written: tables, and what is still in its journal. `tables`: those alone, where the journal may
 * still hold what was overwritten.
 */
export async function bytesOf(config: StoreConfig, only?: 'tables'): Promise<readonly Buffer[]> {
  if (config.kind === 'sqlite') {
    const folder = path.dirname(config.file);
    return Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name))));
  }
  const connection = await createConnection({ uri: config.url });
  const [rows] = await connection.query('select @@datadir as folder');
  await connection.query('flush tables');
  await connection.end();
  const { folder } = (rows as unknown as readonly { readonly folder: string }[])[0] ?? { folder: '' };
  const own = path.join(folder, new URL(config.url).pathname.slice(1));
  const journal = (await readdir(folder)).filter((name) => /^(ib|undo)/.test(name));
  const files = [
    ...(await readdir(own)).map((name) => path.join(own, name)),
    ...(only === 'tables' ? [] : journal.map((name) => path.join(folder, name))),
  ];
  return Promise.all(files.map((file) => readFile(file)));
}

export const isIn = (files: readonly Buffer[], text: string) => files.some((bytes) => bytes.includes(text));
