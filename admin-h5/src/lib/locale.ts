// The language of the interface: the person's choice, else the browser's, else Chinese.
import { recall, remember } from './kept';
import { signal, useSignal } from './signal';

export type Locale = 'zh' | 'en';

const first = (): Locale =>
  recall<Locale>('locale') ?? (navigator.language && !navigator.language.startsWith('zh') ? 'en' : 'zh');

const chosen = signal<Locale>(first());

export const locale = chosen.get;
export const useLocale = (): Locale => useSignal(chosen);

export function chooseLocale(next: Locale): void {
  remember('locale', next);
  chosen.set(next);
  dress();
}

export function dress(): void {
  document.documentElement.lang = chosen.get() === 'zh' ? 'zh-CN' : 'en';
}

/** The one of two wordings that suits. */
export const inLocale = (words: { readonly zh: string; readonly en: string }, which: Locale): string => words[which];
