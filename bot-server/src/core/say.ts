// Puts a refusal into the caller's language, with names in place of the ids in its data.

import type { MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { Refusal } from '@paidan/shared/refusal';
import { fill, type Locale, words } from '@paidan/shared/text/index';
import { withLengths } from '@paidan/shared/text/lengths';
import { member } from '../store/tables/member';
import type { Reader } from '../store/unit';

export type SaidRefusal = {
  code: Refusal['code'];
  message: string;
  data?: Record<string, Json>;
};

/** `taken` names who has it; everything else is said by `sayPlain`. */
export async function sayRefusal(reader: Reader, locale: Locale, refusal: Refusal): Promise<SaidRefusal> {
  return sayPlain(locale, await withNames(reader, refusal, locale));
}

async function withNames(reader: Reader, refusal: Refusal, locale: Locale): Promise<Refusal> {
  const by = refusal.data?.by;
  if (refusal.code !== 'taken' || typeof by !== 'string') return refusal;
  const row = await reader.one(member, { id: by as MemberId });
  return {
    code: 'taken',
    data: { ...refusal.data, name: row?.erasedAt == null ? (row?.name ?? '') : words(locale).erased },
  };
}

export function sayPlain(locale: Locale, { code, data }: Refusal): SaidRefusal {
  const message = fill(words(locale).refusals[code], withLengths(locale, code, data));
  return data === undefined ? { code, message } : { code, message, data: { ...data } };
}
