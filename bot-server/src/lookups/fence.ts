// Where is a site? Its own point, or that of the nearest site around it that has one.
import type { SiteId } from '@paidan/shared/kernel/id';
import { SECOND } from '@paidan/shared/kernel/time';
import type { Fence } from '@paidan/shared/rules/ticket/context';
import type { RowOf } from '../store/columns';
import { site } from '../store/tables/site';
import type { Reader } from '../store/unit';

export const DEFAULT_RADIUS = 200;
const DEEPEST = 12;

export type Place = {
  /** The site's full name. */
  readonly path: string;
  readonly fence: Fence | null;
};

export type Places = {
  readonly of: (reader: Reader, siteId: SiteId | null) => Promise<Place | null>;
};

/** Milliseconds for which the point around a site is believed without another look. */
const BELIEVED = SECOND;
const MOST_KEPT = 5000;

/** For what is shown. A decision looks itself, by `fenceOf`. */
export function makePlaces(): Places {
  const kept = new Map<string, { readonly until: number; readonly fence: Promise<Fence | null> }>();

  function around(reader: Reader, siteId: SiteId): Promise<Fence | null> {
    const key = `${reader.tenantId} ${siteId}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > performance.now()) return known.fence;
    const fence = fenceOf(reader, siteId);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { until: performance.now() + BELIEVED, fence });
    fence.catch(() => kept.delete(key));
    return fence;
  }

  return {
    of: async (reader, siteId) => {
      const row = await rowOf(reader, siteId);
      if (row === undefined) return null;
      return { path: row.path, fence: pointOf(row) ?? (row.parentId && (await around(reader, row.parentId))) };
    },
  };
}

export async function fenceOf(reader: Reader, siteId: SiteId | null): Promise<Fence | null> {
  let here = siteId;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const row = await rowOf(reader, here);
    if (row === undefined) return null;
    const point = pointOf(row);
    if (point !== null) return point;
    here = row.parentId;
  }
  return null;
}

type Row = Pick<RowOf<typeof site>, (typeof COLUMNS)[number]>;
const COLUMNS = ['parentId', 'path', 'lat', 'lng', 'radius'] as const;

const rowOf = async (reader: Reader, id: SiteId | null): Promise<Row | undefined> =>
  id === null ? undefined : (await reader.find(site, { where: { id }, columns: COLUMNS }))[0];

const pointOf = ({ lat, lng, radius }: Row): Fence | null =>
  lat === null || lng === null ? null : { lat, lng, radius: radius ?? DEFAULT_RADIUS };
