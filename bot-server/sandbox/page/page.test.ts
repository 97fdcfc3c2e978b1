// The page in a real browser, at the real stand-in, before a tiny product: what arrives is drawn, what is pressed and typed goes out
// and comes back, the clock moves, the traffic shows, and nobody is shut out.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, openBrowser, openContext, PHONE } from '../../test/e2e/browser';
import { type RunningSandbox, startSandbox } from '../start';
import { type Product, startProduct } from './testing/product';
import { CORP, send, worldWith } from './testing/world';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const BUILD = path.join(__dirname, '../../../config/run/sandboxPage.mjs');

let pageDir = '';
let browser: Browser;
let product: Product;
let sandbox: RunningSandbox;
let platform: Awaited<ReturnType<typeof send>>;

beforeAll(async () => {
  pageDir = await mkdtemp(path.join(tmpdir(), 'paidan-sandbox-page-'));
  await promisify(execFile)(process.execPath, [BUILD, pageDir]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (pageDir !== '') await rm(pageDir, { recursive: true, force: true });
});
beforeEach(async () => {
  product = await startProduct(CORP);
  sandbox = await startSandbox({ pageDir });
  const api = `${sandbox.url}/sandbox/api/world`;
  await fetch(api, { method: 'POST', body: JSON.stringify(worldWith(product.url)) });
  platform = await send(sandbox.url);
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await sandbox.stop();
  await product.stop();
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; errors: string[] }> {
  const context = await openContext(browser, { viewport: DESKTOP, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (line) => {
    if (/content security policy/i.test(line.text())) errors.push(line.text());
  });
  await page.goto(`${sandbox.url}/sandbox/`);
  await page.locator('.device').first().waitFor();
  return { page, errors };
}
const phoneOf = (page: Page, name: string) => page.getByRole('region', { name: `${name}的手机` });

test('the page speaks the browser’s language until another is chosen', async () => {
  const { page } = await open({ locale: 'en-GB' });
  expect(await page.title()).toBe('WeCom and WeChat stand-in · Paidan');
  await page.getByRole('button', { name: '中文' }).first().click();
  await page.getByRole('heading', { name: '企业微信与微信模拟器', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '企业微信与微信模拟器', level: 1 }).waitFor();
  expect(await page.title()).toBe('企业微信与微信模拟器 · 派单');
});

test('what the product sends is drawn on each phone, in the group, and in WeChat; a recall leaves a line', async () => {
  const { page, errors } = await open();
  const { msgid } = await platform.card('tech1|tech2', 'offer-1');
  await platform.group();
  await platform.allow();
  await platform.notice();
  for (const name of ['张伟', '刘洋']) {
    await phoneOf(page, name)
      .getByRole('heading', { name: /#1024 厨房水管漏水/ })
      .waitFor();
    expect(await phoneOf(page, name).getByRole('button', { name: '接单', exact: true }).first().isVisible()).toBe(true);
  }
  await page.getByRole('region', { name: '群聊：翠湖工程群' }).getByText('14:30').waitFor();
  await phoneOf(page, '吴芳').getByRole('heading', { name: '工单进度通知' }).waitFor();
  await platform.recall(msgid);
  await phoneOf(page, '张伟').getByText('派单撤回了一条消息').waitFor();
  expect(errors).toEqual([]);
});

test('a press changes the presser’s card, and only that one', async () => {
  const { page } = await open();
  await platform.card('tech1|tech2', 'offer-1');
  await phoneOf(page, '张伟').locator('.card').getByRole('button', { name: '接单' }).click();
  await phoneOf(page, '张伟').locator('.card .replaced').getByText('已接单').waitFor();
  expect(await phoneOf(page, '刘洋').locator('.card').getByRole('button', { name: '接单' }).isVisible()).toBe(true);
});

test('words go to the application, its answer comes back', async () => {
  const { page } = await open();
  const phone = phoneOf(page, '王磊');
  await phone.getByRole('textbox').fill('接单 1024');
  await phone.getByRole('textbox').press('Enter');
  await phone.locator('.mine').getByText('接单 1024').waitFor();
  await phone.getByText('收到：接单 1024').waitFor();
  await phone.getByRole('button', { name: '我的工单' }).click();
  await phone.getByText('收到：我的工单').waitFor();
});

test('a product that is away: the press is under way, then said to be unanswered', async () => {
  await platform.card('tech1', 'offer-1');
  // It does not even refuse before the page has been looked at.
  product.silent = true;
  const { page } = await open();
  await phoneOf(page, '张伟').locator('.card').getByRole('button', { name: '接单' }).click();
  await phoneOf(page, '张伟').getByRole('button', { name: '发送中…' }).waitFor();
  await product.stop();
  await phoneOf(page, '张伟').getByText('产品未响应（共投递 4 次）').waitFor();
  await page.reload();
  await phoneOf(page, '张伟').getByText('产品未响应').waitFor();
});

test('the clock goes on, and back', async () => {
  const { page } = await open();
  const bar = page.getByRole('group', { name: '业务时钟' });
  await bar.getByRole('button', { name: '+1 小时' }).click();
  await bar.getByText('+1 小时', { exact: true }).nth(1).or(bar.locator('.moved')).first().waitFor();
  const offset = async () => (await (await fetch(`${sandbox.url}/sandbox/api/clock`)).json()).offset;
  expect(await offset()).toBe(3_600_000);
  await bar.getByRole('button', { name: '到 22:30' }).click();
  await bar.locator('b', { hasText: /^22:30:/ }).waitFor();
  await bar.getByRole('button', { name: '复位' }).click();
  await bar.getByText('真实时间').waitFor();
  expect(await offset()).toBe(0);
});

test('the traffic shows each call in clear and as it went over the wire', async () => {
  await platform.card('tech1', 'offer-1');
  const { page } = await open();
  await page.getByRole('button', { name: '通信记录' }).click();
  const log = page.getByRole('region', { name: '通信记录' });
  await phoneOf(page, '张伟').locator('.card').getByRole('button', { name: '接单' }).click();
  const press = log.getByRole('button', { name: /press button_interaction/ });
  await press.click();
  await log.getByText('template_card_event').waitFor();
  await log.getByRole('button', { name: '密文' }).click();
  await log
    .getByText(/<Encrypt>/)
    .first()
    .waitFor();
  await log.getByRole('searchbox').fill('message/send');
  await press.waitFor({ state: 'detached' });
  await log.getByRole('button', { name: /message\/send/ }).waitFor();
});

test('a fault is switched on, met, and gone', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: '故障' }).click();
  const panel = page.getByRole('complementary', { name: '故障' });
  await panel.getByRole('button', { name: '开启' }).click();
  await panel.getByText('还剩 1 次').waitFor();
  await expect(platform.card('tech1', 'offer-1')).rejects.toThrow();
  await panel.getByText('没有故障').waitFor();
  await platform.card('tech1', 'offer-2');
  await phoneOf(page, '张伟').locator('.card').waitFor();
});

test('who leaves is shown as gone, who joins gets a phone', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: '成员', exact: true }).click();
  const panel = page.getByRole('complementary', { name: '成员' });
  const row = panel.getByRole('listitem').filter({ hasText: '张伟' });
  await row.getByRole('button', { name: '离职' }).click();
  await row.getByRole('group', { name: '离职' }).getByRole('button', { name: '离职' }).click();
  await panel.getByText('张伟 已离职').waitFor();
  await phoneOf(page, '张伟').locator('.banner').waitFor();
  await panel.getByText('新成员加入').click();
  await panel.getByLabel('姓名', { exact: true }).fill('周斌');
  await panel.getByLabel('账号', { exact: true }).fill('tech4');
  await panel.getByRole('button', { name: '加入组织' }).click();
  await panel.getByText('周斌 已加入').waitFor();
  await panel.getByRole('listitem').filter({ hasText: '周斌' }).getByRole('checkbox', { name: '显示' }).check();
  await phoneOf(page, '周斌').waitFor();
});

