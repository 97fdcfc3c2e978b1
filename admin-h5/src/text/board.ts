// The words of the overview in the chosen language; apart from the rest, so that tickets open without them.
import { useLocale } from '../lib/locale';
import { boardEn } from './board.en';
import { type BoardText, boardZh } from './board.zh';

export const useBoardText = (): BoardText => (useLocale() === 'zh' ? boardZh : boardEn);
