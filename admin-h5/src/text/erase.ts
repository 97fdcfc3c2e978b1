// The words of erasing personal data in the chosen language.
import { useLocale } from '../lib/locale';
import { eraseEn } from './erase.en';
import { type EraseText, eraseZh } from './erase.zh';

export const useEraseText = (): EraseText => (useLocale() === 'zh' ? eraseZh : eraseEn);
