// Two pages of the mini-program asked for within a moment: the last one that was asked for is the one that is shown, whatever comes
// first, and it is no blank one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Route } from 'playwright-core';
import { PATIENCE } from '../support/patience';
import { openHandset, pageAt, press, reads, signInHere } from './handset';
import { setStage } from './stage';

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }));

/** On the page of one's own reports. Parts of the app come by the network each time, where they can be held up. */
async function atMine(slow: readonly string[] = []) {
  const { browser, server } = stage();
  const held: Route[] = [];
  const { page, errors } = await openHandset(browser);
  await page.route(
    ({ pathname }) => slow.includes(pathname),
    (route) => void held.push(route),
  );
  await page.goto(pageAt(server.url, 'mine'));
  await signInHere(page, 'resident1');
  await opened(page, 'mine');
  return { page, errors, held };
}

/** Scripts that the page of a new report needs, and the two homes beside it do not: what the mini-program's own page says of its parts. */
async function partsOfReport(): Promise<readonly string[]> {
  const [, parts] = /const PARTS = (\{.*?\});?$/m.exec(await (await fetch(`${stage().server.url}/m/`)).text()) ?? [];
  const { report = [], today = [], mine = [] } = JSON.parse(parts ?? '{}') as Record<string, readonly string[]>;
  return report
    .filter((file) => file.endsWith('.js') && ![...today, ...mine].includes(file))
    .map((file) => `/m/${file}`);
}

const show = (page: Page, ...pages: readonly string[]) =>
  page.evaluate(`${JSON.stringify(pages)}.forEach((page) => { location.hash = '#/pages/' + page + '/index'; })`);

const opened = (page: Page, name: string) => page.locator(`.taro_page[id*="/${name}/"]`).waitFor(PATIENCE);

/** Pages that are there, in sight or not. */
const standing = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll('.taro_page')].map(({ id, offsetHeight }) =>
    [/pages.(.+).index/.exec(id)[1], offsetHeight > 0])`);

test('two addresses at once', async () => {
  const { page, errors } = await atMine();
  for (const name of ['basket', 'report', 'mine']) {
    await show(page, name);
    await opened(page, name);
  }
  // Both are here already, and come within one breath.
  await show(page, 'report', 'basket');
  await reads(page, '都发出去了');
  expect(await standing(page)).toEqual([['basket', true]]);
  await press(page, '返回');
  expect(errors).toEqual([]);
});

test('a press, and another one before the first one’s page has come', async () => {
  const slow = await partsOfReport();
  expect(slow).not.toEqual([]);
  const { page, errors, held } = await atMine(slow);
  await show(page, 'today');
  await opened(page, 'today');
  await press(page, '报修');
  await press(page, '我的报修');
  await opened(page, 'mine');
  while (held.length < slow.length) await page.waitForTimeout(50);
  await Promise.all(held.map((route) => route.continue()));
  // All of it has come, and whatever waited for it has gone on.
  await page.evaluate(`(async () => {
    for (const { path, load } of window.__taroAppConfig.routes) if (path.includes('report')) await Promise.all(await load());
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  })()`);
  expect(await standing(page)).toEqual([['mine', true]]);
  expect(errors).toEqual([]);
});
