// What servers do every few minutes by the clock on the wall, sweeping and asking platforms who is still there, would make it depend
// on the moment what a test sees: who is in a directory by mistake, or what is days old because the clock was moved. It is tested by
// itself; to the servers of other tests, another process has done it already.
import { slotOf } from '../../src/jobs/slots';
import { jobSlot } from '../../src/store/tables/jobSlot';
import type { Store } from '../../src/store/unit';
import { SELDOM } from '../../src/workers';

/** For longer than any test takes: in the present slots and the next ones. */
export async function doneElsewhere(store: Store): Promise<void> {
  const now = await store.now();
  await store.system.unit(async (u) => {
    for (const [job, span] of Object.entries(SELDOM)) {
      const first = slotOf(span, now);
      for (const slot of [first, first + 1]) {
        await u.upsert(jobSlot, { job, slot, holder: 'elsewhere', startedAt: now, finishedAt: now }, []);
      }
    }
  });
}
