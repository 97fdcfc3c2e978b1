// Writes down what became of a delivery, only under the fence of one's own claim: whoever slept past its lease changes nothing.
import { DAY, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Account, Sent, Trouble } from '../../core/channels';
import { noteTrouble } from '../../lookups/health';
import type { RowOf } from '../../store/columns';
import { card } from '../../store/tables/card';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';
import type { Due } from './claim';

const MOST_ATTEMPTS = 12;
const LONGEST_DELAY = 10 * MINUTE;
/** A connection that nobody mends for so long buries what waits for it. */
const PATIENCE = 3 * DAY;
const UNTIL_MENDED = 10 * MINUTE;

/** A card that is on its way: it shows nothing yet, and can be changed only when it has arrived. */
export const UNSENT = '';

type Patch = Partial<RowOf<typeof delivery>>;

export const finish = (store: Store, { tenantId, id, fence }: Due, patch: Patch): Promise<number> =>
  store.unit({ tenantId }, (u) => u.change(delivery, { id, fence }, { ...patch, leaseUntil: null }));

/** Not an attempt: it was only not its turn. */
export const putBack = (store: Store, row: Due, availableAt: number): Promise<number> =>
  finish(store, row, { attempts: row.attempts - 1, availableAt });

export async function finishSent(
  store: Store,
  { tenantId, id, fence }: Due,
  { messageId, code }: Sent,
  cardId: string | null,
  face: { readonly shown: string; readonly presses: boolean },
  now: number,
): Promise<void> {
  await store.unit({ tenantId }, async (u) => {
    const sent = { state: 'sent', sentAt: now, leaseUntil: null, errorCode: null, lastError: null } as const;
    await u.change(delivery, { id, fence }, sent);
    if (cardId === null) return;
    const state = face.presses ? ('live' as const) : ('over' as const);
    const held = { messageId, code, codeAt: code === null ? null : now, shown: face.shown, state, sentAt: now };
    // Somebody may have pressed it already: then it holds a newer code, and shows something newer.
    await u.change(card, { id: cardId as RowOf<typeof card>['id'], version: 1 }, held);
  });
}

export async function finishTrouble(
  store: Store,
  account: Account,
  row: Due,
  trouble: Trouble,
  now: number,
): Promise<void> {
  const error = { errorCode: trouble.code.slice(0, 40), lastError: trouble.message.slice(0, 1000) };
  await noteTrouble(store, account, trouble, now);
  switch (trouble.kind) {
    case 'person':
      await finish(store, row, { ...error, state: 'dropped' });
      return;
    case 'content':
      await finish(store, row, { ...error, state: 'buried' });
      return;
    case 'account': {
      const tooLate = now - row.createdAt > PATIENCE;
      const wait = { attempts: row.attempts - 1, availableAt: now + UNTIL_MENDED };
      await finish(store, row, { ...error, ...(tooLate ? { state: 'buried' as const } : wait) });
      return;
    }
    case 'later': {
      if (row.attempts >= MOST_ATTEMPTS) {
        await finish(store, row, { ...error, state: 'buried' });
        return;
      }
      // Full jitter: those who failed together do not come back together.
      const delay = Math.random() * Math.min(LONGEST_DELAY, SECOND * 2 ** row.attempts);
      await finish(store, row, { ...error, availableAt: now + Math.max(trouble.wait ?? 0, Math.round(delay)) });
    }
  }
}
