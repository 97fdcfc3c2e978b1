// What came of what somebody just did, in one line, said where they look (ui/Toast): the one way to say it outside of a sheet.
import { SECOND } from '@paidan/shared/kernel/time';
import { useSyncExternalStore } from 'react';

export type Told = { readonly tone: 'good' | 'bad'; readonly text: string };

/** Long enough to read, the bad news twice; a press takes it away earlier. */
const SHOWN: Readonly<Record<Told['tone'], number>> = { good: 6 * SECOND, bad: 12 * SECOND };

let told: Told | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Empty: there is nothing to say, and what was said before is over. */
export function tell(text: string, tone: Told['tone'] = 'good'): void {
  clearTimeout(timer);
  told = text === '' ? null : { tone, text };
  if (told) timer = setTimeout(hush, SHOWN[tone]);
  for (const listener of Array.from(listeners)) listener();
}

export const hush = (): void => tell('');

const listen = (hear: () => void) => {
  listeners.add(hear);
  return () => void listeners.delete(hear);
};
const current = () => told;

export const useTold = (): Told | null => useSyncExternalStore(listen, current, current);
