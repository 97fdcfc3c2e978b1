// The newest so many of a kind of record, kept on the device for the cellar without signal. Each person's own.
import { host } from './host/index';
import { currentSession } from './session';

export type Shelf<T> = {
  readonly get: (id: string) => T | null;
  readonly put: (id: string, record: T) => void;
};

export function shelf<T>(name: string, most: number): Shelf<T> {
  const key = () => `${name}.${currentSession()?.member.id ?? ''}`;
  const all = (): readonly (readonly [string, T])[] => {
    const kept = host.storage.get(key());
    return Array.isArray(kept) ? (kept as readonly (readonly [string, T])[]) : [];
  };
  return {
    get: (id) => all().find(([known]) => known === id)?.[1] ?? null,
    put: (id, record) => {
      const others = all().filter(([known]) => known !== id);
      host.storage.set(key(), [[id, record], ...others].slice(0, most));
    },
  };
}
