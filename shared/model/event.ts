// What has happened to a ticket. Past tense; written once, never changed. `evolve` needs nothing beside these.
import type { AssetId, FileId, MemberId, SiteId, TemplateId } from '../kernel/id';
import type { Instant } from '../kernel/time';
import type { Channel, NodeKind, Phase, Priority } from '../kinds';
import type { TimerPurpose } from './command';
import type { FormValues, VoiceNote } from './field';
import type { WorkKind } from './ticket';

/** A work item as an event opens it. */
export type Opening = {
  readonly kind: WorkKind;
  readonly handlerId: MemberId | null;
  readonly role: string | null;
};
export type Position = { readonly lat: number; readonly lng: number; readonly accuracy?: number | undefined };

export type TicketEventBody =
  | {
      readonly type: 'ticket.created';
      readonly no: number;
      readonly templateId: TemplateId;
      readonly templateVersion: number;
      /** The flow's first node. */
      readonly node: string;
      readonly source: Channel;
      readonly requesterId: MemberId;
      readonly title: string;
      readonly priority: Priority;
      readonly siteId: SiteId | null;
      readonly assetId: AssetId | null;
      readonly values: FormValues;
      readonly dueAt: Instant;
    }
  | {
      readonly type: 'ticket.entered';
      readonly node: string;
      readonly kind: NodeKind;
      readonly phase: Phase;
      readonly opens: readonly Opening[];
    }
  | { readonly type: 'ticket.offered'; readonly opens: readonly Opening[] }
  | { readonly type: 'ticket.assigned'; readonly memberId: MemberId }
  | { readonly type: 'ticket.accepted'; readonly memberId: MemberId }
  | {
      readonly type: 'ticket.transferred';
      readonly from: MemberId | null;
      readonly to: MemberId;
      readonly reason: string;
      readonly opens: readonly Opening[];
    }
  | { readonly type: 'ticket.departed' }
  | {
      readonly type: 'ticket.arrived';
      /** Null: the phone would not say where it is. */
      readonly position: Position | null;
      /** Whole metres from the site; null where the site, or the phone, has no position. */
      readonly distance: number | null;
      /** Why a point outside the fence, or none at all, was accepted. */
      readonly override: string | null;
    }
  | { readonly type: 'ticket.logged'; readonly text: string; readonly minutes: number; readonly values: FormValues }
  | { readonly type: 'ticket.completed'; readonly values: FormValues }
  /** `auto`: nobody answered in time. */
  | { readonly type: 'ticket.confirmed'; readonly values: FormValues; readonly auto: boolean }
  | {
      readonly type: 'ticket.rejected';
      readonly reason: string;
      readonly photos: readonly FileId[];
      /** Fields whose proof must be given anew; what they held stays with the events that brought it. */
      readonly clears: readonly string[];
    }
  | { readonly type: 'ticket.rated'; readonly values: FormValues; readonly stars: number }
  | { readonly type: 'ticket.urged'; readonly count: number; readonly byLink?: true }
  | { readonly type: 'ticket.cancelled'; readonly reason: string }
  | {
      readonly type: 'ticket.commented';
      readonly text: string;
      readonly photos: readonly FileId[];
      readonly voice?: VoiceNote;
      /** By whoever holds the report's link: a neighbour as well as the one who reported, as whom they are known. */
      readonly byLink?: true;
    }
  | { readonly type: 'ticket.overdue'; readonly purpose: TimerPurpose }
  /** The requester, who reported without an account, has one now. */
  | { readonly type: 'ticket.adopted'; readonly from: MemberId; readonly to: MemberId }
  | { readonly type: 'ticket.closed' };

export type TicketEventType = TicketEventBody['type'];
export const TICKET_EVENTS = [
  'ticket.created',
  'ticket.entered',
  'ticket.offered',
  'ticket.assigned',
  'ticket.accepted',
  'ticket.transferred',
  'ticket.departed',
  'ticket.arrived',
  'ticket.logged',
  'ticket.completed',
  'ticket.confirmed',
  'ticket.rejected',
  'ticket.rated',
  'ticket.urged',
  'ticket.cancelled',
  'ticket.commented',
  'ticket.overdue',
  'ticket.adopted',
  'ticket.closed',
] as const satisfies readonly TicketEventType[];

/** An event with its place in the timeline: when, and by whom (null: the product itself). */
export type Dated<Body> = Body & { readonly at: Instant; readonly by: MemberId | null };
export type TicketEvent = Dated<TicketEventBody>;
