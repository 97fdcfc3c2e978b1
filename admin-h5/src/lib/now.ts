// The present, once every half minute, for relative times.
import { useEffect } from 'react';
import { signal, useSignal } from './signal';

const present = signal(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

export function useNow(): number {
  useEffect(() => {
    watchers += 1;
    timer ??= setInterval(() => present.set(Date.now()), 30_000);
    return () => {
      watchers -= 1;
      if (watchers > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return useSignal(present);
}
