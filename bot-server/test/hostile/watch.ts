// Did any text become more than text? A window that notices: scripts that run, elements that stand where only letters should,
// requests that leave for elsewhere, dialogs.
import type { BrowserContext, Page } from 'playwright-core';

export type Watch = {
  /** What was noticed since it was last asked. */
  readonly noticed: (page: Page) => Promise<readonly string[]>;
};

/** Elements that our own pages have none of. */
const MADE_OF_TEXT = `
  [...document.querySelectorAll('img[src="x"], [onerror], [onload], [onfocus], [ontoggle], iframe[srcdoc], base, a[href^="javascript:" i], meta[http-equiv="refresh" i], link[href*="evil.test"]')]
    .map((element) => element.outerHTML.slice(0, 120))
    .concat([...document.scripts].filter((script) => script.textContent.includes('hit(')).map((script) => script.outerHTML))
    .concat([...document.querySelectorAll('style')].filter((style) => style.textContent.includes('evil.test')).map((style) => style.outerHTML.slice(0, 120)))`;

export async function watch(context: BrowserContext): Promise<Watch> {
  const seen: string[] = [];
  await context.exposeFunction('hit', (which: unknown) => {
    seen.push(`ran: hit(${String(which)})`);
  });
  await context.route(/evil\.test/, (route) => {
    seen.push(`asked elsewhere: ${route.request().url()}`);
    return route.abort();
  });
  const listen = (page: Page) =>
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
  context.on('page', listen);
  for (const page of context.pages()) listen(page);
  return {
    noticed: async (page) => {
      const stands = (await page.evaluate(MADE_OF_TEXT)) as string[];
      return [...seen.splice(0), ...stands.map((html) => `stands there: ${html}`)];
    },
  };
}
