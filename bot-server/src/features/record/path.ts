// A site's full name, from the outermost site inwards: written with each site, and anew below one that was renamed or moved.
import type { SiteId } from '@paidan/shared/kernel/id';
import { site } from '../../store/tables/site';
import type { Unit } from '../../store/unit';

const BETWEEN = ' / ';
const MOST = 500;

export async function pathOf(u: Unit, name: string, parentId: string | null): Promise<string> {
  if (parentId === null) return name;
  const parent = await u.one(site, { id: parentId as SiteId });
  return `${parent?.path ?? ''}${BETWEEN}${name}`.slice(-MOST);
}

export async function movePaths(u: Unit, id: string): Promise<void> {
  const top = await u.one(site, { id: id as SiteId });
  let level = top === undefined ? [] : [{ id: top.id, path: top.path }];
  while (level.length > 0) {
    const rows = await u.find(site, { where: { parentId: { in: level.map((one) => one.id) } } });
    const next: typeof level = [];
    for (const row of rows) {
      const path = `${level.find((one) => one.id === row.parentId)?.path ?? ''}${BETWEEN}${row.name}`.slice(-MOST);
      await u.change(site, { id: row.id }, { path });
      next.push({ id: row.id, path });
    }
    level = next;
  }
}
