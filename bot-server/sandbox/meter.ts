// How often has something happened lately? Sliding windows for small limits, fixed ones for large.

export type Limit = { readonly count: number; readonly span: number };
/** Counts and answers true, or answers false because one of the limits is reached; what was refused does not count. */
export type Window = (now: number, limits: readonly Limit[]) => boolean;

export function makeWindow(): Window {
  const times: number[] = [];
  return (now, limits) => {
    // A clock that was set back would hold everything up until it has caught up.
    if ((times.at(-1) ?? 0) > now) times.length = 0;
    let most = 1;
    for (const { count, span } of limits) {
      most = Math.max(most, count);
      const nth = times[times.length - count];
      if (count <= 0 || (nth !== undefined && nth > now - span)) return false;
    }
    times.push(now);
    if (times.length > 2 * most) times.splice(0, times.length - most);
    return true;
  };
}

/** Answers how often the key has been counted in the present window, this time included. */
export type Counter = (key: string, window: number, by?: number) => number;

export function makeCounter(): Counter {
  const counts = new Map<string, { window: number; count: number }>();
  return (key, window, by = 1) => {
    const found = counts.get(key);
    if (found === undefined || found.window !== window) {
      counts.set(key, { window, count: by });
      return by;
    }
    found.count += by;
    return found.count;
  };
}
