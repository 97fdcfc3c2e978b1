// The server as processes of its own on one database: several at once, killed in the middle, started again; and the command
// line beside them. What they run is a copy of what was built, to which faults may be added.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import { freePort } from '../../../config/run/port.cjs';
import { systemClock } from '../../src/core/clock';
import { issueToken } from '../../src/features/session/sessions';
import { isUnavailable } from '../../src/store/dialect';
import { openStore } from '../../src/store/open';
import type { Store, StoreConfig } from '../../src/store/unit';
import { PATIENCE_MS } from './patience';
import { ORG, type Reply } from './server';
import { lookInto, type StandIn } from './standIn';

const ROOT = path.resolve(__dirname, '../../..');
const DIST = path.join(ROOT, 'bot-server', 'dist');
/** Inside the product, so that installed packages are found from there. */
const BUNDLE = path.join(ROOT, '.cache', `machine-${process.pid}`, 'bot-server', 'dist');
/** Alike in all processes, as it must be where several serve one organization. */
export const SECRET_KEY = 'a-key-for-tests-thirty-two-characters-long';

export type Process = {
  readonly url: string;
  readonly call: <Name extends EndpointName>(
    name: Name,
    input: InputOf<Name>,
    /** `patience`: milliseconds after which the connection is cut, and the promise rejects. */
    send?: { readonly token?: string; readonly key?: string; readonly patience?: number },
  ) => Promise<Reply>;
  /** What its log holds of things that went wrong. */
  readonly faults: () => readonly string[];
  /** Lines of its log that hold these words. */
  readonly said: (words: string) => readonly string[];
  /** Its processor is taken away, and given back: it knows nothing of the time between. */
  readonly pause: () => void;
  readonly wake: () => void;
  /** As a power cut would. */
  readonly kill9: () => Promise<void>;
  /** Resolves when it is no more, however it came to its end. */
  readonly ended: Promise<unknown>;
  /** Told to stop; the exit code. */
  readonly stop: () => Promise<number | null>;
};

export type Running = {
  /** All that it has said so far. */
  readonly said: () => string;
  readonly kill9: () => Promise<void>;
  /** The exit code; null: it was killed. */
  readonly ended: Promise<number | null>;
};

export type Machine = {
  /** One more server on the same database, ready to answer; `env`: with other settings; `program`: one of `planted`. */
  readonly serve: (env?: Record<string, string>, program?: string) => Promise<Process>;
  /** A start that comes to nothing: the exit code, and what was said. */
  readonly refusal: (env: Record<string, string>) => Promise<{ readonly code: number | null; readonly said: string }>;
  /** The stand-in for the chat platforms, in its own process: servers that start after it use it, and live in its time. */
  readonly standIn: () => Promise<StandIn>;
  readonly cli: (...args: readonly string[]) => Promise<{ readonly code: number | null; readonly said: string }>;
  /** With other settings. */
  readonly cliWith: (
    env: Record<string, string>,
    ...args: readonly string[]
  ) => Promise<{ readonly code: number | null; readonly said: string }>;
  /** The command line under way, to be killed in the middle. */
  readonly begin: (env: Record<string, string>, ...args: readonly string[]) => Running;
  /** A look into the database from here; closed by `clear`. */
  readonly store: () => Promise<Store>;
  readonly tokenFor: (login: string, org?: string) => Promise<string>;
  /** Ends whatever is left. */
  readonly clear: () => Promise<void>;
};

let copied: Promise<void> | undefined;

