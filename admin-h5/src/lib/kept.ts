// Small things that a browser remembers. Storage may be full, blocked or garbled: then nothing is remembered, and nothing breaks.

export function recall<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(`paidan.${key}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`paidan.${key}`);
    else localStorage.setItem(`paidan.${key}`, JSON.stringify(value));
  } catch {
    // Not remembered, then.
  }
}
