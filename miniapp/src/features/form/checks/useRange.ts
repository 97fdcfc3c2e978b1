// The range that a measured value should lie in, in words: 2 ~ 8 A, at most 8 A.
import type { CheckItem } from '@paidan/shared/model/field';
import { useOwn } from '../../../lib/said';
import { checkWords } from '../../../text/checks';

/** Empty where there is none. */
export function useRange(): (item: CheckItem) => string {
  const words = useOwn(checkWords);
  return ({ kind, low, high, unit = '' }) => {
    if (kind !== 'number') return '';
    const with_ = (text: string) => (unit ? `${text} ${unit}` : text);
    if (low !== undefined && high !== undefined) return with_(`${low} ~ ${high}`);
    if (low !== undefined) return words.atLeast(with_(String(low)));
    return high === undefined ? '' : words.atMost(with_(String(high)));
  };
}
