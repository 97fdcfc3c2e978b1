// The calls as they come: asked for after the last one known, held back while paused.
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from './api';
import type { Call } from './model';

const MOST = 500;

export function useLog(version: number, paused: boolean) {
  const [calls, setCalls] = useState<readonly Call[]>([]);
  const last = useRef(0);
  const asking = useRef(false);
  const ask = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      let fresh = await api.log(last.current);
      // A stand-in that was started anew counts from the beginning again.
      if (fresh.length === 0 && last.current > 0 && (await api.log(last.current - 1)).length === 0) {
        last.current = 0;
        fresh = await api.log(0);
      }
      if (fresh.length > 0) {
        last.current = Math.max(...fresh.map(({ id }) => id));
        setCalls((old) => [...old, ...fresh].slice(-MOST));
      }
    } catch {
      // The header says that the connection is lost.
    } finally {
      asking.current = false;
    }
  }, []);
  // Each call is a new version.
  useEffect(() => {
    if (!paused) void ask();
  }, [version, paused, ask]);
  const empty = useCallback(() => setCalls([]), []);
  return { calls, empty };
}
