// The small schemas that the nouns are built from. Every string has a maximum and is free of control characters.
import { z } from 'zod';
import type { Id } from '../kernel/id';
import { ID_PATTERN } from '../kernel/id';
import type { Json } from '../kernel/json';
import { isOneLine, isVisible } from '../kernel/text';
import { LIMITS } from '../limits';

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this pattern is for
const LINE = /^[^\u0000-\u001f\u007f\u2028\u2029]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but tabs and line ends may stay
const PROSE = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;

/** A lone surrogate is half a character: it cannot be stored as UTF-8 and come back equal. */
const wellFormed = (text: string) =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
const WHOLE = 'characters must be whole';

/** zod counts code points; forms, columns and input fields count UTF-16 units, of which an emoji has two. */
const fits = (max: number) =>
  [(text: string) => text.length <= max, { error: `at most ${max} characters, an emoji counting two` }] as const;

const seen = [isVisible, { error: 'must show something' }] as const;

/** One line of text, trimmed, 1 to `max` UTF-16 units. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(LINE)
    .refine(wellFormed, WHOLE)
    .refine(...fits(max))
    .refine(isOneLine, { error: 'must be one line that reads as it stands' })
    .refine(...seen);
/** Several lines, trimmed, 0 to `max` UTF-16 units. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(PROSE)
    .refine(wellFormed, WHOLE)
    .refine(...fits(max));

/** The same where something must be said. */
export const words = (max: number) =>
  prose(max)
    .min(1)
    .refine(...seen);

export const id = <Noun extends string>() => z.string().regex(ID_PATTERN) as unknown as z.ZodType<Id<Noun>, string>;

/** Integer milliseconds since 1970, UTC. */
export const instant = z.int().min(0).max(8_640_000_000_000_000);
export const version = z.int().min(0).max(1_000_000_000);
export const code = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.code)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
export const fieldKey = z
  .string()
  .min(1)
  .max(LIMITS.fieldKey)
  .regex(/^[a-z][A-Za-z0-9]*$/);
export const phone = z
  .string()
  .trim()
  .min(5)
  .max(LIMITS.phone)
  .regex(/^\+?[0-9][0-9 -]*$/);
/** A centimetre is finer than any receiver; databases need not keep the last bits of a double, so none are let in. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7 + 0;
export const lat = z.number().min(-90).max(90).overwrite(rounded);
export const lng = z.number().min(-180).max(180).overwrite(rounded);
export const point = z.strictObject({ lat, lng });
/** Words in both of the interface's languages. */
export const bilingual = (max: number) => z.strictObject({ zh: line(max), en: line(max) });
export type Bilingual = { readonly zh: string; readonly en: string };

/** Any JSON, typed as ours. */
export const anyJson = z.json() as unknown as z.ZodType<Json, Json>;
