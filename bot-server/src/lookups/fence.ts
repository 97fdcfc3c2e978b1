// Where is a site? Its own point, or that of the nearest site around it that has one.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { Fence } from '@paidan/shared/rules/ticket/context';
import { site } from '../store/tables/site';
import type { Reader } from '../store/unit';

export const DEFAULT_RADIUS = 200;
const DEEPEST = 12;

export async function fenceOf(reader: Reader, siteId: SiteId | null): Promise<Fence | null> {
  let here = siteId;
  for (let depth = 0; here !== null && depth < DEEPEST; depth++) {
    const row = await reader.one(site, { id: here });
    if (row === undefined) return null;
    if (row.lat !== null && row.lng !== null)
      return { lat: row.lat, lng: row.lng, radius: row.radius ?? DEFAULT_RADIUS };
    here = row.parentId;
  }
  return null;
}
