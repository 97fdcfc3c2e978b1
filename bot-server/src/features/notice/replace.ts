// A card that was recalled makes room for a new one, which goes out as a delivery of its own.
import type { DeliveryId, TenantId } from '@paidan/shared/kernel/id';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { isOver } from '@paidan/shared/rules/notify/over';
import { timing } from '@paidan/shared/rules/notify/timing';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import { offsetOf } from '../../lookups/organization';
import { preferencesOf } from '../../lookups/preferences';
import { card as cardTable } from '../../store/tables/card';
import { delivery } from '../../store/tables/delivery';
import type { Decided, Held, NoticeDeps } from './deps';
import { FRESH } from './finish';

/**
 * In one unit with the end of the old one, so that nobody is left without either. `anew`: it is its reader's own work, done or
 * not; otherwise it is merely gone.
 */
export async function replace(
  deps: NoticeDeps,
  tenantId: TenantId,
  held: Held,
  ticket: Ticket,
  { from, seq }: Decided,
  anew: boolean,
): Promise<void> {
  const { store, clock, poke } = deps;
  const { id, ticketId, accountId, memberId, recipient } = held;
  const now = clock.now();
  const kind = kindOf(held, ticket);
  const availableAt = await dueAt(deps, tenantId, held, kind, now);
  await again(isCollision, () =>
    store.unit({ tenantId }, async (u) => {
      // Without a message it is not recalled again, whoever presses it in the last moment.
      await u.change(cardTable, { id }, { state: 'over', messageId: null, code: null, codeAt: null });
      if (!anew) return;
      const there = await u.find(delivery, {
        where: { streamId: ticketId, seq: { gte: from, lte: seq }, accountId, recipient },
        columns: ['id'],
        limit: 1,
      });
      // This very decision is told to the same reader anyway.
      if (there.length > 0) return;
      const told = { id: newId(now) as DeliveryId, streamId: ticketId, seq, kind, accountId, memberId, recipient };
      // No news that could wait for a digest: it takes the place of what was there.
      const when = { urgent: true, availableAt, createdAt: now };
      await u.insert(delivery, [{ ...told, ...when, ...FRESH }]);
      u.onCommit(() => poke(tenantId));
    }),
  );
}

/** What the old card asked for is done, and its reader goes on with the ticket: the new one tells how far it is. */
const kindOf = ({ kind, memberId }: Held, ticket: Ticket): NoticeKind =>
  isOver(kind, ticket, memberId) ? 'accepted' : kind;

/** Nobody is woken by it. */
async function dueAt(
  { store }: NoticeDeps,
  tenantId: TenantId,
  { memberId }: Held,
  kind: NoticeKind,
  now: number,
): Promise<number> {
  const [preference, offset] = await Promise.all([
    preferencesOf(store.read({ tenantId }), [memberId]),
    offsetOf(store, tenantId),
  ]);
  const when = timing(kind, false, preference(memberId), now, offset);
  return when.send === 'at' ? when.at : now;
}
