// The names that a person reads in place of ids: one look-up per kind, however long the list.
import type { AssetId, FileId, MemberId, SiteId } from '@paidan/shared/kernel/id';
import { guestName } from '@paidan/shared/text/guestName';
import { type Locale, words } from '@paidan/shared/text/index';
import { asset } from '../store/tables/asset';
import { guest } from '../store/tables/guest';
import { member } from '../store/tables/member';
import { site } from '../store/tables/site';
import type { Reader } from '../store/unit';

export type Names = {
  readonly member: (id: MemberId) => string;
  /** Their picture; null: they have none. */
  readonly picture: (id: MemberId) => FileId | null;
  /** The site's full path. */
  readonly site: (id: SiteId) => string;
  readonly asset: (id: AssetId) => string;
};

type Wanted = (
  | { readonly members?: never }
  /** `locale`: of whoever reads it, for those who have no name of their own, or none any more. */
  | { readonly members: Iterable<MemberId | null>; readonly locale: Locale }
) & {
  readonly sites?: Iterable<SiteId | null>;
  readonly assets?: Iterable<AssetId | null>;
};

/** An id without a row is named by itself. */
export async function namesOf(reader: Reader, wanted: Wanted): Promise<Names> {
  const members = unique(wanted.members);
  const sites = unique(wanted.sites);
  const assets = unique(wanted.assets);
  const [memberRows, siteRows, assetRows] = await Promise.all([
    members.length === 0
      ? []
      : reader.find(member, { where: { id: { in: members } }, columns: ['id', 'name', 'pictureId', 'erasedAt'] }),
    sites.length === 0 ? [] : reader.find(site, { where: { id: { in: sites } }, columns: ['id', 'path'] }),
    assets.length === 0 ? [] : reader.find(asset, { where: { id: { in: assets } }, columns: ['id', 'name'] }),
  ]);
  const names = new Map<string, string>();
  const locale = 'locale' in wanted ? wanted.locale : 'zh-CN';
  const nobody = words(locale).erased;
  for (const row of memberRows) names.set(row.id, row.erasedAt === null ? row.name : nobody);
  const strangers = members.filter((id) => !names.has(id));
  const guests =
    strangers.length === 0
      ? []
      : await reader.find(guest, { where: { id: { in: strangers } }, columns: ['id', 'name', 'erasedAt'] });
  for (const row of guests) names.set(row.id, guestName(row, locale));
  for (const row of siteRows) names.set(row.id, row.path);
  for (const row of assetRows) names.set(row.id, row.name);
  const name = (id: string) => names.get(id) ?? id;
  const pictures = new Map(memberRows.map((row) => [row.id, row.pictureId]));
  return { member: name, picture: (id) => pictures.get(id) ?? null, site: name, asset: name };
}

const unique = <T>(ids: Iterable<T | null> = []): T[] =>
  [...new Set(ids)].filter((id): id is Awaited<T> & T => id !== null);
