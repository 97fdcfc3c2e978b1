// From settings to an open store: all that most of the command line needs, which is loaded sooner than the whole product.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@paidan/config/load';
import { openStore } from './store/open';
import type { Store, StoreConfig } from './store/unit';

/** The product lies two levels above this file's bundle (bot-server/dist) and its source (bot-server/src) alike. */
export const ROOT_DIR = path.resolve(__dirname, '..', '..');

export function databaseOf({ database, dataDir, production }: Config): StoreConfig {
  const watched = !production;
  if (database.url !== undefined) {
    const weakDurability = database.allowWeakDurability ? 'warn' : 'refuse';
    return { kind: 'mysql', url: database.url, weakDurability, watched };
  }
  return { kind: 'sqlite', file: path.join(dataDir, 'paidan.sqlite'), synchronous: database.synchronous, watched };
}

/** `patient`: see `StoreConfig`. */
export async function openFrom(config: Config, { patient = false } = {}): Promise<Store> {
  const database = databaseOf(config);
  if (database.kind === 'sqlite') mkdirSync(config.dataDir, { recursive: true });
  return openStore({ ...database, patient });
}
