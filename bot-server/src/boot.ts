// From settings to an assembled product: what the server and those commands have in common that act through it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@paidan/config/load';
import { standInClock } from './adapters/standIn/clock';
import { assemble, type Product } from './assemble';
import { type Clock, systemClock } from './core/clock';
import { type Log, makeLog } from './core/log';
import type { Measure } from './core/measure';
import { openFrom } from './opening';
import type { Store } from './store/unit';

export type Booted = {
  readonly product: Product;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
};

/** Beside the bundle; run from source there is none. */
const PDF_THREAD = path.join(__dirname, 'adapters', 'pdf', 'pdf.worker.js');

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
  let moved = () => {};
  const clock =
    platforms.sandboxUrl === undefined ? systemClock : await standInClock(platforms.sandboxUrl, log, () => moved());
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
  moved = product.look;
  return { product, store, clock, log };
}
