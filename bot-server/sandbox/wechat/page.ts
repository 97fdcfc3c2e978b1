// Is this a page of the mini-program? Source: WeChat §4.
import type { Mini } from './mini';

const PATH = /^[\w-][\w./-]{0,1023}$/;

/** No slash before it; a query only where one is allowed. */
export function isPublished(mini: Mini, page: unknown, withQuery: boolean): boolean {
  if (typeof page !== 'string') return false;
  const [path = '', query] = page.split('?', 2);
  if (!PATH.test(path) || (query !== undefined && !withQuery)) return false;
  return mini.pages?.has(path) ?? true;
}
export const looksLikePage = (page: unknown): boolean => typeof page === 'string' && PATH.test(page);
