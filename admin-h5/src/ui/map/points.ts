// What a map is asked to show.

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
  /** Where an empty map opens. */
  readonly near?: { readonly lat: number; readonly lng: number } | undefined;
  readonly onPick?: (point: { lat: number; lng: number }) => void;
};
