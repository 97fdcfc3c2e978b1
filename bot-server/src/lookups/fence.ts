// Where is a site? Its own point, or that of the nearest site around it that has one.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { Fence } from '@paidan/shared/rules/ticket/context';
import { site } from '../store/tables/site';
import type { Reader } from '../store/unit';

export const DEFAULT_RADIUS = 200;
const DEEPEST = 12;

export type Place = {
  /** The site's full name. */
  readonly path: string;
  readonly fence: Fence | null;
};

export async function placeOf(reader: Reader, siteId: SiteId | null): Promise<Place | null> {
  let here = siteId;
  let path: string | undefined;
  for (let depth = 0; here !== null && depth < DEEPEST; depth++) {
    const [row] = await reader.find(site, { where: { id: here }, columns: COLUMNS });
    if (row === undefined) break;
    path ??= row.path;
    if (row.lat !== null && row.lng !== null)
      return { path, fence: { lat: row.lat, lng: row.lng, radius: row.radius ?? DEFAULT_RADIUS } };
    here = row.parentId;
  }
  return path === undefined ? null : { path, fence: null };
}

const COLUMNS = ['parentId', 'path', 'lat', 'lng', 'radius'] as const;

export const fenceOf = async (reader: Reader, siteId: SiteId | null): Promise<Fence | null> =>
  (await placeOf(reader, siteId))?.fence ?? null;
