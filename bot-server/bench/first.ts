// first_screen_ms: how long does somebody wait until what they came for stands on a phone? The mini-program as a web page, on the
// mobile profile of Lighthouse (slow 4G, a processor four times slower), opened for the first time and once it has been there.

import type { Browser, BrowserContext } from 'playwright-core';
import { type Caller, signIn } from '../test/e2e/api';
import { openBrowser } from '../test/e2e/browser';
import { SLOW_4G } from '../test/e2e/firstScreen';
import { openHandset, pageAt, signInHere } from '../test/e2e/handset';
import { type Figure, spreadOf } from './figure';
import { startServer } from './server';

const CPU_SLOWER = 4;
const GOAL_MS = 1500;
const TODOS = 12;
/** The kept pages come a while after the first screen (lib/start.ts). */
const KEPT_BY_MS = 9000;

type Screen = { readonly login: string; readonly address: string; readonly there: string };

export const firstScreenMs: Figure = async ({ dir, short, say }) => {
  const server = await startServer(dir, { DATA_DIR: dir });
  const url = `http://127.0.0.1:${server.port}`;
  const browser = await openBrowser();
  try {
    const screens: Readonly<Record<string, Screen>> = {
      // `todo-item`: the class of a line of what waits for somebody.
      list: { login: 'tech1', address: pageAt(url, 'today'), there: '.todo-item' },
      form: { login: 'resident1', address: await someCode(url), there: '.form__field' },
    };
    const seen: Record<string, unknown> = {};
    for (const [name, screen] of Object.entries(screens)) {
      const cold = await rounds(browser, url, screen, short ? 3 : 9, 'block');
      const again = await rounds(browser, url, screen, short ? 2 : 5, 'allow');
      seen[`${name}_cold_ms`] = spreadOf(cold);
      seen[`${name}_again_ms`] = spreadOf(again);
      say(`${name}: first ${cold.map(Math.round).join(', ')}; again ${again.map(Math.round).join(', ')}`);
    }
    return { kind: 'absolute', ...seen, goal_ms: GOAL_MS, cpu_slower: CPU_SLOWER, ...SLOW_4G };
  } finally {
    await browser.close();
    await server.stop();
  }
};

/** Tickets for the technician, and the address of a code on a wall. */
async function someCode(url: string): Promise<string> {
  const [dispatch, resident] = (await Promise.all([signIn(url, 'dispatch'), signIn(url, 'resident1')])) as [
    Caller,
    Caller,
  ];
  const site = (await dispatch('site.list', { text: '301' })).body.items[0];
  const worker = (await dispatch('member.list', { text: 'tech1' })).body.items[0];
  const templates = (await resident('template.list', {})).body.items as {
    readonly id: string;
    readonly code: string;
  }[];
  const templateId = templates.find(({ code }) => code === 'repair')?.id;
  for (let at = 0; at < TODOS; at++) {
    const values = {
      title: `厨房水管漏水 ${at}`,
      category: 'water',
      priority: 'normal',
      phone: '13800138000',
      site: site.id,
    };
    const made = await resident('ticket.create', { templateId, values });
    await dispatch('ticket.assign', { ticketId: made.body.ticket.id, memberId: worker.id });
  }
  return `${url}/q/cuihu/s/${encodeURIComponent(site.code)}`;
}

/** Milliseconds until it stood there, round by round. `block`: as if nothing of it had ever been here; but signed in. */
async function rounds(
  browser: Browser,
  url: string,
  { login, address, there }: Screen,
  count: number,
  serviceWorkers: 'block' | 'allow',
): Promise<number[]> {
  const { context, page } = await openHandset(browser, { serviceWorkers });
  await page.goto(pageAt(url, 'today'));
  await signInHere(page, login);
  await page.locator('.todo__title').waitFor();
  if (serviceWorkers === 'allow') await page.waitForTimeout(KEPT_BY_MS);
  await page.close();
  const times: number[] = [];
  for (let round = 0; round < count; round++)
    times.push(await once(context, address, there, serviceWorkers === 'block'));
  await context.close();
  return times;
}

async function once(context: BrowserContext, address: string, there: string, cold: boolean): Promise<number> {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.setCacheDisabled', { cacheDisabled: cold });
  const down = SLOW_4G.bytesPerMs * 1000;
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW_4G.turnMs,
    downloadThroughput: down,
    uploadThroughput: down / 2,
  });
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });

  await page.addInitScript(`{
    const look = () => document.querySelector('${there}') ? (window.stoodAt = performance.now()) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }`);
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(there).first().waitFor({ state: 'attached' });
  const at = (await page.evaluate('window.stoodAt')) as number;

  await page.close();
  return at;
}