test('the phones that are chosen stay chosen; who is not shown gets a badge', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: '刘洋', exact: true }).click();
  await phoneOf(page, '刘洋').waitFor({ state: 'detached' });
  await page.reload();
  await phoneOf(page, '张伟').waitFor();
  expect(await phoneOf(page, '刘洋').count()).toBe(0);
  await platform.card('tech2', 'offer-1');
  await page.getByRole('button', { name: /^刘洋.*1 条未读/ }).click();
  await phoneOf(page, '刘洋').locator('.card').waitFor();
  await page.getByRole('button', { name: '刘洋', exact: true }).waitFor();
});

test('the page joins again when the stand-in was away', async () => {
  const { page } = await open();
  await sandbox.stop();
  await page.getByText('连接断开，正在重连…').waitFor();
  sandbox = await startSandbox({ pageDir, port: sandbox.port });
  await fetch(`${sandbox.url}/sandbox/api/world`, { method: 'POST', body: JSON.stringify(worldWith(product.url)) });
  platform = await send(sandbox.url);
  await platform.card('tech1', 'offer-1');
  await phoneOf(page, '张伟').locator('.card').waitFor();
});

type AxeResult = { readonly id: string; readonly impact: string; readonly nodes: readonly { html: string }[] };
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
  ['phone, light', PHONE, 'light'],
  ['phone, dark', PHONE, 'dark'],
  ['desktop, light', DESKTOP, 'light'],
  ['desktop, dark', DESKTOP, 'dark'],
] as const)('%s', (_name, viewport, colorScheme) => {
  test('nothing serious for axe, nothing sideways, in both languages', async () => {
    await platform.card('dispatch|tech1', 'offer-1');
    await platform.group();
    const small = viewport.width < 768;
    // Injected for the test alone.
    const { page, errors } = await open({ viewport, colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    const tool = async (name: RegExp) => {
      if (small) await page.getByRole('button', { name: /更多|More/ }).click();
      await page.getByRole('button', { name }).last().click();
    };
    const look = async () => {
      expect(await violations(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    };
    await look();
    for (const name of [/^成员|^People/, /^故障|^Faults/, /^通信记录|^Traffic/]) {
      await tool(name);
      await look();
      await page
        .getByRole('button', { name: /^关闭|^Close/ })
        .first()
        .click();
    }
    if (small) await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: 'English' }).last().click();
    await look();
    expect(errors).toEqual([]);
  });
});
