// The way back, in both languages.
import type { Language } from '../lib/language';

export const backWords: Readonly<Record<Language, string>> = { 'zh-CN': '返回', en: 'Back' };
