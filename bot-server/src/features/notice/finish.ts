// Writes down what became of a delivery, only under the fence of one's own claim: whoever slept past its lease changes nothing.
import { DAY, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { again } from '../../core/again';
import type { Account, Sent, Trouble } from '../../core/channels';
import { noteTrouble } from '../../lookups/health';
import type { RowOf } from '../../store/columns';
import { isRetryable } from '../../store/dialect';
import { card } from '../../store/tables/card';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';
import type { Due } from './claim';

const MOST_ATTEMPTS = 12;
const LONGEST_DELAY = 10 * MINUTE;
/** A connection that nobody mends for so long buries what waits for it. */
const PATIENCE = 3 * DAY;

/** A card that is on its way: it shows nothing yet, and can be changed only when it has arrived. */
export const UNSENT = '';

/** A delivery that nobody has tried yet. */
export const FRESH = {
  state: 'pending',
  attempts: 0,
  leaseUntil: null,
  fence: 0,
  errorCode: null,
  lastError: null,
  sentAt: null,
} as const;

type Patch = Partial<RowOf<typeof delivery>>;

export const finish = (store: Store, { tenantId, id, fence }: Due, patch: Patch): Promise<number> =>
  again(isRetryable, () =>
    store.unit({ tenantId }, (u) => u.change(delivery, { id, fence }, { ...patch, leaseUntil: null })),
  );

/** Not an attempt: it was only not its turn. */
export const putBack = (store: Store, row: Due, availableAt: number): Promise<number> =>
  finish(store, row, { attempts: row.attempts - 1, availableAt });

/** What became of the card that went out with it. */
export type HeldCard = { readonly cardId: string; readonly shown: string; readonly presses: boolean };

/**
 * What went out may not be forgotten because others were at the database, too: it would go out once more. `merged`: was told in
 * the same message.
 */
export const finishSent = (
  store: Store,
  { tenantId, id, fence, attempts }: Due,
  { messageId, code }: Sent,
  held: HeldCard | null,
  now: number,
  merged: readonly Due[] = [],
): Promise<void> =>
  again(isRetryable, () =>
    store.unit({ tenantId }, async (u) => {
      const sent = { state: 'sent', sentAt: now, leaseUntil: null, errorCode: null, lastError: null } as const;
      await u.change(delivery, { id, fence }, { ...sent, attempts });
      for (const row of merged) {
        await u.change(
          delivery,
          { id: row.id, fence: row.fence },
          {
            ...sent,
            attempts: row.attempts,
            state: 'merged',
            sentAt: null,
          },
        );
      }
      if (held === null) return;
      const cardId = held.cardId as RowOf<typeof card>['id'];
      // With a code it can still be told that it is over.
      const state = held.presses || code !== null ? ('live' as const) : ('over' as const);
      const arrived = { messageId, sentAt: now };
      const face = { code, codeAt: code === null ? null : now, shown: held.shown, state };
      if ((await u.change(card, { id: cardId, version: 1 }, { ...arrived, ...face })) === 1) return;
      // Somebody has pressed it already: then it holds a newer code, and shows something newer.
      await u.change(card, { id: cardId }, arrived);
    }),
  );

/** The same for all of these: they were to go out as one. */
export async function finishTrouble(
  store: Store,
  account: Pick<Account, 'id' | 'tenantId'>,
  rows: readonly Due[],
  trouble: Trouble,
  now: number,
): Promise<void> {
  const rest = await noteTrouble(store, account, trouble, now);
  // Full jitter: those who failed together do not come back together. But what was to be one message comes back as one.
  const chance = Math.random();
  for (const row of rows) {
    await finish(store, row, {
      ...errorOf(trouble),
      attempts: row.attempts,
      ...afterTrouble(row, trouble, rest, now, chance),
    });
  }
}

/** Of notices whose digest was refused: one of them is bad, and nobody can tell which. From then on each goes by itself. */
export const APART = 'digest_refused';

export const errorOf = ({ code, message }: Trouble) => ({
  errorCode: code.slice(0, 40),
  lastError: message.slice(0, 1000),
});

/** `rest`: until when the connection as a whole is left alone. Then it is no fault of this message, and no attempt. */
function afterTrouble(row: Due, { kind, wait = 0 }: Trouble, rest: number | null, now: number, chance: number): Patch {
  if (kind === 'person') return { state: 'dropped' };
  if (kind === 'content') return { state: 'buried' };
  if (rest !== null) {
    if (now - row.createdAt > PATIENCE) return { state: 'buried' };
    return { attempts: row.attempts - 1, availableAt: Math.max(rest, now + wait) };
  }
  if (row.attempts >= MOST_ATTEMPTS) return { state: 'buried' };
  const delay = Math.round(chance * Math.min(LONGEST_DELAY, SECOND * 2 ** row.attempts));
  return { availableAt: now + Math.max(wait, delay) };
}
