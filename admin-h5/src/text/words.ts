// The product's words for its codes, shared with server and mini-program, by the interface's language.
import { words as wordsOf } from '@paidan/shared/text/index';
import type { Words } from '@paidan/shared/text/words';
import { type Locale, useLocale } from '../lib/locale';

export { fill } from '@paidan/shared/text/index';
export const words = (locale: Locale): Words => wordsOf(locale === 'zh' ? 'zh-CN' : 'en');
export const useWords = (): Words => words(useLocale());
