// Records as people read them: the row's own members and what is derived from other rows.
import type { RecordKind, ViewOf } from '@paidan/shared/model/records';
import { type Locale, words } from '@paidan/shared/text/index';
import { site } from '../../store/tables/site';
import type { Reader } from '../../store/unit';
import { fromRow } from './aggregate';
import type { AnyRow } from './kinds';

export async function viewsOf<Kind extends RecordKind>(
  reader: Reader,
  kind: Kind,
  rows: readonly AnyRow[],
  locale: Locale,
): Promise<ViewOf<Kind>[]> {
  const derived = await derive(reader, kind, rows);
  return rows.map(
    (row) => ({ ...fromRow(kind, row), ...named(kind, row, locale), ...derived(row) }) as unknown as ViewOf<Kind>,
  );
}

/** Whoever was erased is called so in the reader's language. */
export const named = (kind: RecordKind, { erasedAt }: AnyRow, locale: Locale): { readonly name?: string } =>
  kind === 'member' && typeof erasedAt === 'number' ? { name: words(locale).erased } : {};

type Derived = (row: AnyRow) => object;

async function derive(reader: Reader, kind: RecordKind, rows: readonly AnyRow[]): Promise<Derived> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0 || (kind !== 'site' && kind !== 'asset')) return () => ({});
  if (kind === 'site') {
    const children = await reader.find(site, {
      where: { parentId: { in: ids as never[] }, state: 'active' },
      columns: ['parentId'],
    });
    return (row) => ({ path: row.path, children: children.filter((child) => child.parentId === row.id).length });
  }
  const siteIds = rows.flatMap((row) => (typeof row.siteId === 'string' ? [row.siteId] : []));
  const sites = await reader.find(site, { where: { id: { in: siteIds as never[] } }, columns: ['id', 'path'] });
  const paths = new Map<string, string>(sites.map((one) => [one.id, one.path]));
  return (row) => ({ sitePath: paths.get(String(row.siteId)) ?? null });
}
