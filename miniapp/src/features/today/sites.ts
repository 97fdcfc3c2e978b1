// Where the places of my tasks are, asked once for each.
import type { Point } from '@paidan/shared/kernel/geo';
import type { SiteId } from '@paidan/shared/kernel/id';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { type Points, sitePoints as points } from '../../lib/sitePoints';

const NOWHERE: Points = {};

/** Only while distances are wanted. */
export function useSitePoints(ids: readonly string[], wanted: boolean): Points {
  const known = points.use() ?? NOWHERE;
  const missing = wanted ? ids.filter((id) => known[id] === undefined).join(' ') : '';
  useEffect(() => {
    let here = true;
    void (async () => {
      for (const id of missing.split(' ').filter(Boolean)) {
        const answer = await call('site.get', { id: id as SiteId });
        if (!here) return;
        if (!answer.ok && answer.refusal.kind !== 'refused') return;
        const site = answer.ok ? answer.value.record : null;
        const point = site && site.lat !== null && site.lng !== null ? { lat: site.lat, lng: site.lng } : null;
        points.set({ ...points.get(), [id]: point });
      }
    })();
    return () => {
      here = false;
    };
  }, [missing]);
  return known;
}

/** Where I am, once I have asked for it; null before. */
export function useMyPlace(): readonly [Point | null, (place: Point) => void] {
  return useState<Point | null>(null);
}
