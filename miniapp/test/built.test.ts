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

  test('its main package is far below the platform’s 2 MB', () => {
    expect(sizeOf(dist(kind), (file) => statSync(file).size)).toBeLessThan(800 * KB);
  });
});

test('h5: everything that is loaded at first is at most 300 KB, compressed', () => {
  expect(sizeOf(dist('h5'), (file) => gzipSync(readFileSync(file)).length)).toBeLessThan(300 * KB);
});

function sizeOf(folder: string, measure: (file: string) => number): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.LICENSE.txt'))
    .reduce((sum, { parentPath, name }) => sum + measure(path.join(parentPath, name)), 0);
}
