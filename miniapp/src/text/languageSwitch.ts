// What the switch says: in the language that it leads to, so that whoever needs it can read it.
import type { Language } from '../lib/language';

type Words = { readonly other: string; readonly label: string };

export const languageWords: Readonly<Record<Language, Words>> = {
  'zh-CN': { other: 'EN', label: 'English' },
  en: { other: '中文', label: '切换到中文' },
};
