// Keyboard shortcuts: single keys and two-key sequences (`g t`). Silent while somebody types or a dialog is open.
import { useEffect, useRef } from 'react';

export type Shortcuts = Readonly<Record<string, () => void>>;

/** Milliseconds within which the second key must follow. */
const SEQUENCE_MS = 900;

export function useKeys(shortcuts: Shortcuts, enabled = true): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    let first: { readonly key: string; readonly at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || busyElsewhere(event)) return;
      const key = `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
      const pair = first !== null && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : null;
      const act =
        (pair !== null ? current.current[pair] : undefined) ?? (pair === null ? current.current[key] : undefined);
      const opens = Object.keys(current.current).some((name) => name.startsWith(`${key} `));
      first = pair === null && opens ? { key, at: event.timeStamp } : null;
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
