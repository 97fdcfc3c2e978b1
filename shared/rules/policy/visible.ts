// Who sees which tickets? One rule, two uses: a filter for lists, a test for one ticket. Default is nothing.
import type { MemberId, TicketId } from '../../kernel/id';
import type { Ticket } from '../../model/ticket';
import { type Actor, hasGrant } from '../ticket/context';

/** `all`, or those that the member reported, handled, or was offered, by name or by role. */
export type Visible =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'own';
      readonly memberId: MemberId;
      readonly roles: readonly string[];
      readonly only: TicketId | null;
    };

export function visible(actor: Actor): Visible {
  if (actor.kind === 'system' || hasGrant(actor, 'ticket.readAll')) return { kind: 'all' };
  return { kind: 'own', memberId: actor.id, roles: actor.roles, only: actor.guest?.only ?? null };
}

export function canSee(actor: Actor, ticket: Pick<Ticket, 'id' | 'people' | 'pools'>): boolean {
  const filter = visible(actor);
  if (filter.kind === 'all') return true;
  if (filter.only !== null && filter.only !== ticket.id) return false;
  return ticket.people.includes(filter.memberId) || ticket.pools.some((role) => filter.roles.includes(role));
}
