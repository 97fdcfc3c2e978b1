// Things that end: tokens, codes, messages. Whoever adds one sweeps away what has ended before it.
import type { Clock } from './clock';

type Entry<V> = { readonly value: V; readonly until: number };
export type Expiring<V> = {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly delete: (key: string) => void;
  readonly size: () => number;
};

/** `keep`: milliseconds for which an entry is remembered. Constant per entry on average: nothing is searched. */
export function makeExpiring<V>(clock: Clock, keep: number): Expiring<V> {
  const entries = new Map<string, Entry<V>>();
  const sweep = (now: number): void => {
    for (const [key, entry] of entries) {
      if (entry.until > now) return;
      entries.delete(key);
    }
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > clock.now() ? entry.value : undefined;
    },
    set: (key, value) => {
      const now = clock.now();
      sweep(now);
      entries.delete(key);
      entries.set(key, { value, until: now + keep });
    },
    delete: (key) => {
      entries.delete(key);
    },
    size: () => entries.size,
  };
}
