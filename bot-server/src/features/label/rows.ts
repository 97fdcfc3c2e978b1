// Sites and assets as labels show them: those in use, by reference or walked in order.
import type { LabelView } from '@paidan/shared/contract/label';
import type { AssetId, MemberId, SiteId } from '@paidan/shared/kernel/id';
import { refOf } from '@paidan/shared/rules/label/code';
import type { Locale } from '@paidan/shared/text/index';
import { namesOf } from '../../lookups/names';
import type { RowOf } from '../../store/columns';
import { asset } from '../../store/tables/asset';
import { labelPrint } from '../../store/tables/labelPrint';
import { site } from '../../store/tables/site';
import type { Reader } from '../../store/unit';

export type Of = 'site' | 'asset';
export type SiteRow = RowOf<typeof site>;
export type AssetRow = RowOf<typeof asset>;

export const ofRef = (ref: string): Of => (ref.startsWith('s') ? 'site' : 'asset');
const idOf = (ref: string): string => ref.slice(2);

/** By reference; what is retired or not of this organization is missing. */
export async function labelsByRef(
  reader: Reader,
  refs: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, LabelView>> {
  const ids = (of: Of) => refs.filter((ref) => ofRef(ref) === of).map(idOf);
  const [siteIds, assetIds] = [ids('site') as SiteId[], ids('asset') as AssetId[]];
  const [sites, assets] = await Promise.all([
    siteIds.length === 0 ? [] : reader.find(site, { where: { id: { in: siteIds }, state: 'active' } }),
    assetIds.length === 0 ? [] : reader.find(asset, { where: { id: { in: assetIds }, state: 'active' } }),
  ]);
  const views = [
    ...(await viewsOf(reader, 'site', sites, locale)),
    ...(await viewsOf(reader, 'asset', assets, locale)),
  ];
  return new Map(views.map((view) => [view.ref, view]));
}

export async function viewsOf(
  reader: Reader,
  of: Of,
  rows: readonly (SiteRow | AssetRow)[],
  locale: Locale,
): Promise<readonly LabelView[]> {
  const refs = rows.map(({ id }) => refOf(of, id));
  const printed = await printedOf(reader, refs);
  const names = await namesOf(reader, {
    members: [...printed.values()].map(({ printedBy }) => printedBy),
    locale,
    sites: rows.map((row) => ('siteId' in row ? row.siteId : null)),
  });
  return rows.map((row) => {
    const ref = refOf(of, row.id);
    const last = printed.get(ref);
    return {
      ref,
      name: row.name,
      path: 'path' in row ? outside(row) : row.siteId === null ? '' : names.site(row.siteId),
      code: row.code,
      printed: last === undefined ? null : { at: last.printedAt, by: names.member(last.printedBy as MemberId) },
    };
  });
}

export async function printedOf(
  reader: Reader,
  refs: readonly string[],
): Promise<ReadonlyMap<string, RowOf<typeof labelPrint>>> {
  if (refs.length === 0) return new Map();
  const rows = await reader.find(labelPrint, { where: { ref: { in: refs } } });
  return new Map(rows.map((row) => [row.ref, row]));
}

/** A site's path without its own name. */
const outside = ({ name, path }: SiteRow): string =>
  path.endsWith(` / ${name}`) ? path.slice(0, -` / ${name}`.length) : '';
