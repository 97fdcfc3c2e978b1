// Fires what is due: claims timers by conditional update, then says `lapse` through the write path, which reckons anew.

import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import { SECOND } from '@paidan/shared/kernel/time';
import type { TimerPurpose } from '@paidan/shared/model/command';
import type { Logger } from 'pino';
import type { Clock } from '../core/clock';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';

export type Lapse = (tenantId: TenantId, ticketId: TicketId, purpose: TimerPurpose) => Promise<void>;

const BATCH = 100;
export const TIMER_LEASE = 30 * SECOND;

/** One batch; the number of timers that were this process's to fire. */
export async function fireTimers(store: Store, clock: Clock, lapse: Lapse, log: Logger): Promise<number> {
  const leaseNow = await store.now();
  const due = await store.system.read.find(timer, {
    where: { dueAt: { lte: clock.now() }, any: [{ leaseUntil: null }, { leaseUntil: { lte: leaseNow } }] },
    order: [['dueAt', 'asc']],
    limit: BATCH,
  });
  let fired = 0;
  for (const row of due) {
    const { tenantId, ticketId, purpose, stage, generation, fence } = row;
    const where = { tenantId, ticketId, purpose, stage };
    const claimed = await store.system.unit((u) =>
      u.change(timer, { ...where, generation, fence }, { fence: fence + 1, leaseUntil: leaseNow + TIMER_LEASE }),
    );
    if (claimed !== 1) continue;
    fired++;
    try {
      // The row goes with the state that wanted it. If it is still there, the clock was set back meanwhile: it is looked at again
      // when the lease is over.
      await lapse(tenantId, ticketId as TicketId, purpose as TimerPurpose);
    } catch (error) {
      log.error({ err: error, tenantId, ticketId, purpose }, 'timer failed; it is tried again after its lease');
    }
  }
  return fired;
}
