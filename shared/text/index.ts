// Codes in, words out; `fill` puts data into their blanks, without any further logic.
import { en } from './en';
import type { Words } from './words';
import { zhCN } from './zh-CN';

export { fill } from '../kernel/fill';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const words = (locale: Locale): Words => (locale === 'en' ? en : zhCN);

/** The first of the caller's languages that we speak (an Accept-Language header), Chinese otherwise. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => part.startsWith('zh') || part.startsWith('en'));
  return wanted?.startsWith('en') === true ? 'en' : 'zh-CN';
}
