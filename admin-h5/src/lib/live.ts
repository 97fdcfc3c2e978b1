// The live feed: one numbered line per change. Streams while the page is open, and starts again by itself after a break.
import type { FeedItem } from '@paidan/shared/contract/feed';
import { useEffect } from 'react';
import { signal } from './signal';

export type Listener = (item: FeedItem) => void;
const listeners = new Set<Listener>();
/** Whether the stream stands. */
export const live = signal(false);

/** Milliseconds before the next attempt when the browser has given up. */
const RETRY = [1000, 3000, 10_000, 30_000];

export function startLive(): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let last = '';
  const open = () => {
    // What changes while the first page is being read is told once more.
    source = new EventSource(`/api/feed.stream?${last === '' ? 'recent=1' : `cursor=${last}`}`);
    source.onopen = () => {
      failures = 0;
      live.set(true);
    };
    source.onmessage = (event: MessageEvent<string>) => {
      if (event.lastEventId !== '') last = event.lastEventId;
      const item = itemIn(event.data);
      if (item !== null) for (const listener of [...listeners]) listener(item);
    };
    source.onerror = () => {
      live.set(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, RETRY[Math.min(failures++, RETRY.length - 1)]);
    };
  };
  if (typeof EventSource !== 'undefined') open();
  return () => {
    clearTimeout(timer);
    source?.close();
    live.set(false);
  };
}

export function useLive(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listener]);
}

/** For tests, and for what this page did itself. */
export function hear(item: FeedItem): void {
  for (const listener of [...listeners]) listener(item);
}

function itemIn(data: string): FeedItem | null {
  try {
    const item = JSON.parse(data) as FeedItem;
    return typeof item?.kind === 'string' ? item : null;
  } catch {
    return null;
  }
}
