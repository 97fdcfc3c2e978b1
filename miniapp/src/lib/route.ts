// Where the pages are, and how one gets there. Pages never write an address themselves.
import Taro from '@tarojs/taro';
import { settle } from './cover';

export const PAGES = {
  today: '/pages/today/index',
  work: '/pages/ticket-work/index',
  basket: '/pages/basket/index',
  report: '/pages/report/index',
  ticket: '/pages/ticket/index',
  mine: '/pages/mine/index',
  guest: '/pages/guest/index',
  follow: '/pages/guest/follow',
  same: '/pages/guest/same',
  asset: '/pages/asset/index',
} as const;
export type PageName = keyof typeof PAGES;
export type Params = Readonly<Record<string, string | number | undefined>>;

export function pathTo(page: PageName, params: Params = {}): string {
  const query = Object.keys(params)
    .filter((name) => params[name] !== undefined)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(params[name]))}`);
  return query.length > 0 ? `${PAGES[page]}?${query.join('&')}` : PAGES[page];
}

/** One page deeper; back leads here again. */
export function go(page: PageName, params?: Params): void {
  void Promise.resolve(Taro.navigateTo({ url: pathTo(page, params) })).catch(() => replace(page, params));
}

/** In place of this page: between the tabs, and after a form that is done. */
export function replace(page: PageName, params?: Params): void {
  const change = () => Promise.resolve(Taro.redirectTo({ url: pathTo(page, params) })).catch(() => {});
  const settled = settle();
  if (settled === null) void change();
  else void settled.then(change);
}

/** One page back; where there is none (opened by a link), to the page that this one belongs to. */
export function back(parent: PageName = 'today'): void {
  if (hasBefore()) void Promise.resolve(Taro.navigateBack()).catch(() => replace(parent));
  else replace(parent);
}

/** This page was opened from another. */
export const hasBefore = (): boolean => Taro.getCurrentPages().length > 1;
