// Guests who never sent anything are forgotten after a week, with their sessions; what is spam loses its words after a month.
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { LINK_KEPT } from '@paidan/shared/rules/guest/link';
import { file } from '../../store/tables/file';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { session } from '../../store/tables/session';
import { ticket } from '../../store/tables/ticket';
import { vault } from '../../store/tables/vault';
import type { Store } from '../../store/unit';
import { standsIn } from '../../store/vault';
import { filesIn } from './held';
import { sweepRecent } from './limits';

const IDLE = 7 * DAY;
const BATCH = 200;

/** How many guests were forgotten. */
export async function sweepGuests(store: Store, now: Instant): Promise<number> {
  await sweepRecent(store, now);
  await eraseSpam(store, now);
  let gone = 0;
  for (;;) {
    const where = { reports: 0, seenAt: { lt: now - IDLE }, blockedAt: null };
    const idle = await store.system.read.find(guest, { where, limit: BATCH });
    for (const { tenantId, id } of idle) {
      gone += await store.system.unit(async (u) => {
        // One who came back meanwhile stays.
        const removed = await u.remove(guest, { tenantId, id, ...where });
        if (removed > 0) await u.remove(session, { tenantId, memberId: id });
        return removed;
      });
    }
    if (idle.length < BATCH) return gone;
  }
}

/** The row stays, as its timeline does; the pictures go the way of those that nobody took. */
async function eraseSpam(store: Store, now: Instant): Promise<void> {
  const old = await store.system.read.find(held, {
    where: { state: 'spam', decidedAt: { lt: now - LINK_KEPT }, title: { not: '' } },
    limit: BATCH,
  });
  for (const { tenantId, id, guestId, values, ticketId } of old) {
    const ids = [...filesIn(values)];
    const numbers = Object.values(values).filter(standsIn);
    await store.system.unit(async (u) => {
      // Taken back meanwhile, or a ticket after all: its words and pictures stay.
      if ((await u.one(ticket, { tenantId, id: ticketId })) !== undefined) return;
      const erased = await u.change(held, { tenantId, id, state: 'spam' }, { title: '', values: {} });
      if (erased !== 1) return;
      if (numbers.length > 0) {
        // Nobody else's row names what they left; and by its key no other guest waits for this one.
        await u.change(guest, { tenantId, id: guestId, phone: { in: numbers } }, { phone: null });
        // What an erasing has taken out stays to say so.
        await u.remove(vault, { tenantId, id: { in: numbers }, erasedAt: null });
      }
      if (ids.length === 0) return;
      // Another's id, so that it is no ticket's: as the sweep of files expects it.
      const mine = { tenantId, id: { in: ids }, streamId: ticketId };
      await u.change(file, mine, { state: 'gone', streamId: id });
    });
  }
}
