/** @jest-environment node */
// What was really built (`npm test` builds first): it runs on the poorest of phones, and it is small.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { allIn, type Element, hasClass } from './harness/element';
import { makePhone, type Phone } from './harness/phone';

const KB = 1024;
const dist = (target: string) => path.resolve(__dirname, '../dist', target);
const session = {
  token: 'secret-token',
  member: { id: 'm1', name: '李建国' },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
};
const standing = { phase: 'active', stage: 'assigned' };
const ticket = {
  id: 'k7',
  no: 7,
  title: '水管漏水',
  priority: 'urgent',
  dueAt: Date.now() + 3_000_000,
  site: null,
  ...standing,
};
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
    expect(phone.requests.map(({ url }) => url)).toEqual([`${server}/api/work.list`, `${server}/api/feed.poll`]);
    expect(JSON.stringify(phone.requests[0]?.headers)).toContain('Bearer secret-token');
    expect(phone.errors).toEqual([]);
  });

  test('tells screen readers what a node is, what it says, and which is chosen; of others nothing', async () => {
    const phone = open({ session, server: await startServer() });
    await phone.sees('水管漏水');
    const all = [...allIn(phone.view())];
    const spoken = (element: Element) =>
      Object.fromEntries(
        Object.entries(element.attributes).filter(([name, value]) => name.startsWith('aria-') && value !== undefined),
      );
    const withClass = (name: string) => all.filter((element) => hasClass(element, name));
    expect(withClass('tabs__tab').map(spoken)).toEqual([
      { 'aria-role': 'button', 'aria-label': '今天', 'aria-selected': 'page' },
      { 'aria-role': 'button', 'aria-label': '报修' },
      { 'aria-role': 'button', 'aria-label': '我的报修' },
    ]);
    expect(withClass('todo__me').map(spoken)).toEqual([{ 'aria-role': 'button', 'aria-label': '我的账号' }]);
    expect(withClass('icon').length).toBeGreaterThan(2);
    for (const icon of withClass('icon')) expect(spoken(icon)).toEqual({ 'aria-hidden': true });
    expect(withClass('todo__title').map(spoken)).toEqual([{}]);
    for (const element of all) for (const value of Object.values(spoken(element))) expect(value).not.toBe('undefined');
  });

  test('asks for what is typed by name', async () => {
    const phone = open({ server: await startServer() });
    await phone.sees('密码');
    const inputs = [...allIn(phone.view())].filter(({ tag }) => tag === 'input');
    const names = inputs.map(({ attributes }) => attributes['aria-label']);
    expect(names).toEqual(expect.arrayContaining(['服务器地址', '组织代码']));
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

test.each(['wechat', 'wecom', 'dingtalk'] as const)(
  '%s: letters grow with the size that the phone’s owner has set, where the host says it, and are never below ours',
  async (host) => {
    const says = host !== 'dingtalk';
    for (const [setting, unit] of [
      [25.5, '1.500px'],
      [60, '1.600px'],
      [17, null],
      [12, null],
    ] as const) {
      const phone = makePhone(host);
      phones.push(phone);
      phone.device.fontSize = setting;
      phone.start();
      await phone.sees('密码');
      const found = [...allIn(phone.view())].filter((element) => hasClass(element, 'sized'));
      const styles = found.map(({ attributes }) => attributes.style);
      expect([setting, styles]).toEqual([
        setting,
        says && unit !== null ? [expect.stringMatching(new RegExp(`--unit: ?${unit}`))] : [],
      ]);
    }
  },
);

test('h5: what only DingTalk’s own browser needs is a part of its own, which no other browser is told to fetch', () => {
  const parts = readdirSync(path.join(dist('h5'), 'chunk'));
  const asking = parts.filter((name) =>
    readFileSync(path.join(dist('h5'), 'chunk', name), 'utf8').includes('runtime.permission.requestAuthCode'),
  );
  expect(asking).toEqual([expect.stringMatching(/^dingtalk\..*\.js$/)]);
  const worker = readFileSync(path.join(dist('h5'), 'sw.js'), 'utf8');
  expect(worker).toMatch(/"chunk\/\d+\./);
  expect(worker).not.toContain('chunk/dingtalk');
});

test.each([
  ['today', 162],
  ['report', 170],
])('h5: everything that comes until %s stands is at most %i KB, compressed', (name, most) => {
  const page = readFileSync(path.join(dist('h5'), 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/m\/([^"]+)"/g)].map(([, file]) => file ?? '');
  const own = partsIn(page)[name] ?? [];
  expect([named.length, own.length].every((count) => count > 2)).toBe(true);
  const sizes = ['index.html', ...named, ...own].map(
    (file) => gzipSync(readFileSync(path.join(dist('h5'), file))).length,
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most * KB);
});

test('h5: the service worker takes every script and style sheet that all browsers need, and no page comes without it being told ahead', () => {
  const worker = readFileSync(path.join(dist('h5'), 'sw.js'), 'utf8');
  const taken = JSON.parse(/"files":(\[[^\]]*\])/.exec(worker)?.[1] ?? '[]') as readonly string[];
  const there = filesIn(dist('h5')).map((file) => path.relative(dist('h5'), file));
  const needed = (file: string) => /\.(js|css)$/.test(file) && file !== 'sw.js' && !file.startsWith('chunk/dingtalk.');
  expect(taken).toEqual(there.filter(needed).sort());
  const page = readFileSync(path.join(dist('h5'), 'index.html'), 'utf8');
  const parts = partsIn(page);
  const pages = readdirSync(path.resolve(__dirname, '../src/pages')).sort();
  expect(Object.keys(parts).sort()).toEqual(pages);
  for (const files of Object.values(parts)) {
    for (const file of files) expect(there).toContain(file);
    // Six things at a time over HTTP/1.1, and each costs a turn.
    expect(files.length).toBeLessThanOrEqual(7);
  }
});

/** Page by page, what is asked for ahead: said within the page. */
function partsIn(page: string): Readonly<Record<string, readonly string[]>> {
  const [, ahead = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(/(\{"[^;]*\});/.exec(ahead)?.[1] ?? '{}');
}

function sizeOf(folder: string): number {
  return filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(LICENSE\.txt|br)$/.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
