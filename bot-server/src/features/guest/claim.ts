// What was reported on a device before its owner signed in becomes theirs, once they say so: nobody else's device, and no link, which
// may have been passed on, is a claim. Asked rather than done: a phone may be lent.
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { memberIdOf, type Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { guest } from '../../store/tables/guest';
import { ticket } from '../../store/tables/ticket';
import { type GuestDeps, guestIn } from './deps';

export function claimHandlers(deps: GuestDeps): Handlers<'guest.here' | 'guest.claim'> {
  const { store, secrets, tickets } = deps;

  const behind = async (scope: Scope, device: string) =>
    store.read(scope).one(guest, { device: secrets.hide('device', scope.tenantId, device) });

  return {
    'guest.here': async ({ device }, { scope }) => {
      const row = await behind(scope, device);
      if (row === undefined || row.blockedAt !== null) return ok({ items: [] });
      const found = await store
        .read(scope)
        .find(ticket, { where: { requesterId: row.id }, order: [['id', 'desc']], limit: LIMITS.claim });
      return ok({ items: found.map(shown) });
    },

    'guest.claim': async ({ device, ids }, { scope }) => {
      const me = memberIdOf(scope.actor);
      if (me === null || guestIn(scope) !== null) return no(refuse('forbidden'));
      const row = await behind(scope, device);
      if (row === undefined) return no(refuse('not_found'));
      const once: readonly TicketId[] = [...new Set(ids)];
      const found = await store.read(scope).find(ticket, { where: { id: { in: [...once] } } });
      const theirs = found.filter(({ requesterId }) => requesterId === row.id || requesterId === me);
      if (theirs.length < once.length) return no(refuse('not_found'));
      // One by one: said again after a fault in the middle, the rest follows, and what is done is found done.
      for (const { id } of theirs) {
        const done = await tickets.adopt(scope, id, row.id);
        if (!done.ok) return done;
      }
      return ok({ items: theirs.map(shown) });
    },
  };
}

const shown = ({ id, no, title, createdAt }: Pick<RowOf<typeof ticket>, 'id' | 'no' | 'title' | 'createdAt'>) => ({
  ...{ id, no, title },
  at: createdAt,
});
