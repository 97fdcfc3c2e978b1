// The window's title, and in a browser the page's language for whoever reads it aloud.
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { useLanguage } from './language';

export function useTitle(title: string): void {
  const language = useLanguage();
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title });
    if (process.env.TARO_ENV === 'h5') document.documentElement.lang = language;
  }, [title, language]);
}
