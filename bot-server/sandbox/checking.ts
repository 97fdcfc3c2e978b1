// The platform's check of an address: when it is entered, and again a few times, as an administrator would press "save" again.
import { setTimeout as wait } from 'node:timers/promises';
import type { Address } from './address';
import { SECOND } from './clock';

/** Null: the address is right; otherwise what is wrong with it. */
export type Check = (address: Address) => Promise<string | null>;

const AGAIN: readonly number[] = [1, 2, 4, 8, 15, 30].map((n) => n * SECOND);
const NOT_SOONER = SECOND;
const running = new WeakMap<Address, Promise<void>>();

/** Checks once, not more often than once a second; who comes meanwhile waits for the same check. */
export function checkOnce(address: Address, check: Check): Promise<void> {
  const found = running.get(address);
  if (found !== undefined) return found;
  if (Date.now() - address.checkedAt < NOT_SOONER) return Promise.resolve();
  const turn = check(address)
    .then((error) => {
      address.verified = error === null;
      address.error = error;
      address.checkedAt = Date.now();
    })
    .finally(() => running.delete(address));
  running.set(address, turn);
  return turn;
}

/** Until it is right, `wanted` says no, or patience is at its end. */
export async function checkUntilRight(address: Address, check: Check, wanted: () => boolean): Promise<void> {
  for (const gap of AGAIN) {
    if (address.verified || !wanted()) return;
    await wait(gap, undefined, { ref: false });
    if (!address.verified && wanted()) await checkOnce(address, check);
  }
}
