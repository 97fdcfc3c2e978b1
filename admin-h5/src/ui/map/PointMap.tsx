// A map of points on a blank grid (no picture from outside is ever asked for). Leaflet is fetched when the first map is shown.
import { lazy, Suspense } from 'react';
import { Skeleton } from '../Skeleton';

export type MapPoint = {
  readonly lat: number;
  readonly lng: number;
  readonly kind: 'site' | 'checkIn' | 'pick';
  readonly name: string;
};
export type PointMapProps = {
  readonly points: readonly MapPoint[];
  /** Metres around `lat`, `lng`. */
  readonly fence?: { readonly lat: number; readonly lng: number; readonly radius: number } | undefined;
  readonly onPick?: (point: { lat: number; lng: number }) => void;
};

const Canvas = lazy(() => import('./LeafletMap'));

export const PointMap = (props: PointMapProps) => (
  <div className="h-56 overflow-hidden rounded border border-line">
    <Suspense fallback={<Skeleton className="!h-full" />}>
      <Canvas {...props} />
    </Suspense>
  </div>
);
