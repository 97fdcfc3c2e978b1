// Writes tables anew, so that nothing is left in the database's files of what was overwritten or removed. Holds up writers meanwhile.
import { createConnection } from 'mysql2/promise';
import type { Table } from './columns';
import { SqliteDatabase } from './driver';
import type { StoreConfig } from './unit';

type Said = { readonly Table: string; readonly Msg_type: string; readonly Msg_text: string };

/** Milliseconds for which somebody else's write is waited for. */
const PATIENCE = 30_000;

/** False: somebody was reading all the time, and the old text stays in the file until it is called again. Throws what the database says. */
export async function compact(config: StoreConfig, tables: readonly Table[]): Promise<boolean> {
  if (config.kind === 'sqlite') {
    const db = new SqliteDatabase(config.file, { timeout: PATIENCE });
    try {
      db.exec('vacuum');
      const [done] = db.all('pragma wal_checkpoint(truncate)', []);
      return done?.busy === 0;
    } finally {
      db.close();
    }
  }
  const connection = await createConnection({ uri: config.url });
  try {
    // Not replicated: each server of a cluster has files of its own.
    for (const { name } of tables) {
      const [answer] = await connection.query(`optimize local table \`${name}\``);
      // It fails without an error: what went wrong is a row among others.
      const said = (answer as unknown as readonly Said[]).find(({ Msg_type: type }) => type.toLowerCase() === 'error');
      if (said !== undefined) throw new Error(`${said.Table}: ${said.Msg_text}`);
    }
    return true;
  } finally {
    await connection.end();
  }
}
