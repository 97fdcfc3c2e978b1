// The built server as its own process, as people start it: on any database, killed and started again at will.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StoreConfig } from '../../src/store/unit';

const MAIN = path.resolve(__dirname, '../../dist/main.js');
const PATIENCE_MS = 60_000;

export type ServerProcess = {
  readonly url: string;
  /** As a power cut would. */
  readonly kill9: () => Promise<void>;
  /** On the same data and port. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startProcess(config: StoreConfig): Promise<ServerProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-process-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: config.kind === 'sqlite' ? path.dirname(config.file) : folder,
    LOG_LEVEL: 'warn',
    SAMPLE_DATA: 'on',
    ALLOW_WEAK_DURABILITY: 'on',
    ...(config.kind === 'mysql' && { DATABASE_URL: config.url }),
  };
  let child: ChildProcess | undefined;
  let said = '';

  const start = async () => {
    const started = spawn(process.execPath, ['--enable-source-maps', MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => (said += String(text)));
    await ready(url, () => {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}:\n${said}`);
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    start,
    kill9: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, check: () => void): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    check();
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not become ready');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
