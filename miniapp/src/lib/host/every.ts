// What every host has: an attempt that may fail, and the device's storage.
import { ok } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import { failed, trouble } from './fail';
import type { Answer, Host, Matter } from './port';

/** Runs what may throw, or reject; what is not there at all counts as unsupported. */
export async function attempt<T>(matter: Matter, act: () => T | Promise<T>): Answer<T> {
  try {
    return ok(await act());
  } catch (error) {
    return failed(matter, error);
  }
}

export const storage: Host['storage'] = {
  get: (key) => {
    const found: unknown = Taro.getStorageSync(key);
    return found === '' || found === null ? undefined : found;
  },
  set: (key, value) => {
    try {
      Taro.setStorageSync(key, value);
      return ok(null);
    } catch (error) {
      return trouble('storage', 'full', String((error as { errMsg?: unknown } | null)?.errMsg ?? error));
    }
  },
  remove: (key) => Taro.removeStorageSync(key),
  keys: () => Taro.getStorageInfoSync().keys ?? [],
};
