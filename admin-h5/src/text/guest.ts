// The words of public reports in the chosen language; apart from the rest, so that tickets open without them.
import { useLocale } from '../lib/locale';
import { guestEn } from './guest.en';
import { type GuestText, guestZh } from './guest.zh';

export const useGuestText = (): GuestText => (useLocale() === 'zh' ? guestZh : guestEn);
