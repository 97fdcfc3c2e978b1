// Whoever reported switches the link of their report off, for everybody who has it. Whoever only has the link cannot: they would shut
// the others out.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { track } from '../../store/tables/track';
import { type GuestDeps, guestIn } from './deps';

export function revokeHandlers({ store, clock }: GuestDeps): Handlers<'guest.revokeLink'> {
  return {
    'guest.revokeLink': async ({ id }, { scope }) => {
      const me = guestIn(scope);
      if (me === null) return no(refuse('forbidden'));
      const mine = { ticketId: id, guestId: me.id };
      const known = (await store.read(scope).one(track, mine)) !== undefined && (me.only === null || me.only === id);
      if (!known) return no(refuse('not_found'));
      if (me.only !== null) return no(refuse('link_only'));
      // Pressed twice, it is off since the first time.
      await store.unit(scope, (u) => u.change(track, { ...mine, revokedAt: null }, { revokedAt: clock.now() }));
      return ok({});
    },
  };
}
