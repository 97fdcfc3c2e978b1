// One press of one card: under way, then what came of it, for as long as it is worth saying.
import { useCallback, useRef, useState } from 'react';
import { api, type Press } from './api';
import type { Delivery } from './model';

export type Attempt =
  | { readonly phase: 'sending'; readonly key: string }
  | { readonly phase: 'done'; readonly delivery: Delivery }
  | { readonly phase: 'failed'; readonly why: string };

export function usePress() {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const busy = useRef(false);
  const press = useCallback(async (what: Press) => {
    if (busy.current) return;
    busy.current = true;
    setAttempt({ phase: 'sending', key: what.key });
    try {
      setAttempt({ phase: 'done', delivery: await api.press(what) });
    } catch (error) {
      setAttempt({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
    } finally {
      busy.current = false;
    }
  }, []);
  return { attempt, press };
}
