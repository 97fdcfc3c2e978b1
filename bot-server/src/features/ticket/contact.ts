// How to reach whoever has a ticket: for the one who reported it and for those who give work out, and only while it is under way.
import { no, ok } from '@paidan/shared/kernel/result';
import { ENDED } from '@paidan/shared/kinds';
import { refuse } from '@paidan/shared/refusal';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { hasGrant, isGuest, isMember } from '@paidan/shared/rules/ticket/context';
import type { Handlers } from '../../core/call';
import { guestRulesOf } from '../../lookups/guestRules';
import { member } from '../../store/tables/member';
import { ticket as table } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';

export function contactHandlers(store: Store): Handlers<'ticket.contact'> {
  return {
    'ticket.contact': async ({ ticketId }, { scope }) => {
      const reader = store.read(scope);
      const row = await reader.one(table, { id: ticketId });
      if (row === undefined || !canSee(scope.actor, row)) return no(refuse('not_found'));
      const waits = isMember(scope.actor, row.requesterId) || hasGrant(scope.actor, 'ticket.dispatch');
      if (!waits) return no(refuse('not_yours'));
      if (ENDED.includes(row.phase)) return no(refuse('ended', { phase: row.phase }));
      // A stranger is not given the private number of whoever comes.
      if (isGuest(scope.actor)) return ok({ phone: (await guestRulesOf(reader)).contact });
      if (row.assigneeId === null) return ok({ phone: null });
      const handler = await reader.one(member, { id: row.assigneeId });
      return ok({ phone: handler?.state === 'active' ? handler.phone : null });
    },
  };
}
