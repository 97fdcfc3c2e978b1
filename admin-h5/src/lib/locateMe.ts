// The device's own position (WGS-84) as it is now, not a moment ago; null where it is refused, unknown or too slow.

export type Here = { readonly lat: number; readonly lng: number; readonly accuracy: number };
const PATIENCE_MS = 10_000;

export function locateMe(): Promise<Here | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude, accuracy: Math.round(coords.accuracy) }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}
