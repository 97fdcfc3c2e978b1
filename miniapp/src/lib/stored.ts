// A value that the device keeps and the screens follow: read once, written through, heard by whoever uses it.
import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';

export type Stored<T> = {
  readonly get: () => T;
  /** False when the device's storage is full: the value holds until the app is closed. */
  readonly set: (value: T) => boolean;
  readonly use: () => T;
  readonly listen: (hear: () => void) => () => void;
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
    let written = true;
    try {
      if (next === null || next === false) Taro.removeStorageSync(key);
      else Taro.setStorageSync(key, next);
    } catch {
      written = false;
    }
    for (const listener of Array.from(listeners)) listener();
    return written;
  };
  const listen = (hear: () => void) => {
    listeners.add(hear);
    return () => void listeners.delete(hear);
  };
  return { get, set, listen, use: () => useSyncExternalStore(listen, get, get) };
}
