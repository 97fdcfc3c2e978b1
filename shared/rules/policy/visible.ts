// Who sees which tickets? One rule, two uses: a filter for lists, a test for one ticket. Default is nothing.
import type { MemberId } from '../../kernel/id';
import type { Ticket } from '../../model/ticket';
import { type Actor, hasGrant } from '../ticket/context';

/** `all`, or those that the member reported, handled, or was offered, by name or by role. */
export type Visible =
  | { readonly kind: 'all' }
  | { readonly kind: 'own'; readonly memberId: MemberId; readonly roles: readonly string[] };

export function visible(actor: Actor): Visible {
  if (actor.kind === 'system' || hasGrant(actor, 'ticket.readAll')) return { kind: 'all' };
  return { kind: 'own', memberId: actor.id, roles: actor.roles };
}

export function canSee(actor: Actor, ticket: Pick<Ticket, 'people' | 'pools'>): boolean {
  const filter = visible(actor);
  if (filter.kind === 'all') return true;
  return ticket.people.includes(filter.memberId) || ticket.pools.some((role) => filter.roles.includes(role));
}
