// The keys of a search above a list in which one is marked, so that no hand leaves the keyboard.
import type { KeyboardEvent } from 'react';

type List<Id> = {
  /** As they are shown. */
  readonly ids: readonly Id[];
  readonly marked: Id | null;
  readonly mark: (id: Id) => void;
  /** What is marked is meant. */
  readonly take?: (() => void) | undefined;
};

/** Arrows move the mark. Enter takes what is marked; where nothing is, or it is out of sight, it marks the first, to be seen first. */
export function markKeys<Id>({ ids, marked, mark, take }: List<Id>) {
  return (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const at = marked === null ? -1 : ids.indexOf(marked);
    const next = NEXT[event.key]?.(at, ids.length);
    if (next === undefined) return;
    event.preventDefault();
    const id = ids[next];
    if (event.key === 'Enter' && at >= 0) take?.();
    else if (id !== undefined) mark(id);
  };
}

const NEXT: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Enter: () => 0,
};
