// The server: reads the settings, opens the store, listens, and stops cleanly when told to.
import { networkInterfaces } from 'node:os';
import { type Config, ConfigFaults, loadConfig } from '@paidan/config/load';
import { SECOND } from '@paidan/shared/kernel/time';
import { version } from '../package.json';
import { boot } from './boot';
import { armCrash } from './core/crash';
import { makePatience } from './core/patience';
import { LATEST, takeLeave } from './draining';
import { makeServer } from './http/server';
import { tidyWhenIdle } from './jobs/tidying';
import { makeMeters } from './metrics/metrics';
import { ROOT_DIR } from './opening';
import { SAMPLE_PASSWORD, sampleSignIns } from './sample/signIns';

async function main(): Promise<void> {
  const config = loadConfig(process.env, ROOT_DIR);
  const meters = makeMeters({ version, process: true });
  const { product, store, clock, log } = await boot(config, undefined, meters.measure);
  if (config.sampleData) await product.plantSamples();
  if (config.sampleHistory) await product.plantFinished();
  const samples = config.sampleData ? sampleSignIns() : null;
  const server = makeServer({
    ...product,
    log,
    publicUrl: config.http.publicUrl,
    proxies: config.http.proxies,
    rootDir: ROOT_DIR,
    ready: store.ready,
    isFull: store.isFull,
    samples,
    sandboxUrl: config.platforms.sandboxUrl,
    checkAnswers: false,
    patienceOf: () => makePatience(config.databasePatience),
    measure: meters.measure.request,
    metrics: { token: config.metricsToken, open: !config.production, read: () => meters.read(store, clock) },
  });
  if (config.crashAt !== undefined) armCrash(config.crashAt);
  const listening = await server.listen(config.http.port, config.http.host);
  product.startWork();
  tidyWhenIdle();
  log.info({ port: listening.port, database: store.dialect, production: config.production }, 'listening');
  const { sandboxUrl } = config.platforms;
  if (sandboxUrl !== undefined && config.sampleData) {
    product.connectStandIn(sandboxUrl).catch((err: unknown) => log.error({ err }, 'the stand-in was not connected'));
  }
  announce(config, listening.port, samples !== null);
  process.send?.('listening');

  let stopping = false;
  const stop = async (signal: string) => {
    // Whoever says it twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    const late = setTimeout(() => process.exit(1), LATEST);
    late.unref();
    // A person at the terminal has nobody in front who would have to notice first.
    const grace = signal === 'SIGINT' ? 0 : config.drainSeconds * SECOND;
    await takeLeave({ requests: listening, work: product, store }, grace);
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise nobody waited for failed'));
}

/** For the person at the terminal; everything else is in the log. */
function announce({ http, production, database, platforms }: Config, port: number, samples: boolean): void {
  if (production) return;
  const addresses = http.host === undefined ? ['localhost', ...nearby()] : [http.host];
  const lines = [
    '',
    '  派单 Paidan',
    ...addresses.map((address) => `  http://${address.includes(':') ? `[${address}]` : address}:${port}/`),
    `  /admin/  管理后台 console    /m/  手机端 phone    (${database.url === undefined ? 'SQLite' : 'MySQL'})`,
  ];
  if (platforms.sandboxUrl !== undefined) lines.push('  /sandbox/  企业微信与微信模拟器 WeCom and WeChat stand-in');
  if (samples) {
    const { org, people } = sampleSignIns();
    const logins = people.map(({ login, zh }) => `${login} ${zh}`).join('  ');
    lines.push('', `  示例 sample  ${org} / ${SAMPLE_PASSWORD}    ${logins}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

const nearby = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 2);

main().catch((error: unknown) => {
  const plain = error instanceof ConfigFaults || (error as { code?: unknown }).code === 'EADDRINUSE';
  console.error(plain ? (error as Error).message : error);
  process.exit(1);
});
