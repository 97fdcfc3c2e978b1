// An item of a checklist in words: its range, and what was found.
import type { CheckAnswer, CheckItem } from '@paidan/shared/model/field';
import { inLocale, type Locale } from '../../lib/locale';
import type { Text } from '../../text/zh';

/** Empty where there is none. */
export function rangeOf({ kind, low, high, unit }: CheckItem, text: Text): string {
  if (kind !== 'number' || (low === undefined && high === undefined)) return '';
  const withUnit = (words: string) => (unit ? `${words} ${unit}` : words);
  if (low !== undefined && high !== undefined) return withUnit(`${low} ~ ${high}`);
  return low === undefined
    ? text.fields.checkAtMost(withUnit(String(high)))
    : text.fields.checkAtLeast(withUnit(String(low)));
}

export function foundOf(item: CheckItem, answer: CheckAnswer, locale: Locale): string {
  if (typeof answer === 'number') return item.unit ? `${answer} ${item.unit}` : String(answer);
  if (typeof answer === 'boolean') return answer ? '✓' : '–';
  const option = item.options?.find(({ value }) => value === answer);
  return option ? inLocale(option.label, locale) : String(answer);
}
