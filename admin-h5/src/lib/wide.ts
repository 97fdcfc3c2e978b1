// Is the window at least this wide?
import { useSyncExternalStore } from 'react';

export function useWide(pixels: number): boolean {
  const query = window.matchMedia?.(`(min-width: ${pixels}px)`);
  return useSyncExternalStore(
    (listener) => {
      query?.addEventListener?.('change', listener);
      return () => query?.removeEventListener?.('change', listener);
    },
    () => query?.matches ?? true,
  );
}
