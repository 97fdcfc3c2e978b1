// Ticket commands as they travel. Imperative; `rules/ticket/decide` says what comes of each.
import { z } from 'zod';
import type { MemberId } from '../kernel/id';
import { LIMITS } from '../limits';
import { code, id, lat, lng, prose, version, words } from './base';
import { formValues, voiceNote } from './field';

const ticketId = id<'ticket'>();
/** The version that the sender saw; when given, a newer ticket refuses the command as stale. */
const seen = { ticketId, version: version.optional() };
const reason = words(LIMITS.reason);
const photos = z.array(id<'file'>()).max(LIMITS.photosPerField);
const position = z.strictObject({
  lat,
  lng,
  accuracy: z.number().min(0).max(1_000_000).optional(),
});

export const ticketInputs = {
  'ticket.create': z.strictObject({ templateId: id<'template'>(), values: formValues }),
  'ticket.offer': z.strictObject({
    ...seen,
    role: code.optional(),
    memberIds: z.array(id<'member'>()).min(1).max(LIMITS.offerTo).optional(),
  }),
  'ticket.assign': z.strictObject({ ...seen, memberId: id<'member'>() }),
  'ticket.accept': z.strictObject({ ...seen }),
  'ticket.transfer': z.strictObject({ ...seen, memberId: id<'member'>(), reason }),
  'ticket.depart': z.strictObject({ ...seen }),
  /** `position` null: the phone would not say where it is; then a reason is needed. */
  'ticket.arrive': z.strictObject({ ...seen, position: position.nullable(), override: reason.optional() }),
  'ticket.log': z.strictObject({
    ...seen,
    text: prose(LIMITS.longText),
    minutes: z.int().min(0).max(1440).optional(),
    values: formValues.optional(),
  }),
  'ticket.complete': z.strictObject({ ...seen, values: formValues }),
  'ticket.confirm': z.strictObject({ ...seen, values: formValues }),
  'ticket.reject': z.strictObject({ ...seen, reason, photos: photos.optional() }),
  'ticket.rate': z.strictObject({ ...seen, values: formValues }),
  'ticket.urge': z.strictObject({ ...seen }),
  'ticket.cancel': z.strictObject({ ...seen, reason }),
  'ticket.comment': z.strictObject({
    ...seen,
    text: words(LIMITS.longText),
    photos: photos.optional(),
    voice: voiceNote.optional(),
  }),
} as const;

export type PersonCommand = {
  [Name in keyof typeof ticketInputs]: { readonly type: Name } & Readonly<z.infer<(typeof ticketInputs)[Name]>>;
}[keyof typeof ticketInputs];

export const TIMER_PURPOSES = ['promise', 'autoConfirm', 'autoClose'] as const;
export type TimerPurpose = (typeof TIMER_PURPOSES)[number];
/** Only the timers say this one. */
export type LapseCommand = {
  readonly type: 'ticket.lapse';
  readonly ticketId: z.infer<typeof ticketId>;
  readonly purpose: TimerPurpose;
};

/** Who reported without an account is known now. Only the product says this one, once it knows (features/guest/claim.ts). */
export type AdoptCommand = {
  readonly type: 'ticket.adopt';
  readonly ticketId: z.infer<typeof ticketId>;
  /** The guest whose report it is. */
  readonly from: MemberId;
};

export type TicketCommand = PersonCommand | LapseCommand | AdoptCommand;
export type TicketCommandName = PersonCommand['type'];
export const TICKET_COMMANDS = Object.keys(ticketInputs) as readonly TicketCommandName[];
