// The words of the pages about chat platforms in the chosen language; apart from the rest, so that tickets open without them.
import { useLocale } from '../lib/locale';
import { channelsEn } from './channels.en';
import { type ChannelText, channelsZh } from './channels.zh';

export const useChannelText = (): ChannelText => (useLocale() === 'zh' ? channelsZh : channelsEn);
export type { ChannelText };
