// A site's full name, from the outermost site inwards: written with each site, and anew below one that was renamed or moved.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { LIMITS } from '@paidan/shared/limits';
import { site } from '../../store/tables/site';
import type { Unit } from '../../store/unit';

const BETWEEN = ' / ';

export const pathUnder = (parentPath: string, name: string): string => `${parentPath}${BETWEEN}${name}`;

export async function pathOf(u: Unit, name: string, parentId: string | null): Promise<string> {
  if (parentId === null) return name;
  const parent = await u.one(site, { id: parentId as SiteId });
  return pathUnder(parent?.path ?? '', name);
}

export async function movePaths(u: Unit, id: string): Promise<void> {
  const top = await u.one(site, { id: id as SiteId });
  const paths = new Map(top === undefined ? [] : [[top.id, top.path]]);
  for await (const row of below(u, id)) {
    const path = pathUnder(paths.get(row.parentId as SiteId) ?? '', row.name);
    await u.change(site, { id: row.id }, { path });
    paths.set(row.id, path);
  }
}

/** Would this name, in this place, make the site's path or one below it longer than a path may be? */
export async function isPathTooLong(
  u: Unit,
  id: string,
  now: { readonly name: Json | undefined; readonly parentId: Json | undefined },
): Promise<boolean> {
  const path = await pathOf(u, String(now.name ?? ''), typeof now.parentId === 'string' ? now.parentId : null);
  if (path.length > LIMITS.text) return true;
  const before = await u.one(site, { id: id as SiteId });
  const longer = path.length - (before?.path ?? path).length;
  if (longer <= 0) return false;
  for await (const row of below(u, id)) if (row.path.length + longer > LIMITS.text) return true;
  return false;
}

/** Level by level. Each site comes once, so that this ends even where one should stand above itself. */
async function* below(u: Unit, id: string) {
  const seen = new Set([id]);
  let level = [id as SiteId];
  while (level.length > 0) {
    const rows = await u.find(site, { where: { parentId: { in: level } } });
    const fresh = rows.filter((row) => !seen.has(row.id));
    for (const row of fresh) seen.add(row.id);
    yield* fresh;
    level = fresh.map((row) => row.id);
  }
}
