// Reports without an account: what an organization lets the public do, and what it keeps back until somebody has looked at it.
import { z } from 'zod';
import type { AssetId, FileId, MemberId, SiteId, TemplateId, TicketId } from '../kernel/id';
import { type HeldState, HOLD_REASONS, type HoldReason, PHONE_ASKS } from '../kinds';
import { LIMITS } from '../limits';
import { code, id, phone, prose } from './base';

/** Most reports within an hour. */
const perHour = (most: number) => z.int().min(1).max(most);

export const guestRules = z.strictObject({
  on: z.boolean(),
  /** The templates that may be used without an account. */
  templateIds: z.array(id<'template'>()).max(LIMITS.publicTemplates),
  /** There is no channel yet by which a number could be proved outside of WeChat: it is a contact, nothing more. */
  phone: z.enum(PHONE_ASKS),
  /** Stands above the form. */
  greeting: prose(LIMITS.greeting),
  /** The same in English; without it that page has no such line. */
  greetingEn: prose(LIMITS.greeting).optional(),
  /** Whom to call when the page is no help. */
  contact: phone.nullable(),
  limits: z.strictObject({ device: perHour(100), label: perHour(1000), address: perHour(1000) }),
  /** For what a report waits. */
  holds: z.array(z.enum(HOLD_REASONS)).max(HOLD_REASONS.length),
});
export type GuestRules = z.infer<typeof guestRules>;

/** The label that was scanned: by its code, or, from a mini-program's code, by the record's own id. */
export const labelRef = z.union([
  z.strictObject({ kind: z.enum(['s', 'a']), org: code, code }),
  z.strictObject({ kind: z.enum(['s', 'a']), id: id<'record'>() }),
]);
export type LabelRef = z.infer<typeof labelRef>;

/** What is kept of a report that waits, as its events fold to; the words are kept beside it and can be erased. */
export type Held = {
  readonly id: string;
  /** The ticket's id, should it become one. */
  readonly ticketId: TicketId;
  readonly guestId: MemberId;
  readonly templateId: TemplateId;
  readonly siteId: SiteId | null;
  readonly assetId: AssetId | null;
  readonly why: readonly HoldReason[];
  readonly state: HeldState;
  readonly at: number;
  readonly decidedAt: number | null;
  readonly decidedBy: MemberId | null;
  readonly version: number;
};

export type HeldFiles = readonly FileId[];
