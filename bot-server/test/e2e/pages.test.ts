// Every page of the console, and the stand-in's, in a real browser, on phone and desktop: nothing breaks, nothing scrolls sideways,
// nothing that axe calls serious, and what loads first stays small.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { PATIENCE_MS } from '../support/patience';
import { signIn } from './api';
import { violations } from './axe';
import { DESKTOP, openBrowser, openContext, openWindow, PHONE } from './browser';
import { type ServerProcess, startProcess } from './process';
import { watchRest } from './rest';

const PAGES = [
  ...['tickets', 'work', 'report', 'members', 'sites', 'assets', 'templates', 'labels'],
  ...['connections', 'deliveries', 'preferences', 'preferences?of=organization', 'handover', 'board'],
];
/** Kilobytes, compressed. */
const BUDGET = { signIn: 80, list: 170, other: 190 };

let server: ServerProcess;
let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-pages-'));
  server = await startProcess({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }, { standIn: true });
  browser = await openBrowser();
  await someHandover();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

/** A ticket to look at. */
async function someTicket(): Promise<string> {
  const front = await signIn(server.url, 'front');
  const templates = await front('template.list', {});
  const { id: templateId } = templates.body.items.find(({ code }: { code: string }) => code === 'repair');
  const sites = await front('site.list', { text: '301' });
  const values = {
    title: '楼道灯不亮',
    category: 'power',
    priority: 'high',
    phone: '13800138000',
    site: sites.body.items[0].id,
  };
  const made = await front('ticket.create', { templateId, values });
  expect(made.status).toBe(200);
  return made.body.ticket.id;
}

/** Somebody who has left the corp, with work in hand. */
async function someHandover(): Promise<void> {
  const [admin, dispatch] = await Promise.all([signIn(server.url, 'admin'), signIn(server.url, 'dispatch')]);
  const { body } = await dispatch('member.list', { text: 'tech4' });
  const given = await dispatch('ticket.assign', { ticketId: await someTicket(), memberId: body.items[0].id });
  expect(given.status).toBe(200);
  const standIn = `${server.url}/sandbox/api`;
  const { corps } = (await (await fetch(`${standIn}/state`)).json()) as {
    readonly corps: readonly { corpId: string }[];
  };
  const leaving = { corpId: corps[0]?.corpId, userid: 'tech4', change: 'leave' };
  await fetch(`${standIn}/people`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(leaving),
  });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { body: left } = await admin('handover.list', {});
    if (left.items.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('nobody has left');
}

const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>;

describe.each([
  ['phone', PHONE, 'light'],
  ['desktop', DESKTOP, 'dark'],
] as const)('%s', (_name, viewport, colorScheme) => {
  test('every page', async () => {
    const ticket = await someTicket();
    // Injected for the test alone; the server's own policy is looked at by its own tests.
    const { page, context, errors } = await openWindow(browser, server.url, 'admin', {
      viewport,
      colorScheme,
      bypassCSP: true,
    });
    const { body } = await (await signIn(server.url, 'admin'))('account.list', {});
    const connections = body.items.map(({ id }: { id: string }) => `connections/${id}`);
    const rest = watchRest(page);
    for (const at of [
      '/sandbox/',
      ...[...PAGES, `tickets/${ticket}`, ...connections].map((name) => `/admin/${name}`),
    ]) {
      await page.goto(server.url + at, { waitUntil: 'load' });
      await page.locator('h1, h2').first().waitFor();
      await rest();
      expect([at, await violations(page)]).toEqual([at, []]);
      expect([at, await sideways(page)]).toEqual([at, 0]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('what is not saved is asked about, before back and before the tab closes', async () => {
  const { page, context, errors } = await openWindow(browser, server.url, 'admin', { viewport: DESKTOP });
  const greeting = page.getByLabel('页面上的一句话', { exact: true });
  const question = page.getByRole('dialog', { name: '离开这一页？' });
  const at = (name: string) => page.waitForURL(`${server.url}/admin/${name}`);
  const answer = async (name: string) => {
    await question.getByRole('button', { name }).click();
    await question.waitFor({ state: 'detached' });
  };
  const toRules = () => page.getByRole('link', { name: '公开报修' }).click();
  await page.getByRole('link', { name: '成员' }).click();
  await at('members');
  await toRules();
  await greeting.fill('随手拍一张');
  for (const way of ['back', 'back', 'link'] as const) {
    if (way === 'link') await page.getByRole('link', { name: '位置', exact: true }).click();
    else await page.evaluate('history.back()');
    await answer('继续填写');
    await at('public');
    expect(await greeting.inputValue()).toBe('随手拍一张');
  }
  // Two steps at once, taken back and then taken.
  await page.evaluate('history.go(-2)');
  await answer('不保存');
  await at('tickets');
  // Nothing asks any more, and what was ahead is still ahead.
  await page.goForward();
  await at('members');

  await toRules();
  await greeting.fill('再写一次');
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked++;
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toBe(1);
  await greeting.waitFor();
  await page.reload();
  expect(asked).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

test('what loads first is small', async () => {
  const context = await openContext(browser, { viewport: DESKTOP, locale: 'zh-CN' });
  const page = await context.newPage();
  const loaded = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(js|css)$/.test(pathname)) loaded.set(pathname, packed(response.url()));
  });
  /** Asked for once more: the browser forgets what it had loaded for a page that it has left. */
  const packed = async (url: string) => gzipSync(await (await fetch(url)).arrayBuffer()).length;
  const kilobytes = async () => (await Promise.all(loaded.values())).reduce((sum, size) => sum + size, 0) / 1024;
  await page.goto(`${server.url}/admin/`, { waitUntil: 'load' });
  await page.getByLabel('组织代码').waitFor();
  expect(await kilobytes()).toBeGreaterThan(10);
  expect(await kilobytes()).toBeLessThanOrEqual(BUDGET.signIn);
  await page.getByLabel('组织代码').fill('cuihu');
  await page.getByLabel('账号').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill('paidan123');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  loaded.clear();
  await page.goto(`${server.url}/admin/tickets`, { waitUntil: 'load' });
  await page
    .getByText(/还没有工单|#\d+/)
    .first()
    .waitFor();
  expect(await kilobytes()).toBeLessThanOrEqual(BUDGET.list);
  for (const name of ['connections', 'deliveries', 'preferences', 'handover']) {
    loaded.clear();
    await page.goto(`${server.url}/admin/${name}`, { waitUntil: 'load' });
    await page.locator('h1').first().waitFor();
    expect(await kilobytes()).toBeGreaterThan(BUDGET.signIn);
    expect(await kilobytes()).toBeLessThanOrEqual(BUDGET.other);
  }
  await context.close();
});
