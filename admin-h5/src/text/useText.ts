// The interface's own words in the chosen language. They are loaded with the application, not with the sign-in.
import { useLocale } from '../lib/locale';
import { en } from './en';
import { type Text, zh } from './zh';

export const textIn = (locale: 'zh' | 'en'): Text => (locale === 'zh' ? zh : en);
export const useText = (): Text => textIn(useLocale());
