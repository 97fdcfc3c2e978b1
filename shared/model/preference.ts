// Who wants to hear what, and when not: the organization's choice, and each person's own on top of it.
import { z } from 'zod';
import { NOTICE_KINDS, VIAS, type Via } from '../kinds';

/** Minutes after midnight at the organization's offset. */
const minuteOfDay = z.int().min(0).max(1439);

export const preferenceValues = z.strictObject({
  /** Kinds that are not sent. What the organization names here, nobody hears; without that, each person chooses. */
  muted: z.array(z.enum(NOTICE_KINDS)).max(NOTICE_KINDS.length).optional(),
  /** From when to when only what is urgent is sent; null: never quiet. */
  quiet: z.strictObject({ from: minuteOfDay, to: minuteOfDay }).nullable().optional(),
  /** Notices within ten minutes after which the rest comes as one digest. */
  flood: z.int().min(1).max(100).optional(),
  /** By which connection somebody hears who has several. */
  via: z.enum(VIAS).optional(),
  /** The organization's only: kinds that its groups hear of. */
  groups: z.array(z.enum(NOTICE_KINDS)).max(NOTICE_KINDS.length).optional(),
});
export type PreferenceValues = z.infer<typeof preferenceValues>;

/** What holds, with nothing left open. */
export type Preference = {
  readonly muted: readonly (typeof NOTICE_KINDS)[number][];
  readonly quiet: { readonly from: number; readonly to: number } | null;
  readonly flood: number;
  readonly via: Via;
  readonly groups: readonly (typeof NOTICE_KINDS)[number][];
};
