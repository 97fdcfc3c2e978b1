// What zod finds wrong, in the caller's language.
import type { Locale } from '@paidan/shared/text/index';
import { z } from 'zod';

/** For the `error` option of `safeParse`. */
export const ISSUE_WORDS: Readonly<Record<Locale, z.core.$ZodErrorMap>> = {
  'zh-CN': z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
};
