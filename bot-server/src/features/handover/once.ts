// A hand-over is many transfers and one order: what came of each is kept under the order's key, so that the order, when it comes
// again, has the answer that it had, and goes on where it broke off.
import { createHash } from 'node:crypto';
import type { TicketId } from '@paidan/shared/kernel/id';
import { canonical } from '@paidan/shared/kernel/json';
import type { Refusal } from '@paidan/shared/refusal';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import type { Marks } from '../../core/marks';
import { principalOf, type Scope } from '../../core/scope';
import { commandKey } from '../../store/tables/commandKey';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';

/** In place of a person's: the transfers' keys are the tickets' ids. */
export type Once = {
  readonly principal: string;
  readonly hash: string;
  /** Is the one that was kept this order's? */
  readonly fits: (kept: string) => boolean;
};

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const onceOf = (marks: Marks, scope: Scope, key: string, order: Readonly<Record<string, string>>): Once => ({
  principal: `handover:${sha(`${principalOf(scope.actor)}\n${key}`)}`.slice(0, 40),
  hash: marks.of('ticket', { handover: order }),
  // Those of before were plain hashes.
  fits: (kept) => marks.fits(kept, 'ticket', { handover: order }) || kept === sha(canonical(order)),
});

/** The order's own row: no ticket is called so. */
const ORDER = 'order';

/** `other`: the key was another order's. */
export async function stageOf(reader: Reader, { principal, fits }: Once): Promise<'new' | 'begun' | 'done' | 'other'> {
  const row = await reader.one(commandKey, { principal, key: ORDER });
  if (row === undefined) return 'new';
  if (!fits(row.hash)) return 'other';
  return row.toSeq === 0 ? 'begun' : 'done';
}

export const begin = (store: Store, scope: Scope, { principal, hash }: Once, at: number): Promise<void> =>
  again(isCollision, () =>
    store.unit(scope, async (u) => {
      const row = { principal, key: ORDER, hash, streamId: '', fromSeq: 0, toSeq: 0, refusal: null, at };
      await u.upsert(commandKey, row, []);
    }),
  );

export const end = (store: Store, scope: Scope, { principal }: Once): Promise<unknown> =>
  again(isCollision, () => store.unit(scope, (u) => u.change(commandKey, { principal, key: ORDER }, { toSeq: 1 })));

export type Moved = { readonly ticketId: TicketId; readonly no: number; readonly refusal: Refusal | null };

/** What came of each ticket, in the order of their numbers. */
export async function movedBy(reader: Reader, { principal }: Once): Promise<readonly Moved[]> {
  const rows = await reader.find(commandKey, { where: { principal } });
  const each = rows.filter(({ key }) => key !== ORDER);
  const ids = each.map(({ streamId }) => streamId as TicketId);
  const tickets =
    ids.length === 0 ? [] : await reader.find(ticket, { where: { id: { in: ids } }, columns: ['id', 'no'] });
  const noOf = new Map(tickets.map(({ id, no }) => [id, no]));
  return each
    .map(({ streamId, refusal }): Moved => {
      const ticketId = streamId as TicketId;
      return { ticketId, no: noOf.get(ticketId) ?? 0, refusal: refusal as Refusal | null };
    })
    .sort((a, b) => a.no - b.no);
}
