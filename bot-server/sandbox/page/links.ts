// Where a card may lead: a web page, or a page of the mini-program when the product stands beside us. Nothing else is a link.
import { createContext, useContext } from 'react';
import type { CardLink } from './model';

/** Is the product reached at our own origin? */
export const Beside = createContext(false);
export const useBeside = (): boolean => useContext(Beside);

export function webAddress(url: string | undefined): string | null {
  if (url === undefined || url === '') return null;
  try {
    const { protocol } = new URL(url, 'http://here/');
    return protocol === 'http:' || protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

/** Who opens the mini-program, and which page of it: the stand-in's own page signs them in as the app would, then goes there. */
export type WayIn = WechatWay | DingWay;
type Into = { readonly org: string; readonly page: string };
export type WechatWay = Into & { readonly appid: string; readonly openid: string };
export type DingWay = Into & { readonly corpId: string; readonly clientId: string; readonly userid: string };

export const wayIn = (way: WayIn): string => `?${new URLSearchParams(way)}`;

export function wayInOf(search: string): WayIn | null {
  const { appid, openid, corpId, clientId, userid, org, page = '' } = Object.fromEntries(new URLSearchParams(search));
  if (!org) return null;
  if (appid && openid) return { appid, openid, org, page };
  return corpId && clientId && userid ? { corpId, clientId, userid, org, page } : null;
}

export const miniAddress = (page: string | undefined, beside: boolean): string | null =>
  beside ? `/m/#/${(page ?? '').replace(/^[/#]+/, '')}` : null;

/** `type` 1 is a web page, 2 a mini-program (WeCom 90236); a link without a type is what it has an address for. */
export function addressOf(link: CardLink | undefined, beside: boolean): string | null {
  if (link === undefined || link.type === 0) return null;
  return link.type === 2 || (link.url === undefined && link.pagepath !== undefined)
    ? miniAddress(link.pagepath, beside)
    : webAddress(link.url);
}

/** A picture is shown when the page's policy lets it be: our own origin, or in the address itself. */
export function pictureAddress(url: string | undefined, origin: string): string | null {
  if (url === undefined) return null;
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url)) return url;
  try {
    return new URL(url, origin).origin === origin ? url : null;
  } catch {
    return null;
  }
}
