/** @jest-environment node */
// What was really built (`npm test` builds first): it runs on the poorest of phones, and it is small.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makePhone, type Phone } from './harness/phone';

const KB = 1024;
const dist = (target: string) => path.resolve(__dirname, '../dist', target);
const session = {
  token: 'secret-token',
  member: { id: 'm1', name: '李建国' },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
};
const ticket = { id: 'k7', no: 7, title: '水管漏水', priority: 'urgent', dueAt: Date.now() + 3_000_000, site: null };
const answer = { items: [{ ticket, work: { no: 1, node: 'work', kind: 'offer', openedAt: 0 } }] };

const HOSTS = { weapp: 'wechat', dd: 'dingtalk' } as const;
const servers: Server[] = [];
const phones: Phone[] = [];
afterEach(() => {
  for (const phone of phones.splice(0)) phone.end();
  for (const server of servers.splice(0)) server.close();
});

/** Gives everybody the same answer; where it listens. */
async function startServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(['weapp', 'dd'] as const)('%s', (kind) => {
  const open = (storage: Record<string, unknown>) => {
    const phone = makePhone(HOSTS[kind]);
    phones.push(phone);
    for (const [key, value] of Object.entries(storage)) phone.device.storage.set(key, JSON.stringify(value));
    phone.start();
    return phone;
  };

  test('asks a stranger to sign in, and for the server when the build names none', async () => {
    const phone = open({});
    for (const words of ['登录派单', '服务器地址', '组织代码', '密码']) await phone.sees(words);
    expect([phone.requests, phone.errors]).toEqual([[], []]);
  });

  test('shows a known person what waits', async () => {
    const server = await startServer();
    const phone = open({ session, server });
    for (const words of ['水管漏水', '待接单', '紧急', '未填地点']) await phone.sees(words);
    await after(500);
    expect(phone.requests.map(({ url }) => url)).toEqual([`${server}/api/work.list`]);
    expect(JSON.stringify(phone.requests[0]?.headers)).toContain('Bearer secret-token');
    expect(phone.errors).toEqual([]);
  });

  test('its main package is at most 700 KB, and all of it far below the platform’s 2 MB', () => {
    const later = ['pages/ticket-work', 'pages/basket', 'pages/guest', 'pages/asset'].map((root) =>
      sizeOf(path.join(dist(kind), root)),
    );
    for (const size of later) expect(size).toBeGreaterThan(0);
    const whole = sizeOf(dist(kind));
    expect(whole - later.reduce((sum, size) => sum + size, 0)).toBeLessThan(700 * KB);
    expect(whole).toBeLessThan(1200 * KB);
  });
});

test('h5: everything that is loaded at first is at most 180 KB, compressed', () => {
  const page = readFileSync(path.join(dist('h5'), 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/m\/([^"]+)"/g)].map(([, name]) => name ?? '');
  // Home comes as a part of its own: which, stands in its route.
  const scripts = named
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(path.join(dist('h5'), name), 'utf8'));
  const routes = scripts.flatMap((script) => script.split('"path":'));
  const route = routes.find((one) => one.startsWith('"pages/today/index"')) ?? '';
  const parts = [...route.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => id ?? '');
  const home = filesIn(dist('h5')).filter((file) => parts.includes(path.basename(file).split('.')[0] ?? ''));
  expect(home.length).toBeGreaterThan(0);
  const first = new Set([...named.map((name) => path.join(dist('h5'), name)), ...home]);
  const bytes = [...first].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  expect(bytes).toBeLessThan(180 * KB);
});

test('h5: the service worker takes every script and style sheet, and no page comes without it being told ahead', () => {
  const worker = readFileSync(path.join(dist('h5'), 'sw.js'), 'utf8');
  const taken = JSON.parse(/"files":(\[[^\]]*\])/.exec(worker)?.[1] ?? '[]') as readonly string[];
  const there = filesIn(dist('h5')).map((file) => path.relative(dist('h5'), file));
  expect(taken).toEqual(there.filter((file) => /\.(js|css)$/.test(file) && file !== 'sw.js').sort());
  const page = readFileSync(path.join(dist('h5'), 'index.html'), 'utf8');
  const ahead = readFileSync(path.join(dist('h5'), /js\/ahead\.\w+\.js/.exec(page)?.[0] ?? ''), 'utf8');
  const parts = JSON.parse(/(\{"[^;]*\});/.exec(ahead)?.[1] ?? '{}') as Readonly<Record<string, readonly string[]>>;
  const pages = readdirSync(path.resolve(__dirname, '../src/pages')).sort();
  expect(Object.keys(parts).sort()).toEqual(pages);
  for (const files of Object.values(parts)) for (const file of files) expect(there).toContain(file);
});

function sizeOf(folder: string): number {
  return filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.LICENSE.txt'))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
