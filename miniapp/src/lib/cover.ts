// What lies over a page — a sheet, a picture — says so here: in a browser, Escape and going back close it before the page itself is left.
// How, no first screen waits for (coverH5, in one part with the pictures over everything). Mini-programs have nothing of the kind: what was
// put down in a sheet is kept everywhere (features/form/note).
import { useEffect, useRef } from 'react';

type Browser = typeof import('./coverH5');
let browser: Browser | null = null;

async function load(): Promise<Browser | null> {
  if (process.env.TARO_ENV === 'h5')
    browser ??= await import(/* webpackChunkName: "cover" */ './coverH5').catch(() => null);
  return browser;
}

/** While the caller stands there. Of several, the last one is on top. */
export function useCover(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => cover(() => latest.current()), []);
}

/** Answers how to say that it is gone. */
export function cover(close: () => void): () => void {
  if (process.env.TARO_ENV !== 'h5') return () => {};
  if (browser) return browser.cover(close);
  let leave: (() => void) | null = () => {};
  void load().then((loaded) => {
    if (leave && loaded) leave = loaded.cover(close);
  });
  return () => {
    leave?.();
    leave = null;
  };
}

/** Null: the page's own entry is on top of the browser's history. Otherwise resolves once it is. */
export const settle = (): Promise<void> | null => browser?.settle() ?? null;

/** Fetched while there is signal. Where the page was read anew while a sheet was open, that is so no longer. */
export const coverAhead = (): void => void load().then((loaded) => loaded?.settle());
