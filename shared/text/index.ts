// Codes in, words out; filled from data without any further logic.
import type { Json } from '../kernel/json';
import { en } from './en';
import type { Words } from './words';
import { zhCN } from './zh-CN';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const words = (locale: Locale): Words => (locale === 'en' ? en : zhCN);

/** Replaces `{name}` by the member of that name; an unknown one becomes nothing. */
export const fill = (sentence: string, data: { readonly [name: string]: Json | undefined } = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });

/** The first of the caller's languages that we speak (an Accept-Language header), Chinese otherwise. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => part.startsWith('zh') || part.startsWith('en'));
  return wanted?.startsWith('en') === true ? 'en' : 'zh-CN';
}
