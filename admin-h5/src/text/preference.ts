// The words of what people hear of, and how, in the chosen language; apart from the rest, so that connections open without them.
import { useLocale } from '../lib/locale';
import { preferenceEn } from './preference.en';
import { type PreferenceText, preferenceZh } from './preference.zh';

export const usePreferenceText = (): PreferenceText => (useLocale() === 'zh' ? preferenceZh : preferenceEn);
