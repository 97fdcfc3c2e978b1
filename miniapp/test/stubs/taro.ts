// A stand-in phone: storage (jsdom's), a network that a test answers, and the page's life.
import { useEffect } from 'react';

type Request = { url: string; data: Record<string, unknown>; header: Record<string, string> };
type Reply = { statusCode: number; data: unknown };
type Server = (request: Request) => Reply | Promise<Reply>;

const hooks = { show: new Set<() => void>(), pull: new Set<() => void>(), bottom: new Set<() => void>() };

/** What a test does to the phone, and sees of it. */
export const phone = {
  requests: [] as Request[],
  language: 'zh_CN',
  title: '',
  pulls: 0,
  server: (() => ({ statusCode: 404, data: null })) as Server,
  comeBack: () => run(hooks.show),
  pullDown: () => run(hooks.pull),
  reachBottom: () => run(hooks.bottom),
};

const Taro = {
  getStorageSync: (key: string): unknown => JSON.parse(localStorage.getItem(key) ?? '""'),
  setStorageSync: (key: string, value: unknown) => localStorage.setItem(key, JSON.stringify(value)),
  removeStorageSync: (key: string) => localStorage.removeItem(key),
  getAppBaseInfo: () => ({ language: phone.language }),
  setNavigationBarTitle: async ({ title }: { title: string }) => {
    phone.title = title;
  },
  stopPullDownRefresh: () => {
    phone.pulls++;
  },
  request: async (request: Request): Promise<Reply> => {
    phone.requests.push(request);
    return phone.server(request);
  },
};
export default Taro;

export const useDidShow = (callback: () => void) => useHook('show', callback);
export const usePullDownRefresh = (callback: () => void) => useHook('pull', callback);
export const useReachBottom = (callback: () => void) => useHook('bottom', callback);

function useHook(name: keyof typeof hooks, callback: () => void): void {
  useEffect(() => {
    hooks[name].add(callback);
    return () => void hooks[name].delete(callback);
  });
}

function run(callbacks: Set<() => void>): void {
  for (const callback of callbacks) callback();
}
