// The outbasket as it lies in the device's storage: whose it is, and the one way in which it is written.
import { isGuestAt, type Label } from '../guest';
import { host } from '../host';
import { currentSession } from '../session';
import { stored } from '../stored';
import type { Basket, Entry } from './basket';
import { readBasket } from './read';

const basket = stored<Basket>('outbasket', readBasket);
/** Of whom nothing is known yet. */
export const GUEST = 'guest';
export const owner = () => currentSession()?.member.id ?? GUEST;
/** What a guest of another organization makes here is nobody's until it goes: they become a guest here then. */
export const ownerOfNew = (label: Label | null): string =>
  label !== null && currentSession()?.guest === true && !isGuestAt(label) ? GUEST : owner();

export const useBasket = basket.use;
export const currentBasket = basket.get;
/** How many things of this person wait. */
export const waitingOf = ({ entries }: Basket, by: string): number => entries.filter((one) => one.by === by).length;
/** The entries of whoever is signed in. */
export const mineIn = ({ entries }: Basket): readonly Entry[] => entries.filter((one) => one.by === owner());
export const useWaiting = (): number => waitingOf(basket.use(), owner());

/** As it was before something that the device has no room for. */
export const putBack = (before: Basket): void => void basket.set(before);

/** Writes the basket, and lets go of pictures that nothing needs any more. False: the device's storage is full. */
export function keep(next: Basket): boolean {
  const before = basket.get();
  const written = basket.set(next);
  const held = new Set(next.pictures.map((one) => one.path));
  if (written) for (const { path } of before.pictures) if (!held.has(path)) host.files.drop(path);
  return written;
}
