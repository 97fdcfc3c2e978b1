// How the server takes its leave once it was told to: whoever asks something is served to the end, the work behind the answers comes
// to its own, and then the store is closed.
import { SECOND } from '@paidan/shared/kernel/time';

/** Milliseconds from being told to stop until the process ends, whatever hangs. */
export const LATEST = 9.5 * SECOND;
/** Milliseconds from being told to stop until requests under way are cut: what was cut has to come to its end, and so has the store. */
const PATIENCE = 6 * SECOND;
/** Milliseconds that a request has at least, that came in the last moment of the grace. */
const LAST_REQUEST = 2 * SECOND;

export type Draining = {
  /** Cuts what is left after `patience` milliseconds. */
  readonly requests: { readonly drain: () => void; readonly stop: (patience: number) => Promise<void> };
  readonly work: { readonly stop: () => Promise<void> };
  readonly store: { readonly close: () => Promise<void> };
};

/** `grace`: milliseconds for which nothing changes but that somebody in front is told. */
export async function takeLeave({ requests, work, store }: Draining, grace: number): Promise<void> {
  requests.drain();
  await new Promise((resolve) => setTimeout(resolve, grace));
  // Beside each other, so that one caller who hangs takes no time from the work. No request waits for it: what is committed from now
  // on lies in its rows for the next process, or another one, as after a power cut.
  await Promise.all([requests.stop(Math.max(PATIENCE - grace, LAST_REQUEST)), work.stop()]);
  await store.close();
}
