// Which blanks of a refusal's sentence are lengths in metres: they are said as people say lengths.
import type { Json } from '../kernel/json';
import { metresEn, metresZh } from '../kernel/metres';
import type { RefusalCode } from '../refusal';
import type { Locale } from './index';

const LENGTHS: Partial<Record<RefusalCode, readonly string[]>> = {
  outside_fence: ['distance', 'radius'],
  position_vague: ['accuracy'],
};

type Data = { readonly [name: string]: Json };

/** The refusal's data for its sentence; the data themselves stay numbers for programs. */
export function withLengths(locale: Locale, code: RefusalCode, data: Data | undefined): Data | undefined {
  const names = LENGTHS[code];
  if (names === undefined || data === undefined) return data;
  const say = locale === 'en' ? metresEn : metresZh;
  const lengths = names.flatMap((name) => {
    const metres = data[name];
    return typeof metres === 'number' ? [[name, say(metres)] as const] : [];
  });
  return { ...data, ...Object.fromEntries(lengths) };
}
