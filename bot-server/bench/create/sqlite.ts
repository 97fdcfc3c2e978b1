// The comparison on SQLite: @photostructure/sqlite alone, prepared multi-row inserts, what was acknowledged is on disk.
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openStore } from '../../src/store/open';
import type { Row, Value, Write, Writes } from './capture';
import type { Bench } from './side';

export async function onSqlite(dir: string): Promise<Bench> {
  // The name is the server's own, in its DATA_DIR.
  const [served, bare] = [path.join(dir, 'paidan.sqlite'), path.join(dir, 'bare.sqlite')];
  for (const file of [served, bare]) await (await openStore({ kind: 'sqlite', file })).close();
  const reading = new DatabaseSync(served, { readOnly: true });
  const rows = async (sql: string, params: readonly Value[]) => reading.prepare(sql).all(...params) as readonly Row[];
  const writer = openBare(bare);
  return {
    env: { NODE_ENV: 'production', DATA_DIR: dir },
    config: { kind: 'sqlite', file: served },
    fetch: (table, column, tenantId, values) =>
      rows(`select * from "${table}" where "tenantId" = ? and "${column}" in (${values.map(() => '?').join(', ')})`, [
        tenantId,
        ...values,
      ]),
    blocks: (tenantId) => rows('select * from number_block where "tenantId" = ?', [tenantId]),
    // One writer, and a driver that does not return before it is done: connections would only wait for each other.
    replay: async (all) => {
      for (const writes of all) writer.write(writes);
    },
    close: async () => {
      reading.close();
      writer.close();
    },
  };
}

/** Journal, durability and memory as the store sets them for itself. */
function openBare(file: string) {
  const db = new DatabaseSync(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -32000', 'temp_store = MEMORY']) {
    db.exec(`pragma ${pragma}`);
  }
  const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')];
  const prepared = new Map<string, ReturnType<typeof db.prepare>>();
  const insertOf = ({ table, columns, rows }: Write) => {
    const key = `${table} ${rows.length}`;
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const row = `(${columns.map(() => '?').join(', ')})`;
    const names = columns.map((name) => `"${name}"`).join(', ');
    const made = db.prepare(`insert into "${table}" (${names}) values ${rows.map(() => row).join(', ')}`);
    prepared.set(key, made);
    return made;
  };
  return {
    write: (writes: Writes) => {
      begin.run();
      for (const write of writes) insertOf(write).run(...write.rows.flat());
      commit.run();
    },
    close: () => db.close(),
  };
}
