// What is typed and not saved. Whoever would leave it – by a link, a key, back, signing out, closing the tab – is asked first.
import { useLayoutEffect } from 'react';
import { signal } from './signal';

const held = new Set<symbol>();
/** What was about to be done, while the person is asked. */
export const leaving = signal<(() => void) | null>(null);

// A browser asks in its own words. It is told only while there is something to lose: pages that listen are kept ready less often.
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** A part of the page has something to lose, or no longer. It has nothing once it is gone, with whatever closed it. */
export function useUnsaved(has: boolean): void {
  useLayoutEffect(() => {
    if (!has) return;
    const one = Symbol('unsaved');
    held.add(one);
    window.addEventListener('beforeunload', ask);
    return () => {
      held.delete(one);
      if (held.size === 0) letGo();
    };
  }, [has]);
}

export const isUnsaved = (): boolean => held.size > 0;

/** At once where nothing is lost by it, otherwise when the person agrees. */
export function leave(act: () => void): void {
  if (isUnsaved()) leaving.set(act);
  else act();
}

/** It was agreed that what is not saved gets lost: nobody asks about it again. */
export function letGo(): void {
  held.clear();
  window.removeEventListener('beforeunload', ask);
}
