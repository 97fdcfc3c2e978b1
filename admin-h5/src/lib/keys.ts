// Keyboard shortcuts: single keys and two-key sequences (`g t`). Silent while somebody types or a dialog is open.
import { useEffect, useRef } from 'react';

export type Shortcuts = Readonly<Record<string, () => void>>;

/** Milliseconds within which the second key must follow. */
const SEQUENCE_MS = 900;

/** Of all who listen together: the second key belongs to the sequence for everybody, whoever knows what it means. */
let begun: { readonly key: string; readonly at: number } | null = null;
let turn: { readonly event: Event; readonly first: string | null } | null = null;

/** The first key of a sequence, of which this is the second. */
function firstOf(event: KeyboardEvent): string | null {
  if (turn?.event !== event) {
    turn = { event, first: begun !== null && event.timeStamp - begun.at < SEQUENCE_MS ? begun.key : null };
    begun = null;
  }
  return turn.first;
}

export function useKeys(shortcuts: Shortcuts, enabled = true): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || busyElsewhere(event)) return;
      const key = `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
      const first = firstOf(event);
      const act = current.current[first === null ? key : `${first} ${key}`];
      const opens = first === null && Object.keys(current.current).some((name) => name.startsWith(`${key} `));
      if (opens) begun = { key, at: event.timeStamp };
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

function busyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable]') && !(event.metaKey || event.ctrlKey)) return true;
  if (event.key === 'Enter' && target?.closest('a, button')) return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}
