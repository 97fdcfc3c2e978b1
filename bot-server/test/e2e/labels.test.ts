// Labels in a real browser: what the screen shows is scanned as a phone would, and the PDF and the browser's own print hold the
// same codes on paper of the right size.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { PATIENCE_MS } from '../support/patience';
import { pagesOfPdf } from '../support/pdf';
import { DESKTOP, openBrowser, openWindow } from './browser';
import { type ServerProcess, startProcess } from './process';

let server: ServerProcess;
let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-labels-'));
  server = await startProcess({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }, { standIn: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

async function scanned(code: Locator): Promise<string | undefined> {
  // A phone wants the quiet zone, too.
  const box = await code.boundingBox();
  if (box === null) throw new Error('no code on the page');
  const margin = box.width / 10;
  const clip = {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const picture = await code.page().screenshot({ clip });
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

/** Paper as the browser would print it. */
async function printed(page: Page): Promise<Buffer> {
  await page.evaluate('void (window.printed = new Promise((resolve) => { window.print = () => resolve(null); }))');
  await page.getByRole('button', { name: '打印', exact: true }).click();
  // All pages are laid out, with their pictures, before the browser is asked to print.
  await page.locator('.label-print-page').first().waitFor({ state: 'attached' });
  await page.evaluate('window.printed');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
  return pdf;
}

test('a branch of the sites, from the tree to the paper', async () => {
  const { page, context, errors } = await openWindow(browser, server.url, 'admin', {
    viewport: DESKTOP,
    acceptDownloads: true,
  });
  await page.goto(`${server.url}/admin/sites`);
  await page
    .getByRole('button', { name: /1号楼 的操作/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: '打印里面全部二维码' }).click();
  await page.getByText('翠湖花园 / 1号楼', { exact: true }).first().waitFor();
  await page.getByText(/^已选 [1-9]\d* 个$/).waitFor();
  await page.getByLabel('纸张').selectOption('3x8');

  const codes = page.locator('[data-link] path');
  const links = await page.locator('[data-link]').evaluateAll((all) => all.map((one) => one.getAttribute('data-link')));
  expect(links.length).toBeGreaterThan(5);
  await codes.nth(2).scrollIntoViewIfNeeded();
  for (const nth of [0, 2, 4]) {
    await codes.nth(nth).scrollIntoViewIfNeeded();
    // The sheet is still being laid out when its first code can be seen.
    let read = await scanned(codes.nth(nth));
    for (const until = Date.now() + PATIENCE_MS; read === undefined && Date.now() < until; ) {
      await page.waitForTimeout(100);
      read = await scanned(codes.nth(nth));
    }
    expect(read).toBe(links[nth]);
  }

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 PDF' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^二维码标签_翠湖物业_\d+张_\d{4}-\d\d-\d\d\.pdf$/);
  const [sheet] = pagesOfPdf(await readFile(await file.path()));
  expect([Math.round(sheet?.width ?? 0), Math.round(sheet?.height ?? 0)]).toEqual([210, 297]);
  await page.getByText(/个标签已记为打印过$/).waitFor();

  // Both kinds, on a roll: one label is one page, and the platform's pictures are on it.
  await page.getByLabel(/^两种都放/).click();
  await page.getByLabel('纸张').selectOption('100x80');
  const paper = await printed(page);
  const sizes = [...paper.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)),
  );
  expect(new Set(sizes.map(String))).toEqual(new Set(['100,80']));
  expect(errors).toEqual([]);
  await context.close();
});
