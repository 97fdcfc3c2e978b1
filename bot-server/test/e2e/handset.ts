// The mini-program in a phone's browser, as its users use it: signed in through its own page, tapped, typed into, photographed with.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { PATIENCE } from '../support/patience';
import { openContext, PHONE } from './browser';
import { still } from './rest';

export type Handset = { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] };

/** Inside WeCom, as far as the server can tell. */
export const IN_WECOM = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile MicroMessenger/8.0 wxwork/4.1.30';

export async function openHandset(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Handset> {
  const context = await openContext(browser, {
    locale: 'zh-CN',
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    ...options,
  });
  const errors: string[] = [];
  const listen = (page: Page) => page.on('pageerror', (error) => errors.push(String(error)));
  context.on('page', listen);
  return { context, page: await context.newPage(), errors };
}

/** Of the mini-program, by the name of its folder. */
export const pageAt = (url: string, page: string, query = ''): string => `${url}/m/#/pages/${page}/index${query}`;

/** Nobody waits for it: what changed meanwhile, and the ways of signing in, which show where the way on takes its time. */
const BESIDE = /^(feed\.|signin\.options$)/;

/** What the page asks the server for, and somebody waits for. */
export function askedBy(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, call] = /^\/api\/(.+)$/.exec(new URL(request.url()).pathname) ?? [];
    if (call !== undefined && !BESIDE.test(call)) asked.push(call);
  });
  return asked;
}

export const press = (within: Page | Locator, name: string | RegExp): Promise<void> =>
  within.getByRole('button', { name, exact: true }).last().click(PATIENCE);
export const reads = (within: Page | Locator, words: string | RegExp): Promise<void> =>
  within.getByText(words).last().waitFor(PATIENCE);
export const sheetOf = (page: Page): Locator => page.getByRole('dialog').last();

export const type = (within: Page | Locator, name: string, text: string): Promise<void> =>
  within
    .getByRole('textbox', { name, exact: true })
    .or(within.getByRole('spinbutton', { name, exact: true }))
    .last()
    .fill(text, PATIENCE);

/** Wherever the page stands that asks for it. */
export async function signInHere(page: Page, login: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).waitFor(PATIENCE);
  if (await page.getByRole('textbox', { name: '组织代码' }).isVisible()) await type(page, '组织代码', 'cuihu');
  await type(page, '账号', login);
  await type(page, '密码', 'paidan123');
  await press(page, '登录');
}

/** Through the phone's own chooser; back when the small picture stands there. */
export async function addPhoto(within: Page | Locator, page: Page, file: string, no = 1): Promise<void> {
  const chooser = page.waitForEvent('filechooser', PATIENCE);
  await within.locator('.photos__add').last().click(PATIENCE);
  await (await chooser).setFiles(file);
  await within
    .getByRole('button', { name: `照片 ${no}`, exact: true })
    .last()
    .waitFor(PATIENCE);
}

/** A stroke with a finger, taken as a signature. */
export async function signHere(page: Page): Promise<void> {
  const paper = page.locator('.signature__canvas').last();
  await paper.scrollIntoViewIfNeeded();
  await still(paper);
  const box = await paper.boundingBox();
  if (box === null) throw new Error('nothing to sign on');
  const at = (step: number) => ({
    x: box.x + box.width * (0.2 + 0.05 * step),
    y: box.y + box.height * (0.5 + 0.2 * Math.sin(step)),
  });
  const finger = await page.context().newCDPSession(page);
  const touch = (type: string, points: readonly object[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points } as never);
  await touch('touchStart', [at(0)]);
  for (let step = 1; step <= 12; step++) await touch('touchMove', [at(step)]);
  await touch('touchEnd', []);
  await press(page, '签好了');
  await page.getByRole('img', { name: '已签名' }).waitFor(PATIENCE);
}
