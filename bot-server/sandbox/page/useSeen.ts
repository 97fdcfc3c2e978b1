// What came for those who are not shown. Who opens the page for the first time has read everything that is there.
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Device, deviceIdOf, type Seen, seenTo, unread } from './devices';
import type { State } from './model';
import { keep, kept } from './setting';

/** By device. */
export function useSeen(state: State | null, shown: readonly Device[]): Readonly<Record<string, number>> {
  const [seen, setSeen] = useState<Seen | null>(() => kept<Seen | null>('seen', null));
  const first = useRef(seen === null);
  const ids = useMemo(() => new Set(shown.map(({ id }) => id)), [shown]);
  useEffect(() => {
    if (state === null) return;
    const read = first.current ? state.chats : state.chats.filter((chat) => ids.has(deviceIdOf(chat)));
    if (state.chats.length > 0) first.current = false;
    setSeen((old) => seenTo(old ?? {}, read));
  }, [state, ids]);
  useEffect(() => {
    if (seen !== null) keep('seen', seen);
  }, [seen]);
  return useMemo(() => {
    const counts: Record<string, number> = {};
    if (state === null || seen === null) return counts;
    for (const chat of state.chats) {
      const id = deviceIdOf(chat);
      if (!ids.has(id)) counts[id] = (counts[id] ?? 0) + unread(chat, seen);
    }
    return counts;
  }, [state, seen, ids]);
}
