// Has the server done all the work that the reports left behind? Numbered every event, carried out every outbox row.
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import type { Store } from '../../src/store/unit';

const PATIENCE = 300_000;
const LOOK_AGAIN = 25;

export type Behind = { readonly unsealed: number; readonly pending: number };

export async function behind(store: Store): Promise<Behind> {
  const most = 1_000_000;
  const [unsealed, pending] = await Promise.all([
    store.system.read.count(event, { feedNo: null }, most),
    store.system.read.count(outbox, { state: 'pending' }, most),
  ]);
  return { unsealed, pending };
}

/** Milliseconds until nothing is left. */
export async function settled(store: Store): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { unsealed, pending } = await behind(store);
    const ms = performance.now() - begun;
    if (unsealed + pending === 0) return ms;
    if (ms > PATIENCE) throw new Error(`still ${unsealed} events unsealed and ${pending} outbox rows pending`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}
