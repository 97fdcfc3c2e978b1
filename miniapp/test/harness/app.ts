// A mini-program at work: started with a query, its pages on a stack, each with its life from loading to unloading; the pages of a
// subpackage are loaded when they are first opened.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Element, Owner } from './element';
import { makeRuntime, type Runtime } from './runtime';
import type { Templates } from './template';

export type Query = Readonly<Record<string, string>>;
export type Launch = { readonly path?: string; readonly query?: Query; readonly scene?: number };

type Handler = (this: unknown, ...given: unknown[]) => unknown;
type Registered = { readonly data?: object; readonly methods?: Owner } & { readonly [name: string]: unknown };
export type Page = {
  readonly route: string;
  readonly query: Query;
  readonly instance: Owner & { data: Record<string, unknown> };
  readonly view: () => Element;
};

export type Turn = { readonly url?: string; readonly delta?: number };
/** `null`: done. Otherwise why not, in the host's words. */
export type Turned = string | null;
export type Navigation = Readonly<
  Record<'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack', (turn: Turn) => Turned>
>;

export type App = Pick<Runtime, 'errors' | 'attempt' | 'later'> & {
  readonly launch: Required<Launch>;
  readonly pages: readonly Page[];
  readonly front: () => Page;
  readonly navigation: Navigation;
  readonly hide: () => void;
  readonly show: () => void;
  /** Calls a page's handler of that name, if there is one. */
  readonly tell: (page: Page, handler: string, ...given: readonly unknown[]) => void;
  readonly end: () => void;
};

type Config = {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly tabBar?: { readonly list: readonly { readonly pagePath: string }[] };
};

/** So many pages lie upon each other at most: WeChat and DingTalk alike. */
const DEEPEST = 10;

type Setup = {
  readonly dist: string;
  readonly launch: Launch;
  readonly templates: (components: { readonly ownerOf: (component: string, data: object) => Owner }) => Templates;
  /** What the host puts into the app's world beside what every host does. */
  readonly globals: (app: App) => Readonly<Record<string, unknown>>;
  readonly clockOff: number;
};

