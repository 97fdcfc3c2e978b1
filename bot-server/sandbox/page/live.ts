// The state as it is now: told of changes by the stream, fetched anew, joined to again when the stand-in was away.
import { useEffect, useState } from 'react';
import { api } from './api';
import { merge } from './merge';
import type { State } from './model';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
export type Link = 'joining' | 'joined' | 'lost';
export type Live = { readonly state: State | null; readonly link: Link };

export function useLive(): Live {
  const [live, setLive] = useState<Live>({ state: null, link: 'joining' });
  useEffect(() => follow((change) => setLive((old) => change(old))), []);
  return live;
}

/** A version that went back is another stand-in's. */
async function next(known: State | null, since: number): Promise<State> {
  const fresh = await api.state(since);
  return fresh.version < since ? merge(known, await api.state(0), 0) : merge(known, fresh, since);
}

function follow(tell: (change: (old: Live) => Live) => void): () => void {
  let stream: EventSource | null = null;
  let timer = 0;
  let wait = FIRST_WAIT;
  let ended = false;
  let asking = false;
  let again = false;
  let known: State | null = null;
  /** After a break nothing is sure: everything is asked for. */
  let whole = true;

  /** One question at a time; a change in the meantime is one more question afterwards. */
  async function refresh(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        known = await next(known, whole ? 0 : (known?.version ?? 0));
        whole = false;
        const state = known;
        if (!ended) tell(() => ({ link: 'joined', state }));
      } while (again && !ended);
    } catch {
      lost();
    } finally {
      asking = false;
    }
  }

  function join(): void {
    stream = new EventSource('api/stream');
    stream.onopen = () => {
      wait = FIRST_WAIT;
      void refresh();
    };
    stream.onmessage = () => void refresh();
    stream.onerror = lost;
  }

  /** The browser's own attempts end at the first answer that is no stream, such as a proxy's 502: ours do not. */
  function lost(): void {
    if (ended) return;
    whole = true;
    stream?.close();
    tell((old) => (old.link === 'lost' ? old : { ...old, link: old.state === null ? 'joining' : 'lost' }));
    window.clearTimeout(timer);
    timer = window.setTimeout(join, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  join();
  return () => {
    ended = true;
    window.clearTimeout(timer);
    stream?.close();
  };
}
