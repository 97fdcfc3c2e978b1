// The built server as its own process, as people start it: on any database, killed and started again at will; where it is asked
// for, with the stand-in for the chat platforms at its side, as `npm start` brings it.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../config/run/port.cjs';
import { openStore } from '../../src/store/open';
import type { StoreConfig } from '../../src/store/unit';
import { PATIENCE_MS } from '../support/patience';
import { doneElsewhere } from '../support/seldom';

const DIST = path.resolve(__dirname, '../../dist');

export type ServerProcess = {
  readonly url: string;
  /** As a power cut would. */
  readonly kill9: () => Promise<void>;
  /** On the same data and port. */
  readonly start: () => Promise<void>;
  /** The command line on the same data; what it says. */
  readonly cli: (...args: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
};

type Options = { readonly standIn?: boolean };

export async function startProcess(config: StoreConfig, { standIn = false }: Options = {}): Promise<ServerProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-process-'));
  const platforms = standIn ? await startStandIn() : null;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: config.kind === 'sqlite' ? path.dirname(config.file) : folder,
    LOG_LEVEL: 'warn',
    SAMPLE_DATA: 'on',
    // Nobody is in front of it who has to be told first.
    DRAIN_SECONDS: '0',
    ALLOW_WEAK_DURABILITY: 'on',
    ...(config.kind === 'mysql' && { DATABASE_URL: config.url }),
    ...(platforms !== null && { SANDBOX_URL: platforms.url, PUBLIC_URL: url }),
  };
  let child: ChildProcess | undefined;
  let said = '';

  const start = async () => {
    const started = spawn(process.execPath, ['--enable-source-maps', path.join(DIST, 'main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => (said += String(text)));
    await ready(url, () => {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}:\n${said}`);
    });
    if (platforms !== null) await connected(platforms.url);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (ending !== undefined) await ended(ending, signal);
  };
  await start();
  const beside = await openStore(
    config.kind === 'sqlite' ? { ...config, file: path.join(path.dirname(config.file), 'paidan.sqlite') } : config,
  );
  await doneElsewhere(beside);
  await beside.close();
  return {
    url,
    start,
    kill9: () => end('SIGKILL'),
    cli: (...args) =>
      new Promise((resolve, reject) => {
        execFile(process.execPath, [path.join(DIST, 'cli.js'), ...args], { env }, (error, stdout, stderr) => {
          if (error === null) resolve(stdout + stderr);
          else reject(new Error(`${args.join(' ')}: ${error.code}\n${stdout}${stderr}`));
        });
      }),
    stop: async () => {
      await end('SIGTERM');
      if (platforms !== null) await ended(platforms.child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** Any free port; it says which. */
async function startStandIn(): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(DIST, 'sandbox.js')], {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`the stand-in ended with ${code}`)));
  });
  return { url, child };
}

type World = {
  readonly corps: readonly { readonly apps: readonly { readonly callback: { readonly verified: boolean } | null }[] }[];
  readonly minis: readonly unknown[];
};

/** The server declares the sample organization there once it listens, and the stand-in looks whether it answers. */
async function connected(standIn: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const answer = await fetch(`${standIn}/sandbox/api/state`);
    const { corps, minis } = (await answer.json()) as World;
    if (minis.length > 0 && corps.some(({ apps }) => apps.some(({ callback }) => callback?.verified))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not connect to the stand-in');
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
