// Of the tickets on a page, which may be doubles of an earlier one that is still under way? A handful of reads a page,
// whatever the number of lines.
import { type AssetId, makeId, type SiteId, type TicketId } from '@paidan/shared/kernel/id';
import type { Ticket } from '@paidan/shared/model/ticket';
import { RUNNING } from '@paidan/shared/rules/ticket/overdue';
import { APART, likenessOf, twinsOf } from '@paidan/shared/rules/ticket/similar';
import { ticket as table } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';

export type Twins = ReadonlyMap<TicketId, { readonly id: TicketId; readonly no: number }>;

const COLUMNS = ['id', 'no', 'phase', 'siteId', 'assetId', 'templateId', 'createdAt'] as const;
/** MariaDB would go through all tickets of the time instead. */
const BY_ASSET = ['assetId', 'tenantId', 'phase', 'id'];
/** Of all that were reported at a place lately, few are still under way: phase by phase, those are tried from the newest on. */
const BY_PHASE = ['tenantId', 'phase', 'id'];
/**
 * Over a long time, as between an old and a new ticket on a page by due time, a large organization has more under way than these few
 * places ever had.
 */
const BY_SITE = ['tenantId', 'siteId', 'id'];
/** Between the first and the last ticket of a page; the time before the first comes on top. */
const LATELY = APART;
/** A place with more reports under way than this is one where they need not be doubles. */
const LOOKED = 300;
/**
 * Of each phase, when they are tried phase by phase. With 300 of each, a page of an organization with a million tickets took 1.6 times as
 * long as with ten thousand; with 150, 1.3 times.
 */
const LOOKED_BY_PHASE = 150;

export async function findTwins(reader: Reader, tickets: readonly Ticket[]): Promise<Twins> {
  const running = tickets.filter((one) => likenessOf(one) !== null);
  const assets = [...new Set(running.flatMap(({ assetId }): AssetId[] => (assetId === null ? [] : [assetId])))];
  const sites = [
    ...new Set(
      running.flatMap(({ assetId, siteId }): SiteId[] => (assetId === null && siteId !== null ? [siteId] : [])),
    ),
  ];
  if (running.length === 0) return new Map();
  // Ids sort by creation, and end all three indexes: what lies outside is not looked at.
  const made = running.map(({ createdAt }) => createdAt);
  const [since, until] = [Math.min(...made), Math.max(...made)];
  const first = makeId(since - APART, []) as TicketId;
  const last =
    running
      .map(({ id }) => id)
      .sort()
      .at(-1) ?? first;
  const id = { gte: first, lte: last };
  const plan = { order: [['id', 'desc']], limit: LOOKED, columns: COLUMNS } as const;
  const phase = { in: [...RUNNING] };
  const siteId = { in: sites };
  const [atAssets, ...atSites] = await Promise.all([
    assets.length === 0
      ? []
      : reader.find(table, { where: { phase, id, assetId: { in: assets } }, ...plan, along: BY_ASSET }),
    ...(sites.length === 0
      ? []
      : until - since > LATELY
        ? [reader.find(table, { where: { phase, id, siteId }, ...plan, along: BY_SITE })]
        : RUNNING.map((one) =>
            reader.find(table, {
              where: { phase: one, id, siteId },
              ...plan,
              limit: LOOKED_BY_PHASE,
              along: BY_PHASE,
            }),
          )),
  ]);
  const newest = atSites
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, LOOKED);
  const twins = twinsOf(running, [...atAssets, ...newest]);
  return new Map([...twins].map(([id, twin]) => [id, { id: twin.id, no: twin.no }]));
}
