// When a page is looked at: nothing that it asked for is under way any more, and nothing on it moves. How long that takes is the
// machine's affair.
import type { Locator, Page, Request } from 'playwright-core';
import { PATIENCE_MS } from '../support/patience';

/** What goes on for as long as the page is open is waited for by nobody. */
const isLasting = (request: Request) =>
  request.resourceType() === 'eventsource' || request.url().includes('/api/feed.');

/** Nothing is left to do for what has come. A browser without a screen may stop drawing, and with it what it does when idle. */
const IDLE = `new Promise((resolve) => requestIdleCallback(() => resolve(null), { timeout: 2000 }))`;
/** Of what moves for ever, such as the lines that stand for what is still to come, only those are left. */
const STANDS = `document.getAnimations().every(({ playState, effect }) =>
  playState === 'finished' || effect.getComputedTiming().endTime === Infinity)`;

/** To be called before the page goes anywhere; answers how to wait until it has come to rest. */
export function watchRest(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let begun = 0;
  page.on('request', (request) => {
    if (isLasting(request)) return;
    // What an earlier page had asked for concerns nobody.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) underWay.clear();
    underWay.add(request);
    begun += 1;
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return async () => {
    // Twice in a row: what has come may be shown in one turn and lead to another question in the next.
    for (let quiet = 0, until = Date.now() + PATIENCE_MS; quiet < 2; ) {
      const before = begun;
      await page.evaluate(IDLE);
      const stands = await page.evaluate(STANDS);
      quiet = stands && underWay.size === 0 && begun === before ? quiet + 1 : 0;
      if (Date.now() > until)
        throw new Error(`the page does not come to rest: ${[...underWay].map((request) => request.url())}`);
      await page.waitForTimeout(50);
    }
  };
}

/** An element of the page, as far as it is looked at. */
type Element = {
  readonly parentElement: Element | null;
  readonly getAnimations: () => readonly {
    readonly effect: { readonly getComputedTiming: () => { readonly endTime: number } };
    readonly finished: Promise<unknown>;
  }[];
};

/** It is where it will be: neither it moves nor what it stands in. */
export async function still(what: Locator): Promise<void> {
  await what.evaluate(async (element: unknown) => {
    for (let one = element as Element | null; one !== null; one = one.parentElement) {
      const ends = one.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
      await Promise.all(ends.map(({ finished }) => finished));
    }
  });
}
