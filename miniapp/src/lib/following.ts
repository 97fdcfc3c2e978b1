// What a page shows of tickets follows what others do with them, for as long as the page is in front.
import { useEffect, useRef } from 'react';
import { type Change, useLive } from './live';

/**
 * Reads anew when a ticket of `mine` has changed elsewhere. However many changes come at once, or while one reading is under way, one
 * more follows.
 */
export function useFollowing(refresh: () => Promise<void>, mine: (change: Change) => boolean = () => true): void {
  const latest = useRef({ refresh, mine });
  latest.current = { refresh, mine };
  const state = useRef<'still' | 'reading' | 'again' | 'gone'>('still');
  useEffect(() => {
    state.current = 'still';
    return () => {
      state.current = 'gone';
    };
  }, []);
  const read = async () => {
    if (state.current !== 'still') {
      if (state.current === 'reading') state.current = 'again';
      return;
    }
    do {
      state.current = 'reading';
      await latest.current.refresh();
    } while ((state.current as string) === 'again');
    if ((state.current as string) !== 'gone') state.current = 'still';
  };
  useLive((changes) => {
    if (changes.some((change) => change.kind === 'ticket' && latest.current.mine(change))) void read();
  });
}
