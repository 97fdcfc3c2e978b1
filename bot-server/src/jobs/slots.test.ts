// Whoever is killed in the middle of a job leaves its slot to the others; what is done, or is still at work, is left alone.
import { MINUTE } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { jobSlot } from '../store/tables/jobSlot';
import type { Store } from '../store/unit';
import { makeSlots, slotOf } from './slots';

/** No end of a slot lies in between. */
const slot = 100 * 365 * 24 * 60 * MINUTE;

eachDatabase((_, open) => {
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    [store, other] = [await open(), await open()];
  });

  const rowOf = async (job: string) => {
    const rows = await store.system.read.find(jobSlot, { where: { job } });
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  /** `ago`: when whoever holds it last said that it is at work. */
  const plant = async (job: string, ago: number, finished = false) => {
    const now = await store.now();
    const row = { job, slot: slotOf({ slot }, now), holder: 'gone', startedAt: now - ago };
    await store.system.unit((u) => u.insert(jobSlot, [{ ...row, finishedAt: finished ? now - ago : null }]));
  };

  test('of those who find it left, one takes over, and only then', async () => {
    const all = Array.from({ length: 8 }, (_, n) => makeSlots(n % 2 === 0 ? store : other, `p${n}`));
    await plant('at-work', 4 * MINUTE);
    await plant('done', 60 * MINUTE, true);
    await plant('left', 6 * MINUTE);
    const taken = async (name: string) => {
      const told = await Promise.all(all.map((one) => one.take({ name, slot })));
      return told.flatMap((mine, n) => (mine ? [`p${n}`] : []));
    };
    expect(await taken('at-work')).toEqual([]);
    expect(await taken('done')).toEqual([]);
    const [holder = '', ...more] = await taken('left');
    expect(more).toEqual([]);
    expect(await rowOf('left')).toMatchObject({ holder, finishedAt: null });
    await all[Number(holder.slice(1))]?.keep({ name: 'left', slot });
    expect((await rowOf('left'))?.finishedAt).toBeGreaterThan(0);
    expect(await taken('left')).toEqual([]);
  });

  test('a fresh one is had by one, and by none once it is done', async () => {
    const [mine, theirs] = [makeSlots(store, 'mine'), makeSlots(other, 'theirs')];
    const job = { name: 'fresh', slot };
    expect([await mine.take(job), await theirs.take(job)]).toEqual([true, false]);
    await mine.giveBack(job);
    expect([await theirs.take(job), await mine.take(job)]).toEqual([true, false]);
    await theirs.keep(job);
    expect([await mine.take(job), await theirs.take(job)]).toEqual([false, false]);
  });

  test('whoever is at work says so; one that was taken for gone ends nothing of its successor', async () => {
    const [slow, next] = [makeSlots(store, 'slow', 500), makeSlots(other, 'next', 50)];
    const job = { name: 'slow', slot };
    expect(await slow.take(job)).toBe(true);
    const begun = (await rowOf('slow'))?.startedAt ?? 0;
    while (((await rowOf('slow'))?.startedAt ?? 0) === begun) await new Promise((resolve) => setTimeout(resolve, 20));
    // To one with a shorter lease than it speaks up, it is gone.
    while (!(await next.take(job))) await new Promise((resolve) => setTimeout(resolve, 20));
    await slow.keep(job);
    expect(await rowOf('slow')).toMatchObject({ holder: 'next', finishedAt: null });
    await slow.giveBack(job);
    expect(await rowOf('slow')).toMatchObject({ holder: 'next' });
    await next.keep(job);
    expect((await rowOf('slow'))?.finishedAt).toBeGreaterThan(0);
  });
});
