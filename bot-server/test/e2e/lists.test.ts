// A thousand lines in the mini-program's lists: flung through from top to bottom, every frame is full of lines, and what hangs in the
// page stays little.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { openHandset, pageAt, press, signInHere } from './handset';
import { setStage } from './stage';

const THOUSAND = 1000;
/** Enough pieces to come into sight one after the other. */
const HUNDRED = 100;
/** Of the server's own, per page; the lists here ask for less. */
const MOST_ELEMENTS = 6000;
/** Pixels per frame: a thumb at its quickest, six metres of list in a second. */
const FLING = 400;

/** Frames: to count all there is takes longer than a frame has. */
const COUNTED_EVERY = 8;
/** Many times what it takes. */
const MOST_FRAMES = 3000;
/** What shows between two sections. */
const GAPS = '.todo, .todo__section';

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-lists-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }));

const now = Date.now();
const summary = (no: number) => ({
  id: `t${String(no).padStart(19, '0')}`,
  no,
  title: `第 ${no} 件：楼道灯不亮，${'已经好几天了，'.repeat(no % 4)}请来看看`,
  priority: (['low', 'normal', 'high', 'urgent'] as const)[no % 4],
  phase: 'active',
  site: { id: `s${no}`, name: `翠湖花园 / ${(no % 20) + 1}号楼 / ${no}室` },
  version: 1,
  overdue: false,
  createdAt: now - no * 60_000,
  updatedAt: now,
  dueAt: now + no * 600_000,
});
const todo = (kind: 'offer' | 'task') => (no: number) => ({
  ticket: summary(no),
  work: { no: 1, node: 'repair', kind, openedAt: now },
});

/** The server's list with so many lines; everything else is its own. */
async function lengthen(page: Page, name: string, made: (no: number) => object, length: number): Promise<void> {
  await page.route(`**/api/${name}`, async (route) => {
    const { limit = 20, cursor = '0' } = route.request().postDataJSON() as { limit?: number; cursor?: string };
    const from = Number(cursor);
    const to = Math.min(length, from + limit);
    const items = Array.from({ length: to - from }, (_, at) => made(from + at + 1));
    await route.fulfill({ json: { items, ...(to < length && { next: String(to) }) } });
  });
}

/** The next frame, or a moment later: a browser without a screen may stop drawing, and then nothing would ever go on. */
const SOON = `
    const soon = (then) => {
      const late = setTimeout(() => { cancelAnimationFrame(drawn); then(); }, 500);
      const drawn = requestAnimationFrame(() => { clearTimeout(late); then(); });
    };`;

/** Down again and again, each time from a little above, until the list says that this was all of it. */
const TO_THE_END = (end: string) => `
  new Promise((resolve, reject) => {${SOON}
    const begun = performance.now();
    const box = [...document.querySelectorAll('.taro_page')].pop();
    let frames = 0;
    const frame = () => {
      if (document.querySelector('${end}')?.textContent.includes('没有更多了')) return resolve();
      if (++frames > ${MOST_FRAMES} || performance.now() - begun > ${PATIENCE_MS})
        return reject(new Error('after ' + frames + ' frames the list does not end: ' + document.body.innerText.slice(-400)));
      box.scrollTo(0, box.scrollHeight - (frames % 2) * 2 * innerHeight);
      soon(frame);
    };
    frame();
  })`;

/**
 * Frame by frame: scrolls on, and looks at once, as this is what the frame shows, at five places down the middle of the window. What is
 * neither a line nor what belongs to the list around it is a hole. Ends at the end of the list.
 */
const FLING_THROUGH = (lines: string, end: string) => `
  new Promise((resolve) => {${SOON}
    const box = [...document.querySelectorAll('.taro_page')].pop();
    const seen = { frames: 0, holes: [], most: 0, top: 0 };
    const frame = () => {
      const before = box.scrollTop;
      box.scrollBy(0, ${FLING});
      seen.frames += 1;
      if (seen.frames % ${COUNTED_EVERY} === 0) seen.most = Math.max(seen.most, document.getElementsByTagName('*').length);
      const last = document.querySelector('${end}')?.getBoundingClientRect().top ?? innerHeight;
      for (const share of [0.2, 0.35, 0.5, 0.65, 0.8]) {
        const y = innerHeight * share;
        if (y > last - 40) continue;
        const at = document.elementFromPoint(innerWidth / 2, y);
        if (!at?.closest('${lines}') && !at?.matches('${GAPS}')) seen.holes.push([Math.round(box.scrollTop), share, at?.className ?? '']);
      }
      if (box.scrollTop === before || seen.frames > ${MOST_FRAMES}) resolve({ ...seen, top: box.scrollTop });
      else soon(frame);
    };
    soon(frame);
  })`;

/** As if nothing were drawn before it comes into sight. */
const WITHOUT_MARGIN = `
  window.IntersectionObserver = class extends IntersectionObserver {
    constructor(hear, how) { super(hear, { ...how, rootMargin: '0px' }); }
  };`;

type Seen = {
  readonly frames: number;
  readonly holes: readonly unknown[];
  readonly most: number;
  readonly top: number;
};

describe.each([
  ['today', 'today', 'tech1', 'work.list', todo('task'), '.todo-item, .todo__section-head', '.todo__end'],
  ['the pool', 'today', 'tech1', 'work.list', todo('offer'), '.pool-item, .todo__section-head', '.todo__end'],
  ['my reports', 'mine', 'resident1', 'ticket.list', summary, '.item', '.mine__end'],
] as const)('%s', (name, at, login, list, made, lines, end) => {
  test('a thousand, flung through', async () => {
    const { server, browser } = stage();
    const { context, page, errors } = await openHandset(browser);
    const open = async (where: Page, length: number) => {
      await lengthen(where, list, made, length);
      await where.goto(pageAt(server.url, at));
      if (where === page) await signInHere(where, login);
      if (name === 'the pool') await press(where, /^抢单池/);
      await where.locator(end).waitFor(PATIENCE);
      await where.evaluate(TO_THE_END(end));
      await where.evaluate('[...document.querySelectorAll(".taro_page")].pop().scrollTo(0, 0)');
      await where.getByText('第 1 件').waitFor(PATIENCE);
      return (await where.evaluate(FLING_THROUGH(lines, end))) as Seen;
    };
    const seen = await open(page, THOUSAND);
    expect(seen.top).toBeGreaterThan(THOUSAND * 60);
    expect(seen.frames).toBeGreaterThan(100);
    expect(seen.holes).toEqual([]);
    expect(seen.most).toBeLessThan(MOST_ELEMENTS);
    expect(errors).toEqual([]);
    // The same look at a list that draws too late sees it.
    await page.close();
    const late = await context.newPage();
    await late.addInitScript(WITHOUT_MARGIN);
    expect((await open(late, HUNDRED)).holes.length).toBeGreaterThan(0);
  });
});
