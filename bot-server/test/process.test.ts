// The server as a process: what it says, what it keeps, how it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PART } from '../src/sample/seed';
import { openStore } from '../src/store/open';
import { ticket } from '../src/store/tables/ticket';

const ROOT = path.join(__dirname, '..', '..');
const DIST = path.join(ROOT, 'bot-server', 'dist');

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'paidan-process-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

/** While no server runs. */
async function ticketsIn(dir: string): Promise<number> {
  const store = await openStore({ kind: 'sqlite', file: path.join(dir, 'paidan.sqlite') });
  const count = await store.system.read.count(ticket, {}, 1_000_000);
  await store.close();
  return count;
}

type Run = { readonly child: ChildProcess; readonly text: () => string; readonly ended: Promise<number | null> };

function run(file: string, env: Record<string, string>, args: readonly string[] = []): Run {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [path.join(DIST, file), ...args], {
    cwd: ROOT,
    env: { PATH, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return { child, text: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

async function started(env: Record<string, string> = {}): Promise<Run & { readonly url: string }> {
  const server = run('main.js', env);
  for (;;) {
    const port = /"port":(\d+)/.exec(server.text())?.[1];
    if (port !== undefined) return { ...server, url: `http://127.0.0.1:${port}` };
    if (server.child.exitCode !== null) throw new Error(server.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const signIn = async (url: string, password: string) => {
  const body = JSON.stringify({ org: 'cuihu', login: 'admin', password, bearer: true });
  const response = await fetch(`${url}/api/session.create`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
  });
  return (await response.json()) as { token: string; member: { id: string } };
};

const whoAmI = async (url: string, token: string) =>
  (await fetch(`${url}/api/session.get`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } })).status;

test('from nothing to signed in; stops when told to; is the same afterwards', async () => {
  const first = await started();
  // Said after the log's line that tells the port.
  while (!first.text().includes('cuihu / paidan123')) await new Promise((resolve) => setTimeout(resolve, 50));
  const { token, member } = await signIn(first.url, 'paidan123');
  expect(await whoAmI(first.url, token)).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.text()).toContain('"stopped"');

  const keyFile = path.join(dataDir, 'secret.key');
  expect((await stat(keyFile)).mode & 0o077).toBe(0);
  expect(first.text()).not.toContain((await readFile(keyFile, 'utf8')).trim());
  expect(first.text()).not.toContain(token);

  const second = await started();
  expect(await whoAmI(second.url, token)).toBe(200);
  expect((await signIn(second.url, 'paidan123')).member.id).toBe(member.id);

  const cli = run('cli.js', {}, ['token', '--org', 'cuihu', '--as', 'tech1', '--label', 'robot']);
  expect(await cli.ended).toBe(0);
  expect(await whoAmI(second.url, /pdt_[\w-]{43}/.exec(cli.text())?.[0] ?? '')).toBe(200);

  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test('killed in the middle, it starts again', async () => {
  const first = await started();
  const { token } = await signIn(first.url, 'paidan123');
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await started();
  expect(await whoAmI(second.url, token)).toBe(200);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test.each([
  ['SIGINT', 130],
  ['SIGKILL', null],
] as const)(
  'seeding that is ended by %s in the middle leaves whole tickets, and goes on elsewhere',
  async (signal, code) => {
    const before = await ticketsIn(dataDir);
    const seeding = run('cli.js', {}, ['seed', '--org', 'cuihu', '--tickets', '200000']);
    while (!seeding.text().includes(' of 200000')) await new Promise((resolve) => setTimeout(resolve, 20));
    seeding.child.kill(signal);
    expect(await seeding.ended).toBe(code);
    const made = (await ticketsIn(dataDir)) - before;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(200_000);
    expect(made % PART).toBe(0);
    if (signal === 'SIGINT') expect(seeding.text()).toContain(`stopped after ${made} of 200000`);

    const more = run('cli.js', {}, ['seed', '--org', 'cuihu', '--tickets', '30']);
    expect(await more.ended).toBe(0);
    expect(await ticketsIn(dataDir)).toBe(before + made + 30);
    const verified = run('cli.js', {}, ['verify', '--org', 'cuihu']);
    expect([await verified.ended, verified.text()]).toEqual([0, expect.any(String)]);
  },
);

test('settings that do not work are told at once, all of them, and nothing is started', async () => {
  const server = run('main.js', { PORT: 'x', SESSION_DAYS: '0', NODE_ENV: 'production', SAMPLE_DATA: 'on' });
  expect(await server.ended).toBe(1);
  for (const name of ['PORT', 'SESSION_DAYS', 'SAMPLE_DATA']) expect(server.text()).toContain(`- ${name}`);
  expect(server.text()).not.toContain('at Object');
});

test('production on the embedded database makes no key for itself', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'paidan-process-'));
  const server = run('main.js', { NODE_ENV: 'production', DATA_DIR: own });
  expect(await server.ended).toBe(1);
  expect(server.text()).toContain('- SECRET_KEY is missing');
  expect(await readdir(own)).toEqual([]);
  await rm(own, { recursive: true, force: true });
});

test('production plants no sample and says nothing to the terminal but its log', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'paidan-process-'));
  const server = await started({
    NODE_ENV: 'production',
    DATA_DIR: own,
    SECRET_KEY: randomBytes(48).toString('base64'),
  });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  for (const line of server.text().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  expect(server.text()).not.toContain('sample');
  await rm(own, { recursive: true, force: true });
});

test.each([
  [[], 0, 'Commands:'],
  [['explode'], 2, 'There is no command explode'],
  [['token', '--org', 'cuihu'], 2, 'missing: --as'],
  [['token', '--colour', 'red'], 2, '--colour'],
  [['token', '--org', 'cuihu', '--as', 'nobody'], 1, 'Not found'],
])('cli %j', async (args, code, text) => {
  const cli = run('cli.js', {}, args);
  expect(await cli.ended).toBe(code);
  expect(cli.text()).toContain(text);
});
