// Where a report that waited stands, as its author is told.
import type { HeldStanding } from '@paidan/shared/contract/guest';
import type { TicketId } from '@paidan/shared/kernel/id';
import { becauseOf } from '@paidan/shared/rules/guest/because';
import { namesOf } from '../../lookups/names';
import type { Where } from '../../store/table';
import { held } from '../../store/tables/held';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';

const MOST = 50;

/** The newest first. */
export async function standingOf(reader: Reader, any: readonly Where<typeof held>[]): Promise<HeldStanding[]> {
  const rows = await reader.find(held, { where: { any }, order: [['id', 'desc']], limit: MOST });
  const ids: TicketId[] = rows.map(({ ticketId }) => ticketId);
  const [names, tickets] = await Promise.all([
    namesOf(reader, { sites: rows.map(({ siteId }) => siteId), assets: rows.map(({ assetId }) => assetId) }),
    ids.length === 0 ? [] : reader.find(ticket, { where: { id: { in: ids } }, columns: ['id', 'no'] }),
  ]);
  return rows.map(({ ticketId, state, title, at, siteId, assetId, why }) => ({
    id: ticketId,
    state,
    title,
    at,
    place: assetId !== null ? names.asset(assetId) : siteId !== null ? names.site(siteId) : null,
    no: tickets.find(({ id }) => id === ticketId)?.no ?? null,
    because: becauseOf(why),
  }));
}
