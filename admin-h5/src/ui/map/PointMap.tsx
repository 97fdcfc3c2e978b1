// A map of points on a blank grid (no picture from outside is ever asked for). Leaflet is fetched when the first map is shown.
import { lazy, Suspense } from 'react';
import { Skeleton } from '../Skeleton';
import type { PointMapProps } from './points';

const Canvas = lazy(() => import('./LeafletMap'));

export const PointMap = (props: PointMapProps) => (
  <div className="h-56 overflow-hidden rounded border border-line">
    <Suspense fallback={<Skeleton className="!h-full" />}>
      <Canvas {...props} />
    </Suspense>
  </div>
);