export async function makeMachine(database: StoreConfig): Promise<Machine> {
  copied ??= cp(DIST, BUNDLE, { recursive: true });
  await copied;
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-machine-'));
  const children = new Set<ChildProcess>();
  const config: StoreConfig =
    database.kind === 'sqlite'
      ? { ...database, file: path.join(path.dirname(database.file), 'paidan.sqlite') }
      : database;
  let platforms: StandIn | undefined;
  let opened: Promise<Store> | undefined;
  const store = () => {
    opened ??= openStore(config);
    return opened;
  };
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    DATA_DIR: config.kind === 'sqlite' ? path.dirname(config.file) : folder,
    SECRET_KEY,
    LOG_LEVEL: 'warn',
    SAMPLE_DATA: 'on',
    // Tests ask more than people do.
    RATE_MEMBER: '0',
    RATE_ORGANIZATION: '0',
    RATE_ADDRESS: '0',
    // And a busy machine must not turn them away, but where that is what is tested.
    DATABASE_PATIENCE: '60000',
    // Nobody is in front of it who has to be told first.
    DRAIN_SECONDS: '0',
    ALLOW_WEAK_DURABILITY: config.kind === 'mysql' && config.weakDurability === 'warn' ? 'on' : 'off',
    DATABASE_URL: config.kind === 'mysql' ? config.url : '',
  };

  function start(program: string, args: readonly string[], more: Record<string, string> = {}) {
    const file = path.join(BUNDLE, program);
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.add(child);
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => said.push(String(text)));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    void ended.then(() => children.delete(child));
    return { child, ended, said: () => said.join('') };
  }

  const cliWith: Machine['cliWith'] = async (more, ...args) => {
    const { ended, said } = start('cli.js', args, more);
    return { code: await ended, said: said() };
  };
  return {
    cli: (...args) => cliWith({}, ...args),
    cliWith,
    begin: (more, ...args) => {
      const { child, ended, said } = start('cli.js', args, more);
      const kill9 = async () => {
        child.kill('SIGKILL');
        await ended;
      };
      return { said, kill9, ended };
    },
    standIn: async () => {
      const { child, ended, said } = start('sandbox.js', [], { SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' });
      const url = await new Promise<string>((resolve, reject) => {
        child.once('message', (message: { readonly url: string }) => resolve(message.url));
        void ended.then((code) => reject(new Error(`the stand-in ended with ${code}:\n${said()}`)));
      });
      const stop = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      platforms = await lookInto({ url, stop });
      return platforms;
    },
    refusal: async (more) => {
      const { ended, said } = start('main.js', [], { PORT: '0', ...more });
      return { code: await ended, said: said() };
    },
    serve: async (more = {}, main = 'main.js') => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const beside: Record<string, string> =
        platforms === undefined ? {} : { SANDBOX_URL: platforms.url, PUBLIC_URL: url };
      const { child, ended, said } = start(main, [], { PORT: String(port), ...beside, ...more });
      await ready(url, () => {
        if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`);
      });
      const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
        child.kill(signal);
        return ended;
      };
      const faults = () =>
        said()
          .split('\n')
          .filter((line) => /"level":"(error|fatal)"/.test(line));
      return {
        url,
        faults,
        said: (words) =>
          said()
            .split('\n')
            .filter((line) => line.includes(words)),
        call: callerOf(url),
        pause: () => void child.kill('SIGSTOP'),
        wake: () => void child.kill('SIGCONT'),
        kill9: async () => void (await end('SIGKILL')),
        ended,
        stop: () => end('SIGTERM'),
      };
    },
    store,
    tokenFor: async (login, org = ORG) => {
      const deps = { store: await store(), clock: systemClock, secretKey: SECRET_KEY };
      const issued = await patiently(() => issueToken(deps, { org, login, label: null }));
      if (!issued.ok) throw new Error(`nobody is called ${login}`);
      return issued.value;
    },
    clear: async () => {
      await platforms?.cut();
      for (const child of children) child.kill('SIGKILL');
      await (await opened)?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const callerOf =
  (url: string): Process['call'] =>
  async (name, input, { token, key, patience } = {}) => {
    const response = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': 'en',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(patience !== undefined && { signal: AbortSignal.timeout(Math.ceil(patience)) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };

/** A server with a fault in it, which a checker must find: its bundle, with passages replaced. The program's name. */
export async function planted(name: string, ...faults: readonly (readonly [string, string])[]): Promise<string> {
  copied ??= cp(DIST, BUNDLE, { recursive: true });
  await copied;
  let source = await readFile(path.join(BUNDLE, 'main.js'), 'utf8');
  for (const [passage, instead] of faults) {
    if (source.split(passage).length !== 2) throw new Error(`the passage to be replaced is not there once: ${passage}`);
    source = source.replace(passage, () => instead);
  }
  await writeFile(path.join(BUNDLE, `${name}.js`), source);
  return `${name}.js`;
}

afterAll(() => rm(path.join(BUNDLE, '../..'), { recursive: true, force: true }));

/** A server that is at work may have the only writer for longer than anybody is kept waiting. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > until) throw error;
    }
  }
}

async function ready(url: string, check: () => void): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    check();
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not become ready');
}
