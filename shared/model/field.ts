// A template's field: what is asked, at which node of the flow, and when.
import { z } from 'zod';
import { FIELD_TYPES, PRIORITIES } from '../kinds';
import { LIMITS } from '../limits';
import { bilingual, fieldKey, id, lat, line, lng, prose } from './base';
import { condition } from './condition';

export const field = z.strictObject({
  key: fieldKey,
  type: z.enum(FIELD_TYPES),
  label: bilingual(LIMITS.name),
  hint: bilingual(LIMITS.text).optional(),
  /** The node at which it is filled in. */
  node: fieldKey,
  required: z.boolean().optional(),
  requiredWhen: condition.optional(),
  visibleWhen: condition.optional(),
  options: z
    .array(z.strictObject({ value: line(LIMITS.code), label: bilingual(LIMITS.name) }))
    .min(1)
    .max(LIMITS.options)
    .optional(),
  /** Photos: at least and at most so many. */
  min: z.int().min(0).max(LIMITS.photosPerField).optional(),
  max: z.int().min(1).max(LIMITS.photosPerField).optional(),
});
export type Field = z.infer<typeof field>;

/** A value as it travels; `rules/form/check` says whether it suits its field. */
export const fieldValue = z.union([
  prose(LIMITS.longText),
  z.array(id<'file'>()).max(LIMITS.photosPerField),
  z.strictObject({
    lat,
    lng,
    accuracy: z.number().min(0).max(1_000_000).optional(),
    address: prose(LIMITS.address).optional(),
  }),
  z.strictObject({
    stars: z.int().min(1).max(5),
    tags: z.array(line(LIMITS.code)).max(LIMITS.tags).optional(),
    words: prose(LIMITS.text).optional(),
  }),
]);
export type FieldValue = z.infer<typeof fieldValue>;
export const formValues = z.record(fieldKey, fieldValue);
export type FormValues = Readonly<Record<string, FieldValue>>;

export const priority = z.enum(PRIORITIES);
