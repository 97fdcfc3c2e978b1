/** @jest-environment node */
// Told to stop, npm ends and says nothing to what it runs: that ends cleanly all the same.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
let started: ChildProcess | undefined;
const file = (name: string) => path.join(folder, name);
const said = () => (existsSync(file('said')) ? readFileSync(file('said'), 'utf8').trim().split('\n') : []);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paidan-npm-'));
  writeFileSync(file('package.json'), JSON.stringify({ name: 'x', private: true, scripts: { start: 'node run.mjs' } }));
  const machine = pathToFileURL(path.join(__dirname, 'machine.mjs')).href;
  writeFileSync(
    file('run.mjs'),
    `import { appendFileSync } from 'node:fs';
     import { whenLeftBehind } from '${machine}';
     const say = (what) => appendFileSync('said', what + '\\n');
     say(String(process.pid));
     setInterval(() => {}, 1000);
     whenLeftBehind(() => { say('stopped'); process.exit(0); });`,
  );
});
afterEach(() => {
  started?.kill('SIGKILL');
  const [pid] = said();
  if (pid !== undefined && isAlive(Number(pid))) process.kill(Number(pid), 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(right: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !right(); ) {
    if (Date.now() > end) throw new Error(`waited in vain; said: ${said().join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const begin = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  started = spawn(command, args, { cwd: folder, env, stdio: 'ignore' });
  await until(() => said().length === 1);
  return Number(said()[0]);
};

test('what npm runs stops when npm is told to', async () => {
  const pid = await begin('npm', ['start'], process.env);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(said()).toHaveLength(1);
  started?.kill('SIGTERM');
  await until(() => said().length === 2);
  expect(said()[1]).toBe('stopped');
  await until(() => !isAlive(pid));
});

test('started without npm it may outlive its shell', async () => {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const pid = await begin('sh', ['-c', 'node run.mjs & sleep 1'], env);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect([said(), isAlive(pid)]).toEqual([[String(pid)], true]);
});
