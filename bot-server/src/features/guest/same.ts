// Saying that one has met the same trouble as somebody before, taking it back, and what one has said it of.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { minutesUntil } from '@paidan/shared/rules/guest/limits';
import { SAME_SAID } from '@paidan/shared/rules/ticket/same';
import { again } from '../../core/again';
import type { Handlers } from '../../core/call';
import { isCollision } from '../../core/execute';
import { guestRulesOf } from '../../lookups/guestRules';
import { namesOf } from '../../lookups/names';
import type { RowOf } from '../../store/columns';
import { asset } from '../../store/tables/asset';
import { guest } from '../../store/tables/guest';
import { same } from '../../store/tables/same';
import { site } from '../../store/tables/site';
import { tenant } from '../../store/tables/tenant';
import { ticket } from '../../store/tables/ticket';
import { type Reader, type Store, storeFor } from '../../store/unit';
import { type GuestDeps, guestIn } from './deps';
import { findLabel } from './label';
import { take } from './limits';
import { OPEN, othersOf, toldOf } from './nearby';

/** Of one device; what is older is over. */
const MOST = 20;

export function sameHandlers(deps: GuestDeps): Handlers<'guest.meToo' | 'guest.same'> {
  const { store, clock, secrets, templates } = deps;
  return {
    'guest.meToo': async ({ label: ref, ref: ticketId, off = false }, { scope, address }) => {
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
      // Only what the page has shown; one's own is no other's. What was said can be taken back whatever has become of it.
      const stands = label.state === 'active' && OPEN.some((phase) => phase === row?.phase);
      const shown = row !== undefined && here && rules.templateIds.includes(row.templateId) && (stands || off);
      if (!shown || row.requesterId === me.id) return no(refuse('not_found'));

      const now = clock.now();
      // As for reports, in windows of their own. Taking back is not counted: each needs one that was.
      const limits = [
        { name: secrets.hide('device', scope.tenantId, `same ${me.id}`), most: rules.limits.device },
        { name: secrets.hide('label', scope.tenantId, `same ${label.kind} ${label.code}`), most: rules.limits.label },
        { name: secrets.hide('sameAddress', scope.tenantId, address ?? ''), most: rules.limits.address },
      ];
      const mine = { ticketId, guestId: me.id };
      const wanted = await again(isCollision, () =>
        store.unit(scope, async (u) => {
          const known = await u.lock(same, mine);
          const turns = known?.turns ?? 0;
          // Pressed twice, or said again after the answer was lost: the timeline gets what it had not got, and nothing twice.
          if ((known?.stands ?? false) === !off) return { until: null, turns };
          const until = off ? null : await take(u, limits, now);
          if (until !== null) return { until, turns };
          const next = { stands: !off, turns: turns + 1, at: now };
          if (known === undefined) await u.insert(same, [{ ...mine, ...next }]);
          else await u.change(same, mine, next);
          return { until: null, turns: turns + 1 };
        }),
      );
      if (wanted.until !== null) return no(refuse('guest_limit', { minutes: minutesUntil(wanted.until, now) }));
      if (wanted.turns > 0) {
        const key = `same ${me.id} ${ticketId} ${wanted.turns}`;
        const said = await deps.tickets.comment(scope.tenantId, key, ticketId, off ? SAME_SAID.undone : SAME_SAID.met);
        if (!said.ok) return said;
      }
      return ok({ others: await othersOf(reader, ticketId) });
    },

    'guest.same': async (_, { scope }) => {
      const me = guestIn(scope);
      if (me === null || me.only !== null) return no(refuse('forbidden'));
      const reader = store.read(scope);
      const [said, own] = await Promise.all([
        reader.find(same, { where: { guestId: me.id, stands: true }, order: [['at', 'desc']], limit: MOST }),
        reader.find(ticket, {
          where: { requesterId: me.id, phase: { in: [...OPEN] } },
          order: [['id', 'desc']],
          columns: ['id'],
          limit: MOST,
        }),
      ]);
      const ids = said.map(({ ticketId }) => ticketId);
      const rows = ids.length === 0 ? [] : await reader.find(ticket, { where: { id: { in: ids } } });
      const [names, labelFor] = await Promise.all([
        namesOf(reader, {
          sites: rows.map(({ siteId }) => siteId),
          assets: rows.map(({ assetId }) => assetId),
        }),
        labelsOf(storeFor(store, scope.patience), reader, rows),
      ]);
      const placeOf = ({ siteId, assetId }: (typeof rows)[number]) =>
        assetId !== null ? names.asset(assetId) : siteId !== null ? names.site(siteId) : null;
      const items = await Promise.all(
        ids.flatMap((id) => {
          const row = rows.find((one) => one.id === id);
          return row === undefined
            ? []
            : [toldOf(reader, templates, row).then((told) => ({ ...told, place: placeOf(row), label: labelFor(row) }))];
        }),
      );
      return ok({ items, own: own.map(({ id }) => id) });
    },
  };
}

type Place = Pick<RowOf<typeof ticket>, 'siteId' | 'assetId'>;

/** Of the asset, or else of the place; null where that is not in use any more. */
async function labelsOf({ system }: Store, reader: Reader, rows: readonly Place[]) {
  const ids = <Id extends string>(some: readonly (Id | null)[]) => [...new Set(some.flatMap((id) => id ?? []))];
  const [siteIds, assetIds] = [ids(rows.map(({ siteId }) => siteId)), ids(rows.map(({ assetId }) => assetId))];
  const columns = ['id', 'code'] as const;
  const [org, sites, assets] = await Promise.all([
    system.read.one(tenant, { id: reader.tenantId }),
    siteIds.length === 0 ? [] : reader.find(site, { where: { id: { in: siteIds }, state: 'active' }, columns }),
    assetIds.length === 0 ? [] : reader.find(asset, { where: { id: { in: assetIds }, state: 'active' }, columns }),
  ]);
  const codes = new Map<string, string>([...sites, ...assets].map(({ id, code }) => [id, code]));
  return ({ siteId, assetId }: Place) => {
    const code = codes.get(assetId ?? siteId ?? '');
    if (org === undefined || code === undefined) return null;
    return { kind: assetId === null ? ('s' as const) : ('a' as const), org: org.code, code };
  };
}
