// What was picked, for as long as the tab is open: a reload brings it back. Another address begins anew, and so does another person.
const KEY = 'paidan.labels.picked';

type Kept = { readonly of: string; readonly refs: readonly string[] };

/** `of`: whose picks, and by which address the page was opened. Null: nothing was picked so yet. */
export function recallPicks(of: string): readonly string[] | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
    const refs = kept?.of === of && Array.isArray(kept.refs) ? kept.refs : null;
    return refs?.every((ref) => typeof ref === 'string') ? refs : null;
  } catch {
    return null;
  }
}

export function keepPicks(of: string, refs: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ of, refs } satisfies Kept));
  } catch {
    // Not kept, then.
  }
}
