// What the person chose for this page, kept in the browser: language, colours, phones, what was read.
import { createContext, useCallback, useContext, useState } from 'react';
import { type Lang, WORDS, type Words } from './text';

const PREFIX = 'paidan.sandbox.';

export function kept<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** A browser without storage forgets; the page works all the same. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {}
}

export function useKept<T>(name: string, otherwise: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => kept(name, otherwise));
  const set = useCallback(
    (fresh: T) => {
      keep(name, fresh);
      setValue(fresh);
    },
    [name],
  );
  return [value, set];
}

export const Language = createContext<Lang>('zh');
export const useLang = (): Lang => useContext(Language);
export const useWords = (): Words => WORDS[useContext(Language)];

export type Theme = 'light' | 'dark';
export const systemTheme = (): Theme =>
  globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
/** What the browser asks for first of the two; Chinese for all that ask for neither. */
export const systemLang = (languages: readonly string[] = navigator.languages): Lang =>
  languages.map((each) => each.slice(0, 2).toLowerCase()).find((each): each is Lang => Object.hasOwn(WORDS, each)) ??
  'zh';
