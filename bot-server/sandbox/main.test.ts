import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const start = (env: Record<string, string>) =>
  spawn(process.execPath, ['--require', 'tsx/cjs', path.join(__dirname, 'main.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

test('says that it listens, answers, and ends when told to', async () => {
  const child = start({ SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' });
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [{ state, url }] = (await once(child, 'message')) as [{ state: string; url: string }];
  expect(state).toBe('listening');
  expect(said.trim()).toMatch(new RegExp(`^[^\\n]+ ${url}/sandbox/$`));
  expect((await fetch(`${url}/wecom/cgi-bin/gettoken`)).status).toBe(200);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

test('a port that is none', async () => {
  const child = start({ SANDBOX_PORT: 'many' });
  expect((await once(child, 'exit'))[0]).toBe(1);
});
