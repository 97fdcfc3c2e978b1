// Who is shown a telephone number, and what is noted of it. Everywhere else numbers are masked.
import type { MemberId, TicketId } from '../../kernel/id';
import type { Instant } from '../../kernel/time';
import { ENDED } from '../../kinds';
import type { Disclosed } from '../../model/disclosure';
import type { Ticket } from '../../model/ticket';
import { type Refusal, refuse } from '../../refusal';
import { type Actor, hasGrant, isMember } from '../ticket/context';

/** A timeline of one event: each disclosure is told once, and nothing of it changes. */
export type DisclosureEventBody = {
  readonly type: 'disclosure.made';
  readonly of: Disclosed;
  /** Where it was asked for, or the ticket that a report that waits may become; null: in the list of people. */
  readonly ticketId: TicketId | null;
  /** Whose it is, where it is a member's. */
  readonly memberId: MemberId | null;
  /** The field of the form that holds it. */
  readonly field: string | null;
  /** Null: to call whoever has one's ticket, which is what that number is given for. */
  readonly reason: string | null;
};

export type Disclosure = Omit<DisclosureEventBody, 'type'> & {
  readonly id: string;
  readonly at: Instant;
  readonly byId: MemberId | null;
  readonly version: number;
};

export const evolveDisclosure = (
  id: string,
  { type: _, at, by, ...body }: DisclosureEventBody & { readonly at: Instant; readonly by: string | null },
): Disclosure => ({ ...body, id, at, byId: by as MemberId | null, version: 1 });

type About = Pick<Ticket, 'requesterId' | 'assigneeId' | 'phase'>;

/** Those who give work out, and a front desk that sees all tickets and works on them. */
const calls = (actor: Actor): boolean =>
  hasGrant(actor, 'ticket.dispatch') ||
  hasGrant(actor, 'ticket.manage') ||
  (hasGrant(actor, 'ticket.readAll') && hasGrant(actor, 'ticket.work'));

/**
 * The number that a ticket's form holds: whoever has the ticket, while it is under way; those who give work out, and a front desk that
 * sees all tickets and works on them; and whoever wrote it. Others who may see the ticket see the mask.
 */
export function mayCallFor(actor: Actor, ticket: About): Refusal | null {
  if (isMember(actor, ticket.requesterId)) return null;
  if (calls(actor)) return null;
  if (ticket.assigneeId === null || !isMember(actor, ticket.assigneeId)) return refuse('not_yours');
  return ENDED.includes(ticket.phase) ? refuse('ended', { phase: ticket.phase }) : null;
}

/**
 * A member's, in the list of people: those who call, and whoever keeps the list, who wrote it there. To read the list (an auditor
 * does) is not enough.
 */
export const mayCallMember = (actor: Actor): Refusal | null =>
  calls(actor) || hasGrant(actor, 'member.manage') ? null : refuse('not_a_caller');

/** Of whoever has it: those who wait for it, and those who give work out, and only while it is under way. */
export function mayCallHandler(actor: Actor, ticket: About): Refusal | null {
  if (!isMember(actor, ticket.requesterId) && !hasGrant(actor, 'ticket.dispatch')) return refuse('not_yours');
  return ENDED.includes(ticket.phase) ? refuse('ended', { phase: ticket.phase }) : null;
}
