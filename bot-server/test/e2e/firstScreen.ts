// What a page fetches until something stands on it, and in how many turns: a turn begins when everything that was under way has come
// and something new is asked for.
import type { Page } from 'playwright-core';

/** Lighthouse's mobile profile: 1.6 Mbit/s, and 150 ms until the first byte of anything. */
export const SLOW_4G = { bytesPerMs: 1_638_400 / 8 / 1000, turnMs: 150 };

/** Many times what a busy processor needs between two lines of the page. */
const BREATH_MS = 1500;

export type Fetched = { readonly bytes: number; readonly requests: number; readonly turns: number };

export async function fetched(page: Page, until: () => Promise<void>): Promise<Fetched> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  // As if nothing of it had ever been here.
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  // On this machine a small file may be here before the next line of the page is read, which no network does: what is asked for in one
  // breath is one turn, however long the processor's breath is.
  await wire.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: BREATH_MS, downloadThroughput: -1, uploadThroughput: -1 },
  });
  /** Each request's turn: one more than that of whatever had come in when it was asked for. */
  const turnOf = new Map<string, number>();
  let [bytes, come] = [0, 0];
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) turnOf.set(requestId, come + 1);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    come = Math.max(come, turnOf.get(requestId) ?? 0);
  });
  await until();
  const found = { bytes, requests: turnOf.size, turns: Math.max(0, ...turnOf.values()) };
  await wire.detach();
  return found;
}
