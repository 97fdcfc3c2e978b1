// The real, built server as a process of its own: start it, wait until it says that it is ready, stop it. The same for the stand-in
// for the chat platforms.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

const DIST = path.resolve(process.env.BENCH_DIST ?? path.join(__dirname, '../dist'));
/** Milliseconds. */
const START = 60_000;
const STOP = 15_000;
const LOOK_AGAIN = 2;

export type Server = {
  readonly port: number;
  readonly pid: number | undefined;
  /** Milliseconds from the start of the process to the first 200 of /readyz. */
  readonly readyMs: number;
  /** Milliseconds of processor time so far; NaN where the system does not tell. */
  readonly cpuMs: () => number;
  readonly stop: () => Promise<void>;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

export const SECRET_KEY = 'a key for benchmarks only, not a secret'.replaceAll(' ', '-');

export type StandIn = Pick<Server, 'cpuMs' | 'stop'> & { readonly url: string };

/** The stand-in for the chat platforms, on any free port; it says which. */
export async function startStandIn(): Promise<StandIn> {
  const child = spawn(process.execPath, [program('sandbox')], {
    env: { ...clean(process.env), SANDBOX_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => resolve(message.url));
    child.once('exit', () => reject(new Error('the stand-in did not start')));
  });
  return { url, cpuMs: () => cpuMsOf(child.pid), stop: () => end(child) };
}

/** Counted as ever, and never too often. */
const UNLIMITED = { RATE_MEMBER: '1000000', RATE_ORGANIZATION: '1000000', RATE_ADDRESS: '1000000' };

/** Its log goes to `server.log` in the folder, at the level that a server has by default. `flags` are Node's. */
export async function startServer(dir: string, env: Readonly<Record<string, string>>): Promise<Server> {
  const port = await freePort();
  const logFile = path.join(dir, 'server.log');
  const log = openSync(logFile, 'a');
  const begun = performance.now();
  const flags = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter((flag) => flag !== '');
  const child = spawn(process.execPath, [...flags, program('main')], {
    env: { ...clean(process.env), HOST: '127.0.0.1', PORT: String(port), SECRET_KEY, ...UNLIMITED, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  running.add(child);
  child.once('close', () => running.delete(child));
  while (!(await isReady(port))) {
    if (!running.has(child) || performance.now() - begun > START) {
      throw new Error(`the server did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  return {
    port,
    pid: child.pid,
    readyMs: performance.now() - begun,
    cpuMs: () => cpuMsOf(child.pid),
    stop: () => end(child),
  };
}

export const stopServers = async (): Promise<void> => {
  await Promise.all([...running].map(end));
};

export function program(name: 'main' | 'cli' | 'sandbox'): string {
  const file = path.join(DIST, `${name}.js`);
  if (!existsSync(file)) throw new Error(`${file} is not there: npm run bench builds it`);
  return file;
}

/** The settings of whoever runs the benchmark are not those of the server in it. */
export function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(NODE_ENV|HOST|PORT|PUBLIC_URL|TRUST_PROXY|DATA_DIR|DATABASE_|SQLITE_|SECRET_KEY|LOG_LEVEL|RATE_|SAMPLE_DATA|SANDBOX_|WECOM_|WECHAT_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

/** Of the database's process, where `npm run bench` has started it. */
export const databaseCpuMs = (): number => cpuMsOf(process.env.BENCH_MYSQL_PID);

/** Linux counts in hundredths of a second: fields 14 and 15, behind the name in brackets. */
export function cpuMsOf(pid: number | string | undefined): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP);
  await ended;
  clearTimeout(late);
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.write('GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n'));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.subarray(0, 12).toString() === 'HTTP/1.1 200');
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
