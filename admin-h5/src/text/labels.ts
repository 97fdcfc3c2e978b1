// The words of printing labels in the chosen language; apart from the rest, so that tickets open without them.
import { useLocale } from '../lib/locale';
import { labelsEn } from './labels.en';
import { type LabelText, labelsZh } from './labels.zh';

export const useLabelText = (): LabelText => (useLocale() === 'zh' ? labelsZh : labelsEn);
