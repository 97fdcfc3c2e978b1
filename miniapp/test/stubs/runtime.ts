// The JavaScript runtime of a phone's mini-program, as poor as the oldest: no DOM, no globalThis, no recent additions. Boots a
// built mini-program in it, opens a page, and hands out what the page was told to show.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import vm from 'node:vm';

type Request = {
  url: string;
  header?: object;
  headers?: object;
  success?: (reply: object) => void;
  complete?: (reply: object) => void;
};
type Phone = { readonly kind: 'weapp' | 'dd'; readonly storage: Record<string, unknown>; readonly answer: object };
type Lifecycle = Record<'onLaunch' | 'onLoad' | 'onShow' | 'onReady', ((options: object) => void) | undefined>;

export async function openPage(dist: string, page: string, phone: Phone) {
  const requests: Request[] = [];
  const shown: Record<string, unknown> = {};
  const registered: { app?: Lifecycle; page?: Lifecycle } = {};
  const register = (what: 'app' | 'page') => (options: Lifecycle) => {
    registered[what] = options;
  };
  const api = makeApi(phone, requests);
  const globals = {
    console,
    setTimeout,
    clearTimeout,
    setInterval: () => 0,
    clearInterval: () => {},
    navigator: { swuserAgent: '' },
    App: register('app'),
    Page: register('page'),
    Component: register('page'),
    getApp: () => registered.app,
    getCurrentPages: () => [],
    ...(phone.kind === 'dd' ? { dd: api, my: api } : { wx: api }),
  };
  const context = vm.createContext(globals);
  vm.runInContext('delete Object.hasOwn; delete Array.prototype.at; delete globalThis.globalThis;', context);
  const load = makeRequire(context, dist);

  load('app.js');
  registered.app?.onLaunch?.({});
  load(`${page}.js`);
  const instance = {
    ...registered.page,
    route: page,
    data: {},
    setData: (data: object, done?: () => void) => {
      Object.assign(shown, data);
      done?.();
    },
  } as unknown as Lifecycle;
  for (const event of ['onLoad', 'onShow', 'onReady'] as const) instance[event]?.({});
  await after(500);
  return { shown: JSON.stringify(shown), requests };
}

function makeApi({ kind, storage, answer }: Phone, requests: Request[]): object {
  const keyOf = (key: string | { key: string }) => (typeof key === 'string' ? key : key.key);
  const request = (options: Request) => {
    requests.push(options);
    const reply = { statusCode: 200, status: 200, data: answer };
    setTimeout(() => {
      options.success?.(reply);
      options.complete?.(reply);
    }, 1);
    return { abort: () => {} };
  };
  const done = (options: Request) => options.success?.({});
  return {
    getStorageSync: (key: string | { key: string }) =>
      kind === 'dd' ? { data: storage[keyOf(key)] } : (storage[keyOf(key)] ?? ''),
    setStorageSync: () => {},
    removeStorageSync: () => {},
    getAppBaseInfo: () => ({ language: 'zh_CN' }),
    getSystemInfoSync: () => ({ language: 'zh_CN' }),
    getLaunchOptionsSync: () => ({}),
    canIUse: () => false,
    setNavigationBarTitle: done,
    setNavigationBar: done,
    request,
    httpRequest: request,
  };
}

function makeRequire(context: vm.Context, dist: string) {
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string, from = dist): unknown => {
    const place = path.resolve(from, file.endsWith('.js') ? file : `${file}.js`);
    const known = modules.get(place);
    if (known) return known.exports;
    const made = { exports: {} };
    modules.set(place, made);
    const code = `(function (require, module, exports) {${readFileSync(place, 'utf8')}\n})`;
    const body = vm.runInContext(code, context, { filename: place }) as (...parts: unknown[]) => void;
    body((name: string) => load(name, path.dirname(place)), made, made.exports);
    return made.exports;
  };
  return load;
}
