// Every page of the console in a real browser, on phone and desktop: nothing breaks, nothing scrolls sideways, nothing that axe
// calls serious, and what loads first stays small.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { signIn } from './api';
import { DESKTOP, openBrowser, openWindow, PHONE } from './browser';
import { type ServerProcess, startProcess } from './process';

jest.setTimeout(240_000);

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = [
  ...['tickets', 'work', 'report', 'members', 'sites', 'assets', 'templates', 'labels'],
  ...['connections', 'deliveries', 'preferences', 'preferences?of=organization', 'handover'],
];
/** Kilobytes, compressed. */
const BUDGET = { signIn: 80, list: 170 };

let server: ServerProcess;
let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-pages-'));
  server = await startProcess({ kind: 'sqlite', file: path.join(folder, 'paidan.db') });
  browser = await openBrowser();
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

type AxeResult = { readonly id: string; readonly impact: string; readonly nodes: readonly { html: string }[] };

/** Violations of serious or critical impact. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as readonly AxeResult[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
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
    for (const at of [...PAGES, `tickets/${ticket}`]) {
      await page.goto(`${server.url}/admin/${at}`, { waitUntil: 'load' });
      await page.locator('h1, h2').first().waitFor();
      await page.waitForTimeout(800);
      expect([at, await violations(page)]).toEqual([at, []]);
      expect([at, await sideways(page)]).toEqual([at, 0]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('what loads first is small', async () => {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN' });
  const page = await context.newPage();
  const loaded = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(js|css)$/.test(pathname))
      loaded.set(
        pathname,
        response.body().then((body) => gzipSync(body).length),
      );
  });
  const kilobytes = async () => (await Promise.all(loaded.values())).reduce((sum, size) => sum + size, 0) / 1024;
  await page.goto(`${server.url}/admin/`, { waitUntil: 'load' });
  await page.getByLabel('组织代码').waitFor();
  expect(await kilobytes()).toBeGreaterThan(10);
  expect(await kilobytes()).toBeLessThanOrEqual(BUDGET.signIn);
  await page.getByLabel('组织代码').fill('cuihu');
  await page.getByLabel('账号').fill('audit');
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
  await context.close();
});
