// A value that the device keeps and the screens follow: read once, written through, heard by whoever uses it.
import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';

export type Stored<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly use: () => T;
};

/** `read` judges what lies in storage, which an older version may have written; it is also given what is absent. */
export function stored<T>(key: string, read: (raw: unknown) => T): Stored<T> {
  let value: T | undefined;
  const listeners = new Set<() => void>();

  const get = () => {
    if (value === undefined) value = read(Taro.getStorageSync(key));
    return value;
  };
  const set = (next: T) => {
    value = next;
    if (next === null) Taro.removeStorageSync(key);
    else Taro.setStorageSync(key, next);
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { get, set, use: () => useSyncExternalStore(subscribe, get, get) };
}
