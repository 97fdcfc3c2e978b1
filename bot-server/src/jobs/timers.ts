// Fires what is due: claims timers by conditional update, then says `lapse` through the write path, which reckons anew.

import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import { SECOND } from '@paidan/shared/kernel/time';
import type { TimerPurpose } from '@paidan/shared/model/command';
import type { Logger } from 'pino';
import type { Clock } from '../core/clock';
import { levelOf } from '../core/faults';
import { isSuspect, SILENT, verdictOn } from '../core/silence';
import { timer } from '../store/tables/timer';
import type { Store } from '../store/unit';

/** False where nothing came of it: its moment is not there by the clock that the rules go by, or has passed. */
export type Lapse = (tenantId: TenantId, ticketId: TicketId, purpose: TimerPurpose) => Promise<boolean>;

const BATCH = 100;
export const TIMER_LEASE = 30 * SECOND;

/**
 * One batch; the number of timers that were this process's to fire. Each is claimed when its turn has come, and what may be taking processes
 * down not before all others have rung.
 */
export async function fireTimers(store: Store, clock: Clock, lapse: Lapse, log: Logger): Promise<number> {
  const leaseNow = await store.now();
  const due = await store.system.read.find(timer, {
    where: {
      state: 'pending',
      dueAt: { lte: clock.now() },
      any: [{ leaseUntil: null }, { leaseUntil: { lte: leaseNow } }],
    },
    order: [['dueAt', 'asc']],
    limit: BATCH,
  });
  const calm = due.filter((row) => !isSuspect(row));
  let fired = 0;
  for (const row of calm.length > 0 ? calm : due) {
    const { tenantId, ticketId, purpose, stage, generation, fence, attempts } = row;
    const one = { tenantId, ticketId, purpose, stage, generation };
    const told = { tenantId, ticketId, purpose, fence, attempts };
    const verdict = verdictOn(row);
    const leaseUntil = leaseNow + TIMER_LEASE + (verdict.kind === 'counted' ? verdict.wait : 0);
    const patch =
      verdict.kind === 'buried'
        ? { state: 'buried' as const, leaseUntil: null }
        : { fence: fence + 1, leaseUntil, ...(verdict.kind === 'counted' && { attempts: verdict.attempts }) };
    const claimed = await store.system.unit((u) => u.change(timer, { ...one, state: 'pending', fence }, patch));
    if (claimed !== 1) continue;
    fired++;
    if (verdict.kind === 'buried') {
      log.error(told, `timer buried: ${SILENT}`);
      continue;
    }
    if (isSuspect(row)) log.warn(told, 'timer claimed by itself: its claims ended without a word several times');
    try {
      // The row goes with the state that wanted it.
      if (await lapse(tenantId, ticketId as TicketId, purpose as TimerPurpose)) continue;
    } catch (error) {
      log[levelOf(error)]({ ...told, err: error }, 'timer failed; it is tried again after its lease');
    }
    // If the row is still there, or again, it is looked at when the lease is over; this claim did not end without a word.
    await store.system.unit((u) => u.change(timer, { ...one, fence: fence + 1 }, { attempts: attempts + 1 }));
  }
  return fired;
}
