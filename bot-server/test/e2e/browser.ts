// Chromium, and a person in it: a window of their own, signed in through the page as people do.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { still } from './rest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No page of a test lives long enough to earn back what optimizing its code costs: a third of a page's processor time.
  '--js-flags=--no-opt,--no-maglev',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find((place) => place !== '' && existsSync(place));
  if (executablePath === undefined) throw new Error('Chromium is needed: set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: QUIET });
}

/**
 * A browser as somebody starts it for the first time; what it is told to wait for, it waits for long. It keeps no pages for later unless
 * it is told to (`KEEPS_PAGES`): two workers, each in a process of its own, that fetch the whole mini-program once more.
 */
export async function openContext(browser: Browser, options: Options = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** As browsers do. */
export const KEEPS_PAGES = { serviceWorkers: 'allow' } as const;

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

type Options = Parameters<Browser['newContext']>[0];
export type Window = { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] };

export async function openWindow(browser: Browser, url: string, login: string, options: Options): Promise<Window> {
  const context = await openContext(browser, { locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${url}/admin/`);
  await page.getByLabel('组织代码').fill('cuihu');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill('paidan123');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  return { context, page, errors };
}

/** An action of the bar, or of its menu when the screen is narrow; its dialog. */
export async function openAction(page: Page, name: string): Promise<Locator> {
  const inSight = page.getByRole('button', { name, exact: true });
  const more = page.getByRole('button', { name: '更多操作' });
  await inSight.or(more).first().waitFor();
  if (await inSight.first().isVisible()) await inSight.first().click();
  else {
    await more.click();
    await page.getByRole('menuitem', { name }).click();
  }
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

/** A stroke with the mouse, as a finger would draw it. */
export async function sign(canvas: Locator, page: Page): Promise<void> {
  await canvas.scrollIntoViewIfNeeded();
  // A dialog slides in, and with it what is signed on.
  await still(canvas);
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('nothing to sign on');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++) {
    const y = box.y + box.height * (0.5 + 0.2 * Math.sin(step));
    await page.mouse.move(box.x + box.width * (0.2 + 0.05 * step), y);
  }
  await page.mouse.up();
}

/** A dialog closes when what it asked for is done; one that stays says why. */
export async function gone(dialog: Locator): Promise<void> {
  try {
    await dialog.waitFor({ state: 'detached', ...PATIENCE });
  } catch {
    throw new Error(`the dialog stayed open: ${await dialog.textContent()}`);
  }
}
