// What a guest asks about their own reports, and saying that one has met the same trouble as somebody before.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { minutesUntil } from '@paidan/shared/rules/guest/limits';
import { again } from '../../core/again';
import type { Handlers } from '../../core/call';
import { isCollision } from '../../core/execute';
import { guestRulesOf } from '../../lookups/guestRules';
import { guest } from '../../store/tables/guest';
import { ticket } from '../../store/tables/ticket';
import { track } from '../../store/tables/track';
import { type GuestDeps, guestIn } from './deps';
import { findLabel } from './label';
import { take } from './limits';
import { standingOf } from './standing';

/** Stands in the ticket's timeline, for whoever works on it. */
const ME_TOO = '又有一位扫码的人反映了同样的问题';

export function ownHandlers(deps: GuestDeps): Handlers<'guest.held' | 'guest.link' | 'guest.meToo'> {
  const { store, clock, secrets } = deps;
  return {
    'guest.held': async ({ id }, { scope }) => {
      const me = guestIn(scope);
      if (me === null) return no(refuse('forbidden'));
      const one = me.only ?? id;
      if (me.only !== null && id !== undefined && id !== me.only) return no(refuse('not_found'));
      const where = one === undefined ? { guestId: me.id } : { guestId: me.id, ticketId: one };
      const items = await standingOf(store.read(scope), [where]);
      return id !== undefined && items.length === 0 ? no(refuse('not_found')) : ok({ items });
    },

    'guest.link': async ({ id }, { scope }) => {
      const me = guestIn(scope);
      if (me === null) return no(refuse('forbidden'));
      const row = await store.read(scope).one(track, { ticketId: id });
      const mine = row?.guestId === me.id && (me.only === null || me.only === id);
      return mine ? ok({ link: secrets.link(scope.tenantId, id) }) : no(refuse('not_found'));
    },

    'guest.meToo': async ({ label: ref, ref: ticketId }, { scope }) => {
      const me = guestIn(scope);
      if (me === null || me.only !== null) return no(refuse('forbidden'));
      const reader = store.read(scope);
      const label = await findLabel(store, ref);
      if (label === null || label.tenantId !== scope.tenantId) return no(refuse('not_found'));
      const rules = await guestRulesOf(reader);
      if (!rules.on) return no(refuse('guest_off'));
      if ((await reader.one(guest, { id: me.id }))?.blockedAt !== null) return no(refuse('guest_blocked'));
      const row = await reader.one(ticket, { id: ticketId });
      const here = label.assetId === null ? row?.siteId === label.siteId : row?.assetId === label.assetId;
      // Only what the page has shown.
      if (row === undefined || !here || !rules.templateIds.includes(row.templateId)) return no(refuse('not_found'));
      const now = clock.now();
      const limits = [{ name: secrets.hide('device', scope.tenantId, `same ${me.id}`), most: rules.limits.device }];
      const until = await again(isCollision, () => store.unit(scope, (u) => take(u, limits, now)));
      if (until !== null) return no(refuse('guest_limit', { minutes: minutesUntil(until, now) }));
      // Once for each device, however often it is pressed.
      const said = await deps.tickets.comment(scope.tenantId, `same ${me.id} ${ticketId}`, ticketId, ME_TOO);
      return said.ok ? ok({}) : said;
    },
  };
}
