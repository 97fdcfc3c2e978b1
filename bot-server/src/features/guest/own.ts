// What a guest asks about their own reports.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { guestRulesOf } from '../../lookups/guestRules';
import { track } from '../../store/tables/track';
import { type GuestDeps, guestIn } from './deps';
import { standingOf } from './standing';

export function ownHandlers(deps: GuestDeps): Handlers<'guest.held' | 'guest.link'> {
  const { store, secrets } = deps;
  return {
    'guest.held': async ({ id }, { scope }) => {
      const me = guestIn(scope);
      if (me === null) return no(refuse('forbidden'));
      const one = me.only ?? id;
      if (me.only !== null && id !== undefined && id !== me.only) return no(refuse('not_found'));
      const where = one === undefined ? { guestId: me.id } : { guestId: me.id, ticketId: one };
      const reader = store.read(scope);
      const [items, { contact }] = await Promise.all([standingOf(reader, [where]), guestRulesOf(reader)]);
      return id !== undefined && items.length === 0 ? no(refuse('not_found')) : ok({ items, contact });
    },

    'guest.link': async ({ id }, { scope }) => {
      const me = guestIn(scope);
      if (me === null) return no(refuse('forbidden'));
      const row = await store.read(scope).one(track, { ticketId: id });
      const mine = row?.guestId === me.id && (me.only === null || me.only === id);
      if (row === undefined || !mine) return no(refuse('not_found'));
      return row.revokedAt === null ? ok({ link: secrets.link(scope.tenantId, id) }) : no(refuse('link_revoked'));
    },
  };
}
