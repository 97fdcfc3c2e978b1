// Every page of the mini-program in a browser, light and dark, Chinese and English: nothing that axe calls serious, nothing smaller
// than a thumb, nothing that scrolls sideways, on the narrowest of phones and with letters twice as large as well; and letters grow
// where somebody has set larger ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PATIENCE } from '../support/patience';
import { signIn } from './api';
import { violations } from './axe';
import { openHandset, pageAt, signInHere } from './handset';
import { watchRest } from './rest';
import { setStage } from './stage';

/** Pixels. */
const THUMB = 44;
const NARROW = { width: 320, height: 640 };

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }));

let ticketId = '';
/** One that a technician works on, and a resident waits for. */
beforeAll(async () => {
  const { url } = stage().server;
  const [resident, dispatch, worker] = await Promise.all(
    ['resident1', 'dispatch', 'tech1'].map((login) => signIn(url, login)),
  );
  if (!resident || !dispatch || !worker) throw new Error('nobody');
  const [{ body: templates }, { body: sites }, { body: people }] = await Promise.all([
    resident('template.list', {}),
    resident('site.list', { text: '301' }),
    dispatch('member.list', { text: 'tech1' }),
  ]);
  const { id: templateId } = templates.items.find(({ code }: { code: string }) => code === 'repair');
  const site = sites.items[0].id;
  const titles = ['厨房水管漏水', '门禁失灵，刷卡没有反应，已经两天了，家里老人进出不方便'];
  for (const title of titles) {
    const values = { title, category: 'water', priority: 'urgent', phone: '13800138009', site };
    const { body } = await resident('ticket.create', { templateId, values });
    ticketId = body.ticket.id;
    expect((await dispatch('ticket.assign', { ticketId, memberId: people.items[0].id })).status).toBe(200);
  }
  expect((await worker('ticket.accept', { ticketId })).status).toBe(200);
  expect((await worker('ticket.depart', { ticketId })).status).toBe(200);
});

/** Elements that are pressed and too small for it, with their size. What lies under something else is not counted. */
const SMALL = `
  [...document.querySelectorAll('.taro_page [role="button"], .taro_page a, .taro_page input, .taro_page textarea')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0 && (box.width < ${THUMB} - 0.5 || box.height < ${THUMB} - 0.5))
    .map(({ element, box }) => [element.className, element.textContent.slice(0, 20), Math.round(box.width), Math.round(box.height)])`;

const sideways = (page: Page) =>
  page.evaluate(`Math.max(0, ...[document.documentElement, ...document.querySelectorAll('.taro_page')]
    .map((box) => box.scrollWidth - box.clientWidth))`) as Promise<number>;

/** Pixels of each piece of text in sight, as it stands on the page. */
const sizes = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll('.taro_page *')]
    .filter((one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== ''))
    .map((one) => parseFloat(getComputedStyle(one).fontSize))`) as Promise<number[]>;

/** As a browser's own setting has it: half as large again as usual. */
async function enlarged(page: Page, at: string): Promise<void> {
  await page.setViewportSize({ width: 375, height: 812 });
  const before = await sizes(page);
  await page.evaluate(`document.documentElement.style.fontSize = '24px'`);
  const after = await sizes(page);
  const same = after.filter((size, index) => size < 1.49 * (before[index] ?? 0));
  expect([at, 'grows', before.length > 0, same]).toEqual([at, 'grows', true, []]);
  expect([at, 'enlarged', await sideways(page)]).toEqual([at, 'enlarged', 0]);
  expect([at, 'enlarged', await page.evaluate(BEYOND)]).toEqual([at, 'enlarged', []]);
  await page.evaluate(`document.documentElement.style.fontSize = ''`);
}

/** What can be pressed and reaches over an edge of the window, where it cannot be scrolled to. */
const BEYOND = `
  [...document.querySelectorAll('.taro_page [role="button"]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5))
    .map(({ element }) => element.className)`;

const PEOPLE = {
  tech1: ['today', 'ticket-work', 'basket', 'mine'],
  resident1: ['report', 'ticket', 'mine', 'today'],
} as const;
const READY: Readonly<Record<string, string>> = {
  today: '.todo__title',
  'ticket-work': '.work__foot',
  basket: '.basket',
  mine: '.mine__list, .blank',
  report: '.form__field',
  ticket: '.track__card',
};

describe.each([
  ['light', 'zh-CN'],
  ['dark', 'en'],
] as const)('%s, %s', (colorScheme, locale) => {
  test.each(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[])('the pages of %s', async (login) => {
    const { server, browser } = stage();
    const { url } = server;
    // axe is put in for the test alone; the server's own policy is looked at by its own tests.
    const { page, errors } = await openHandset(browser, { colorScheme, bypassCSP: true });
    const rest = watchRest(page);
    await page.goto(pageAt(url, 'today'));
    await page.getByRole('textbox').first().waitFor(PATIENCE);
    await rest();
    await look(page, 'sign-in');
    await signInHere(page, login);
    await page.locator('.todo__title').waitFor(PATIENCE);
    if (locale === 'en') await page.evaluate(`localStorage.setItem('language', '{"data":"en"}')`);
    for (const at of PEOPLE[login]) {
      const query = at === 'ticket' || at === 'ticket-work' ? `?id=${ticketId}` : '';
      await page.goto('about:blank');
      await page.goto(pageAt(url, at, query));
      await page
        .locator(READY[at] ?? at)
        .first()
        .waitFor(PATIENCE);
      await rest();
      await look(page, at);
    }
    expect(errors).toEqual([]);
  });
});

async function look(page: Page, at: string): Promise<void> {
  expect([at, await violations(page)]).toEqual([at, []]);
  expect([at, await page.evaluate(SMALL)]).toEqual([at, []]);
  expect([at, await sideways(page)]).toEqual([at, 0]);
  const usual = page.viewportSize();
  await page.setViewportSize(NARROW);
  expect([at, 'narrow', await sideways(page)]).toEqual([at, 'narrow', 0]);
  if (usual) await page.setViewportSize(usual);
  await enlarged(page, at);
  // Twice as large, as a browser's zoom makes everything: as if the window were half as wide.
  await page.setViewportSize({ width: 195, height: 422 });
  expect([at, 'large', await sideways(page)]).toEqual([at, 'large', 0]);
  if (usual) await page.setViewportSize(usual);
}
