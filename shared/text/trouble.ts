// A platform said no: what its code means, and what to do. Apart from the other words: only pages about platforms need them.
import { owns } from '../kernel/own';
import type { Locale } from './index';
import { troubleEn } from './trouble.en';
import { type Meaning, troubleZh } from './trouble.zh-CN';

export type { Meaning };

type Said = { readonly code: string; readonly message: string };

/** By the platform's code, or ours; undefined where there are no words for it. */
export function meaningOf(locale: Locale, code: string): Meaning | undefined {
  const codes: Readonly<Record<string, Meaning>> = locale === 'en' ? troubleEn : troubleZh;
  const known = /^http_\d+$/.test(code) ? 'http' : code;
  return owns(codes, known) ? codes[known] : undefined;
}

/** What the platform said, with its meaning and what to do in front where that is known. */
export function troubleWords(locale: Locale, { code, message }: Said): string {
  const meaning = meaningOf(locale, code);
  if (meaning === undefined) return message;
  const { what, todo } = meaning;
  if (locale === 'en') return `${what}. ${todo}${message === '' ? '' : ` (${message})`}`;
  return `${what}。${todo}${message === '' ? '' : `（${message}）`}`;
}

/** The platform's own part of what `troubleWords` said, or of anything else. */
export function ownWords(locale: Locale, { code, message }: Said): string {
  const ours = troubleWords(locale, { code, message: '' });
  if (ours === '' || !message.startsWith(ours)) return message;
  return message.slice(ours.length).replace(/^\s*[（(]|[）)]$/g, '');
}
