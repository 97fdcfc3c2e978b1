// Does a report look as if nobody meant it? Reasons to have a person look first, never to throw it away.
import { type Duration, SECOND } from '../../kernel/time';
import { HOLD_REASONS, type HoldReason } from '../../kinds';

export type Look = {
  /** Everything that was written, one piece per field, without phone numbers that were asked for. */
  readonly words: readonly string[];
  readonly photos: number;
  /** What stood in the field that no person sees. */
  readonly trap: string;
  /** Between opening the page and sending; null: nobody can tell. */
  readonly took: Duration | null;
  /** The same words were sent at the same place a short while ago. */
  readonly repeated: boolean;
};

/** Reading two lines and writing three words takes longer. */
export const HASTY: Duration = 2 * SECOND;

// What anybody may send is long: no two repetitions here can share out the same letters between them, which takes ages to be found out.

/** Of a name, the letter in front of the dot is enough. */
const LINK = /https?:|www\.|[a-z0-9-]\.(?:com|cn|net|org|top|xyz|vip|cc|shop|site|io|me)(?![a-z])/i;
/** 加微信, 加V, 扣扣, vx: the openings of advertisements. */
const ADVERT = /加\s*(?:微信|v信|vx|wx|v|q|扣)|(?:微信|v信|vx|wx|qq|扣扣)[\s号:：]*[a-z0-9_-]{5}/i;
const SIGNS = /[\s\p{P}\p{S}]+/gu;
const LETTERS = /\p{L}/u;
const HAN = /\p{Script=Han}/u;

/** All that apply of those that the organization holds for, in a fixed order. */
export function judge(look: Look, holds: readonly HoldReason[]): readonly HoldReason[] {
  return HOLD_REASONS.filter((reason) => holds.includes(reason) && TESTS[reason](look));
}

const TESTS: Readonly<Record<HoldReason, (look: Look) => boolean>> = {
  trap: ({ trap }) => trap !== '',
  hasty: ({ took }) => took !== null && took < HASTY,
  duplicate: ({ repeated }) => repeated,
  links: ({ words }) => words.some((text) => LINK.test(text) || ADVERT.test(text)),
  number: ({ words }) => {
    const all = bare(words);
    return all !== '' && !LETTERS.test(all);
  },
  // A picture may say it all.
  short: ({ words, photos }) => photos === 0 && bare(words).length < (HAN.test(bare(words)) ? 2 : 3),
};

const bare = (words: readonly string[]): string => words.join('').replace(SIGNS, '');

/** What two reports have in common that say the same. */
export const sameWords = (words: readonly string[]): string =>
  words
    .map((text) => text.replace(SIGNS, '').toLowerCase())
    .filter((text) => text !== '')
    .join(' ');
