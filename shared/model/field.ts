// A template's field: what is asked, at which node of the flow, and when.
import { z } from 'zod';
import { CHECK_KINDS, FIELD_TYPES, PRIORITIES } from '../kinds';
import { LIMITS } from '../limits';
import { bilingual, fieldKey, id, lat, line, lng, prose } from './base';
import { condition } from './condition';

/** One item of a checklist. `rules/form/checklist` says when an answer is out of order. */
export const checkItem = z.strictObject({
  key: fieldKey,
  kind: z.enum(CHECK_KINDS),
  label: bilingual(LIMITS.name),
  /** May be left open; all others must be answered before the work is completed. */
  optional: z.boolean().optional(),
  /** Of a number. */
  unit: line(LIMITS.unit).optional(),
  /** The range that a measured number should lie in, both ends included. */
  low: z.number().optional(),
  high: z.number().optional(),
  /** Of a choice. `bad`: chosen, it is flagged. */
  options: z
    .array(z.strictObject({ value: line(LIMITS.code), label: bilingual(LIMITS.name), bad: z.boolean().optional() }))
    .min(2)
    .max(12)
    .optional(),
});
export type CheckItem = z.infer<typeof checkItem>;

export const field = z
  .strictObject({
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
    /** Of a checklist. */
    items: z.array(checkItem).min(1).max(LIMITS.checks).optional(),
  })
  .meta({ id: 'field' });
export type Field = z.infer<typeof field>;

/** Something said instead of written. `seconds` is what the recorder counted. */
export const voiceNote = z.strictObject({ file: id<'file'>(), seconds: z.int().min(1).max(LIMITS.voiceSeconds) });
export type VoiceNote = z.infer<typeof voiceNote>;

/** Answers by the item's key: ticked, measured, chosen, photographed. */
export const checkAnswer = z.union([
  z.boolean(),
  z.number().min(-1e12).max(1e12),
  line(LIMITS.code),
  z.array(id<'file'>()).max(LIMITS.photosPerField),
]);
export type CheckAnswer = z.infer<typeof checkAnswer>;
export type CheckAnswers = Readonly<Record<string, CheckAnswer>>;

/** A value as it travels; `rules/form/check` says whether it suits its field. */
export const fieldValue = z
  .union([
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
    voiceNote,
    z.strictObject({
      checks: z
        .record(fieldKey, checkAnswer)
        .refine((checks) => Object.keys(checks).length <= LIMITS.checks, `at most ${LIMITS.checks} items`),
    }),
  ])
  .meta({ id: 'fieldValue' });
export type FieldValue = z.infer<typeof fieldValue>;
export const formValues = z.record(fieldKey, fieldValue);
export type FormValues = Readonly<Record<string, FieldValue>>;

export const priority = z.enum(PRIORITIES);
