import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { hidePersonal, makeLog } from './log';

test.each([
  ['token pds_abcdefghijklmnop was refused', 'token [hidden] was refused'],
  ['mysql://paidan:s3cret@db:3306/x', 'mysql://paidan:[hidden]@db:3306/x'],
  ['call 13800001234 or +86 13900005678', 'call 138****1234 or +86 139****5678'],
  ['order 1380000123456 is no phone', 'order 1380000123456 is no phone'],
])('%s', (text, shown) => expect(hidePersonal(text)).toBe(shown));

test('credentials, phones and the values of statements never reach a line', () => {
  const lines = new PassThrough();
  const log = makeLog('info', lines);
  const fault = Object.assign(new Error('Duplicate entry for 13800001234'), { sql: 'insert', parameters: ['s3cret'] });
  log.error(
    { err: fault, password: 's3cret', req: { headers: { cookie: 's3cret' } }, member: { phone: 's3cret' } },
    'x',
  );
  const text = String(lines.read());
  expect(text).not.toMatch(/s3cret|13800001234/);
  expect(JSON.parse(text)).toMatchObject({ level: 'error', msg: 'x', err: { type: 'Error' } });
});

describe('what goes to the standard output', () => {
  const run = (program: string, output: number | 'pipe', ...flags: readonly string[]) => {
    const module = JSON.stringify(path.join(__dirname, 'log.ts'));
    const made = `import(${module}).then((made) => { const { makeLog } = made.default ?? made; const log = makeLog('info'); ${program} })`;
    return spawn(process.execPath, [...flags, '--import', 'tsx', '-e', made], {
      cwd: path.join(__dirname, '../..'),
      stdio: ['ignore', output, 'ignore'],
    });
  };
  const told = async (program: string, until?: (text: string) => boolean) => {
    const child = run(program, 'pipe');
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (until?.(text)) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line).msg);
  };

  test.each([60, 500])('%i lines are whole and in order, however the process ends', async (count) => {
    const many = `for (let n = 0; n < ${count}; n++) log.info('line ' + n);`;
    const all = Array.from({ length: count }, (_, n) => `line ${n}`);
    expect(await told(many)).toEqual(all);
    expect(await told(`${many} process.exit(0);`)).toEqual(all);
    expect(await told(`${many} throw new Error('planted');`)).toEqual(all);
  });

  test('comes by itself while the process goes on; a warning takes with it what was told before', async () => {
    const on = 'setInterval(() => undefined, 1000);';
    expect(await told(`log.info('told'); ${on}`, (so) => so.includes('told'))).toEqual(['told']);
    // It never comes to a timer.
    const warned = await told("log.info('told'); log.warn('look'); for (;;);", (so) => so.includes('look'));
    expect(warned).toEqual(['told', 'look']);
  });

  test('an output that is full takes neither memory nor the end', async () => {
    const full = await open('/dev/full', 'w');
    try {
      // Twice the memory that it may use.
      const many = `const text = 'x'.repeat(4000); for (let n = 0; n < 40_000; n++) log.info({ text }, 'lost');`;
      const [code] = await once(run(`${many} process.exit(0);`, full.fd, '--max-old-space-size=80'), 'close');
      expect(code).toBe(0);
    } finally {
      await full.close();
    }
  });
});
