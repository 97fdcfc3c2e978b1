// Something is being sent. Mini-programs hear of a press outside of the browser's events: there React shows what a store says at once, and
// a state a moment later. Between the two a button would offer the step after the one that was just pressed.
import { useMemo, useState, useSyncExternalStore } from 'react';

/** Is shown together with what a store says, and ends together with the states that the answer changes. */
export function useBusy(): readonly [busy: boolean, setBusy: (busy: boolean) => void] {
  const begun = useMemo(makeFlag, []);
  const isBegun = useSyncExternalStore(begun.listen, begun.get, begun.get);
  const [state, setState] = useState(false);
  const set = (busy: boolean) => {
    begun.set(busy);
    setState(busy);
  };
  return [isBegun || state, set];
}

function makeFlag() {
  let value = false;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next: boolean) => {
      value = next;
      for (const listener of Array.from(listeners)) listener();
    },
    listen: (hear: () => void) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}
