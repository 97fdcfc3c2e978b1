// Where am I beside the fence? Distance as the server will measure it, and a small drawing with the site in its middle.
import { metresBetween, type Point } from '@paidan/shared/kernel/geo';

export type Fence = Point & { readonly radius: number };
export type Standing = {
  /** Whole metres. */
  readonly distance: number;
  readonly inside: boolean;
};

export function standing(me: Point, fence: Fence): Standing {
  const distance = Math.round(metresBetween(me, fence));
  return { distance, inside: distance <= fence.radius };
}

/** In shares of the drawing's side: the ring's diameter, and where I stand from its top left corner. */
export type Drawing = { readonly ring: number; readonly x: number; readonly y: number };

export function drawing(me: Point, fence: Fence): Drawing {
  const north = metresBetween(fence, { lat: me.lat, lng: fence.lng }) * Math.sign(me.lat - fence.lat);
  const east = metresBetween(fence, { lat: fence.lat, lng: me.lng }) * Math.sign(me.lng - fence.lng);
  // Both the ring and I fit, with room around; very far away the ring is still to be seen.
  const half = Math.max(fence.radius, Math.min(Math.hypot(north, east), fence.radius * 6)) * 1.25;
  const place = (metres: number) => Math.min(0.96, Math.max(0.04, 0.5 + metres / (2 * half)));
  return { ring: fence.radius / half, x: place(east), y: place(-north) };
}
