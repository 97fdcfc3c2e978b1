// From settings to an open store and an assembled product: what the server and the command line have in common.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@paidan/config/load';
import { standInClock } from './adapters/standIn/clock';
import { assemble, type Product } from './assemble';
import { type Clock, systemClock } from './core/clock';
import { type Log, makeLog } from './core/log';
import type { Measure } from './core/measure';
import { openStore } from './store/open';
import type { Store, StoreConfig } from './store/unit';

export type Booted = {
  readonly product: Product;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
};

/** The product lies two levels above this file's bundle (bot-server/dist) and its source (bot-server/src) alike. */
export const ROOT_DIR = path.resolve(__dirname, '..', '..');

/** Beside the bundle; run from source there is none. */
const PDF_THREAD = path.join(__dirname, 'adapters', 'pdf', 'pdf.worker.js');

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

/** `quiet`: log lines only from this level on, whatever the settings say. */
export async function boot(
  config: Config,
  quiet?: 'warn',
  measure?: Pick<Measure, 'command' | 'sealed'>,
): Promise<Booted> {
  const log = makeLog(quiet ?? config.logLevel);
  const store = await openFrom(config);
  for (const warning of store.warnings) log.warn(warning);
  const { secretKey, days: sessionDays } = config.session;
  const { platforms, http } = config;
  const baseUrl = http.publicUrl ?? `http://localhost:${http.port}`;
  const clock = platforms.sandboxUrl === undefined ? systemClock : await standInClock(platforms.sandboxUrl, log);
  const product = await assemble({
    store,
    clock,
    log,
    dataDir: config.dataDir,
    secretKey,
    personalKeys: config.personalKeys,
    sessionDays,
    platforms,
    baseUrl,
    publicUrl: http.publicUrl,
    pdfFont: config.pdfFont,
    pdfThread: existsSync(PDF_THREAD) ? PDF_THREAD : undefined,
    measure,
    rates: config.rates,
    patience: config.databasePatience,
  });
  return { product, store, clock, log };
}