export function startApp({ dist, launch, templates: makeTemplates, globals, clockOff }: Setup): App {
  const config = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as Config;
  const paths = [
    ...config.pages,
    ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  const tabs = (config.tabBar?.list ?? []).map(({ pagePath }) => pagePath);
  const registered = new Map<string, Registered>();
  const stack: Page[] = [];
  let loading = 'app';
  let own: Registered = {};
  const templates = makeTemplates({
    ownerOf: (component, data) => {
      use(component);
      return { ...registered.get(component)?.methods, data } as Owner;
    },
  });

  const app: App = {
    launch: { path: launch.path ?? config.pages[0] ?? '', query: launch.query ?? {}, scene: launch.scene ?? 1001 },
    pages: stack,
    front: () => {
      const front = stack[stack.length - 1];
      if (front === undefined) throw new Error(`the app has no page: ${runtime.errors.join('\n')}`);
      return front;
    },
    errors: [],
    attempt: (act) => runtime.attempt(act),
    later: (act, after) => runtime.later(act, after),
    navigation: { navigateTo, redirectTo, reLaunch, switchTab, navigateBack },
    hide: () => {
      tell(app.front(), 'onHide');
      call(own, own.onHide);
    },
    show: () => {
      call(own, own.onShow, { ...app.launch });
      tell(app.front(), 'onShow');
    },
    tell,
    end: () => runtime.end(),
  };
  const register = (options: Registered) => void registered.set(loading, options);
  const world = {
    App: (options: Registered) => {
      own = options;
    },
    Page: register,
    Component: register,
    getApp: () => own,
    getCurrentPages: () => stack.map(({ instance }) => instance),
    ...globals(app),
  };
  const runtime = makeRuntime(dist, world, clockOff);
  (app as { errors: string[] }).errors = runtime.errors;

  use('app');
  call(own, own.onLaunch, { ...app.launch });
  call(own, own.onShow, { ...app.launch });
  open(app.launch.path, app.launch.query);
  return app;

  function use(file: string): void {
    if (registered.has(file)) return;
    loading = file;
    runtime.attempt(() => runtime.load(file));
  }

  function call(whose: object, handler: unknown, ...given: readonly unknown[]): void {
    if (typeof handler === 'function') runtime.attempt(() => void (handler as Handler).apply(whose, [...given]));
  }

  function tell(page: Page, handler: string, ...given: readonly unknown[]): void {
    call(page.instance, page.instance[handler], ...given);
  }

  function open(route: string, query: Query): void {
    use(route);
    const options = registered.get(route);
    if (options === undefined) throw new Error(`${route} registers no page: ${runtime.errors.join('\n')}`);
    const data = JSON.parse(JSON.stringify(options.data ?? {})) as Record<string, unknown>;
    let view: Element | null = null;
    const instance: Page['instance'] & { setData: unknown } = {
      ...options,
      data,
      route,
      __route__: route,
      setData: (changes: Readonly<Record<string, unknown>>, done?: () => void) => {
        for (const [at, value] of Object.entries(changes)) if (value !== undefined) put(data, at, value);
        view = null;
        if (done) runtime.later(() => done.call(instance));
      },
    };
    const drawn = () => {
      view ??= templates.render(route, data, instance);
      return view;
    };
    const page: Page = { route, query, instance, view: drawn };
    stack.push(page);
    tell(page, 'onLoad', { ...query });
    tell(page, 'onShow');
    runtime.later(() => tell(page, 'onReady'));
  }

  /** Where an address leads; a string says why nowhere. */
  function target(url = ''): { readonly route: string; readonly query: Query } | string {
    const [named = '', words = ''] = url.split('?');
    const route = path.posix.join('/', path.posix.dirname(stack[stack.length - 1]?.route ?? ''), named).slice(1);
    const found = named.startsWith('/') ? named.slice(1) : route;
    if (!paths.includes(found)) return `page "${found}" is not found`;
    // As they stand in the address: neither host opens their encoding.
    const pairs = words.split('&').filter((pair) => pair !== '');
    return { route: found, query: Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2))) as Query };
  }

  function close(): void {
    const page = stack.pop();
    if (page) tell(page, 'onUnload');
  }

  function navigateTo({ url }: Turn): Turned {
    const to = target(url);
    if (typeof to === 'string') return to;
    if (tabs.includes(to.route)) return 'can not navigateTo a tabbar page';
    if (stack.length >= DEEPEST) return `webview count limit exceed`;
    tell(app.front(), 'onHide');
    open(to.route, to.query);
    return null;
  }

  function redirectTo({ url }: Turn): Turned {
    const to = target(url);
    if (typeof to === 'string') return to;
    if (tabs.includes(to.route)) return 'can not redirectTo a tabbar page';
    close();
    open(to.route, to.query);
    return null;
  }

  function reLaunch({ url }: Turn): Turned {
    const to = target(url);
    if (typeof to === 'string') return to;
    while (stack.length > 0) close();
    open(to.route, to.query);
    return null;
  }

  function switchTab(turn: Turn): Turned {
    const to = target(turn.url);
    if (typeof to === 'string') return to;
    return tabs.includes(to.route) ? reLaunch(turn) : 'can not switch to no-tabBar page';
  }

  function navigateBack({ delta = 1 }: Turn): Turned {
    if (stack.length === 1) return 'cannot navigate back at first page';
    for (let n = 0; n < delta && stack.length > 1; n++) close();
    tell(app.front(), 'onShow');
    return null;
  }
}

/** `root.cn.[0].v`: the host's way to name a place in the data. Only what JSON can say arrives. */
function put(data: Record<string, unknown>, at: string, value: unknown): void {
  const steps = at.match(/[^.[\]]+/g) ?? [];
  const last = steps.pop();
  if (last === undefined) return;
  let inside = data;
  for (const [n, step] of steps.entries()) {
    const next = steps[n + 1] ?? last;
    inside[step] ??= /^\d+$/.test(next) ? [] : {};
    inside = inside[step] as Record<string, unknown>;
  }
  const said = JSON.stringify(value);
  if (said !== undefined) inside[last] = JSON.parse(said);
}
