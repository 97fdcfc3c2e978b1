/** @jest-environment node */
// What was really built (`npm test` builds first): it runs on the poorest of phones, and it is small.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { openPage } from './stubs/runtime';

const KB = 1024;
const dist = (target: string) => path.resolve(__dirname, '../dist', target);
const session = {
  token: 'secret-token',
  member: { id: 'm1', name: '李建国' },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
};
const ticket = { id: 'k7', no: 7, title: '水管漏水', priority: 'urgent', dueAt: Date.now() + 3_000_000, site: null };
const answer = { items: [{ ticket, work: { no: 1, node: 'work', kind: 'offer', openedAt: 0 } }] };

describe.each(['weapp', 'dd'] as const)('%s', (kind) => {
  const open = (storage: Record<string, unknown>) =>
    openPage(dist(kind), 'pages/today/index', { kind, storage, answer });

  test('asks a stranger to sign in, and for the server when the build names none', async () => {
    const { shown, requests } = await open({});
    for (const words of ['登录派单', '组织代码', '密码']) expect(shown).toContain(words);
    expect(requests).toEqual([]);
  });

  test('shows a known person what waits', async () => {
    const { shown, requests } = await open({ session, server: 'https://paidan.test' });
    for (const words of ['水管漏水', '待接单', '紧急', '未填地点']) expect(shown).toContain(words);
    expect(requests.map(({ url }) => url)).toEqual(['https://paidan.test/api/work.list']);
    expect(JSON.stringify(requests[0]?.header ?? requests[0]?.headers)).toContain('Bearer secret-token');
  });

  test('its main package is at most 700 KB, and all of it far below the platform’s 2 MB', () => {
    const later = ['pages/ticket-work', 'pages/basket'].map((root) => sizeOf(path.join(dist(kind), root)));
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
