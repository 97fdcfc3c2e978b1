// EVENT TABLE: what each event sets going beyond its own row. An event that is not listed here does not compile.
import type { TicketEventType } from '@paidan/shared/model/event';
import type { RecordEventBody, TemplateEventBody } from '@paidan/shared/rules/record/state';

/** `search`: the ticket's words are indexed anew. `signOut`: the member's sessions so far end. */
export const TOPICS = ['search', 'signOut'] as const;
export type Topic = (typeof TOPICS)[number];

export type EventType = TicketEventType | RecordEventBody['type'] | TemplateEventBody['type'];

const NONE: readonly Topic[] = [];
const SEARCH: readonly Topic[] = ['search'];
const SIGN_OUT: readonly Topic[] = ['signOut'];

export const WIRING: Readonly<Record<EventType, readonly Topic[]>> = {
  'ticket.created': SEARCH,
  'ticket.entered': NONE,
  'ticket.offered': NONE,
  'ticket.assigned': NONE,
  'ticket.accepted': NONE,
  'ticket.transferred': NONE,
  'ticket.departed': NONE,
  'ticket.arrived': NONE,
  'ticket.logged': SEARCH,
  'ticket.completed': SEARCH,
  'ticket.confirmed': NONE,
  'ticket.rejected': NONE,
  'ticket.rated': NONE,
  'ticket.urged': NONE,
  'ticket.cancelled': NONE,
  'ticket.commented': NONE,
  'ticket.overdue': NONE,
  'ticket.closed': NONE,
  'member.created': NONE,
  'member.changed': NONE,
  'member.retired': NONE,
  'member.restored': NONE,
  'member.passwordSet': SIGN_OUT,
  'department.created': NONE,
  'department.changed': NONE,
  'department.retired': NONE,
  'department.restored': NONE,
  'role.created': NONE,
  'role.changed': NONE,
  'role.retired': NONE,
  'role.restored': NONE,
  'site.created': NONE,
  'site.changed': NONE,
  'site.retired': NONE,
  'site.restored': NONE,
  'asset.created': NONE,
  'asset.changed': NONE,
  'asset.retired': NONE,
  'asset.restored': NONE,
  'template.created': NONE,
  'template.published': NONE,
  'template.retired': NONE,
};

export const topicsOf = (type: string): readonly Topic[] =>
  Object.hasOwn(WIRING, type) ? WIRING[type as EventType] : NONE;
