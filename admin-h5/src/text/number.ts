// The words of showing telephone numbers in the chosen language.
import { useLocale } from '../lib/locale';
import { numberEn } from './number.en';
import { type NumberText, numberZh } from './number.zh';

export const useNumberText = (): NumberText => (useLocale() === 'zh' ? numberZh : numberEn);
