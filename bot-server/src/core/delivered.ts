// What a platform delivers counts once or never, whoever stands behind the sender by the time it comes again: its outcome is kept
// with its key, also where nobody could be found who might have given an order.
import type { Json } from '@paidan/shared/kernel/json';
import type { Refusal } from '@paidan/shared/refusal';
import { commandKey } from '../store/tables/commandKey';
import type { Reader, Store } from '../store/unit';
import { again } from './again';
import type { Account, Inbound } from './channels';
import type { Clock } from './clock';
import { isCollision, type Order } from './execute';
import type { Marks } from './marks';

export type Delivered = {
  readonly account: Account;
  /** In place of the sender's, who may be nobody yet, or somebody else later. */
  readonly principal: string;
  readonly key: string;
  /** What was delivered, as far as it says what is wanted. */
  readonly fingerprint: object;
};

export function deliveredBy(account: Account, inbound: Extract<Inbound, { type: 'press' | 'text' }>): Delivered {
  const { type, from, key } = inbound;
  const wanted = inbound.type === 'press' ? [inbound.cardId, inbound.action] : [inbound.text];
  return { account, principal: `account:${account.id}`, key, fingerprint: { type, from, wanted } };
}

/** How an order is told that it was delivered: a refusal is kept as well. */
export const asDelivered = ({ principal, key, fingerprint }: Delivered) =>
  ({ principal, key, fingerprint, remember: true }) as const satisfies Partial<Order<never>>;

/** `refusal` null: it counted, for the ticket `streamId`. Undefined: it has never come before. */
export type Outcome = { readonly streamId: string; readonly refusal: Refusal | null };

export async function outcomeOf(reader: Reader, { principal, key }: Delivered): Promise<Outcome | undefined> {
  const row = await reader.one(commandKey, { principal, key });
  return row === undefined ? undefined : { streamId: row.streamId, refusal: row.refusal as Refusal | null };
}

/** It counts for nothing from now on, unless it has an outcome already. Resolves to the one that holds. */
export const turnAway = (
  { store, clock, marks }: { readonly store: Store; readonly clock: Clock; readonly marks: Marks },
  delivered: Delivered,
  refusal: Refusal,
): Promise<Outcome> =>
  // Two copies at once, or one of them as an order: the second finds the first one's row.
  again(isCollision, () =>
    store.unit(delivered.account, async (u) => {
      const seen = await outcomeOf(u, delivered);
      if (seen !== undefined) return seen;
      const { principal, key, fingerprint, account } = delivered;
      const row = {
        principal,
        key,
        hash: marks.of('ticket', fingerprint),
        streamId: account.id,
        fromSeq: 0,
        toSeq: 0,
      };
      await u.insert(commandKey, [{ ...row, refusal: refusal as Json, at: clock.now() }]);
      return { streamId: account.id, refusal };
    }),
  );
