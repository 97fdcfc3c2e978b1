// Words in the person's language: of the organization's own records, and of the product's codes.
import type { Bilingual } from '@paidan/shared/model/base';
import type { Words as AppWords } from '../text/zh-CN';
import type { Failure } from './call';
import type { Trouble } from './host/port';
import { sayTrouble } from './host/trouble';
import { type Language, useLanguage } from './language';

export const said = (text: Bilingual, language: Language): string => (language === 'en' ? text.en : text.zh);

export function useSaid(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => said(text, language);
}

export { useCodes } from './codes';

/** One of a feature's own dictionaries. */
export function useOwn<T>(dictionary: Readonly<Record<Language, T>>): T {
  return dictionary[useLanguage()];
}

/** Why there is no answer, in one sentence. */
export function failureWords(failure: Failure, words: AppWords): string {
  switch (failure.kind) {
    case 'refused':
      return failure.message;
    case 'offline':
      return joined(words.offline.title, words.offline.hint);
    case 'fault':
      return failure.said ?? joined(words.fault.title, words.fault.hint(failure.requestId));
  }
}

/** Two sentences as one, by the punctuation of their script. */
const joined = (one: string, other: string): string => `${one}${/[\w)]$/.test(one) ? '. ' : '，'}${other}`;

/** What the phone would not do, and what can be done about it; empty when nothing needs to be said. */
export function useTroubleWords(instead?: string): (trouble: Trouble) => string {
  const language = useLanguage();
  return (trouble) => sayTrouble(trouble, language, instead).text;
}
