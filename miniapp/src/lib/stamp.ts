// What a photo taken at work should tell by itself: when, where, by whom, for which ticket. The page of the work says it; every photo
// that comes into the outbasket meanwhile carries it: drawn by the phone, or by the server for a phone that cannot.
import { now } from './clock';
import { host } from './host';
import type { Photo } from './host/port';

/** For the server, which knows the rest of it. */
export type Mark = { readonly ticketId: string; readonly takenAt: number };
export type Told = { readonly ticketId: string; readonly lines: readonly string[] };

let told: (() => Told) | null = null;

/** Until the returned function is called. */
export function stampPhotos(tell: () => Told): () => void {
  told = tell;
  return () => {
    if (told === tell) told = null;
  };
}

/** A signature is no photo. `mark`: it is still to be drawn. */
export async function stamped(photo: Photo): Promise<{ readonly photo: Photo; readonly mark: Mark | null }> {
  if (told === null || /^signature/.test(photo.name)) return { photo, mark: null };
  const { ticketId, lines } = told();
  const takenAt = now();
  const drawn = await host.stamp(photo, lines);
  return drawn.ok ? { photo: drawn.value, mark: null } : { photo, mark: { ticketId, takenAt } };
}
