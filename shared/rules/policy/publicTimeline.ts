// What of an event is told to somebody without an account: whoever reported from a public code, and whoever holds the report's link,
// which may have been passed on. A list of what is told, so that a new member of an event is kept back until somebody decides.
import type { Json } from '../../kernel/json';
import { owns } from '../../kernel/own';
import type { TicketEventBody, TicketEventType } from '../../model/event';

type Told = { readonly [Type in TicketEventType]: readonly (keyof Extract<TicketEventBody, { type: Type }>)[] };

const TOLD: Told = {
  'ticket.created': ['no', 'title', 'priority', 'values', 'dueAt', 'source', 'node'],
  'ticket.entered': ['node', 'kind', 'phase'],
  'ticket.offered': [],
  'ticket.assigned': ['memberId'],
  'ticket.accepted': ['memberId'],
  // Why work changed hands is between colleagues.
  'ticket.transferred': ['from', 'to'],
  'ticket.departed': [],
  // Neither where somebody stood, nor how far away, nor what they said to it: that they have come is enough.
  'ticket.arrived': [],
  'ticket.logged': ['text', 'minutes', 'values'],
  'ticket.completed': ['values'],
  'ticket.confirmed': ['values', 'auto'],
  'ticket.rejected': ['reason', 'photos'],
  'ticket.rated': ['values', 'stars'],
  'ticket.urged': ['count', 'byLink'],
  'ticket.cancelled': ['reason'],
  'ticket.commented': ['text', 'photos', 'voice', 'byLink'],
  'ticket.overdue': [],
  'ticket.adopted': [],
  'ticket.closed': [],
};

/** Of any event: when it was done, where that was before it came. */
const ALWAYS = ['doneAt'];

/** An event's own members, as the public is told them. */
export function publicData(type: TicketEventType, data: Readonly<Record<string, Json>>): Record<string, Json> {
  const told: readonly string[] = [...ALWAYS, ...(owns(TOLD, type) ? TOLD[type] : [])];
  return Object.fromEntries(Object.entries(data).filter(([key]) => told.includes(key)));
}
