// What came for those who are not shown. Who opens the page for the first time has read everything that is there.
import { useEffect, useMemo, useRef, useState } from 'react';
import { chatsOf, type Device, type Seen, seenTo, unread } from './devices';
import type { State } from './model';
import { keep, kept } from './setting';

export function useSeen(state: State | null, devices: readonly Device[], shown: readonly Device[]) {
  const [seen, setSeen] = useState<Seen | null>(() => kept<Seen | null>('seen', null));
  const first = useRef(seen === null);
  useEffect(() => {
    if (state === null) return;
    const read = first.current ? state.chats : shown.flatMap((device) => chatsOf(state, device));
    if (state.chats.length > 0) first.current = false;
    setSeen((old) => seenTo(old ?? {}, read));
  }, [state, shown]);
  useEffect(() => {
    if (seen !== null) keep('seen', seen);
  }, [seen]);
  return useMemo(() => {
    if (state === null || seen === null) return {};
    const counts = devices.map((device) => [
      device.id,
      shown.includes(device) ? 0 : chatsOf(state, device).reduce((sum, chat) => sum + unread(chat, seen), 0),
    ]);
    return Object.fromEntries(counts) as Readonly<Record<string, number>>;
  }, [state, seen, devices, shown]);
}
