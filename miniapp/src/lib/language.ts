// The language of the interface: the person's choice, else the phone's, else Chinese.
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { en } from '../text/en';
import { type Words, zhCN } from '../text/zh-CN';
import { stored } from './stored';

export type Language = 'zh-CN' | 'en';

const WORDS: Record<Language, Words> = { 'zh-CN': zhCN, en };

const language = stored<Language>('language', (raw) => (raw === 'zh-CN' || raw === 'en' ? raw : ofThePhone()));

export const currentLanguage = language.get;
export const useLanguage = language.use;
export const useWords = (): Words => WORDS[language.use()];

export function switchLanguage(): void {
  language.set(language.get() === 'en' ? 'zh-CN' : 'en');
}

/** The window's title, and in a browser the page's language for whoever reads it aloud. */
export function useWindowWords(): void {
  const code = language.use();
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: WORDS[code].product });
    if (process.env.TARO_ENV === 'h5') document.documentElement.lang = code;
  }, [code]);
}

function ofThePhone(): Language {
  return /^en/i.test(phoneLanguage()) ? 'en' : 'zh-CN';
}

function phoneLanguage(): string {
  if (process.env.TARO_ENV === 'h5') return navigator.language;
  // WeCom has no getAppBaseInfo.
  const info = typeof Taro.getAppBaseInfo === 'function' ? Taro.getAppBaseInfo() : Taro.getSystemInfoSync();
  return info?.language ?? '';
}
