// Jobs of a slot run once among all processes, again where they failed; the others run at every tick of each.
import { eachDatabase } from '../../test/support/databases';
import { makeLog } from '../core/log';
import { jobSlot } from '../store/tables/jobSlot';
import type { Store } from '../store/unit';
import { type Job, type JobClock, startJobs } from './clock';

const log = makeLog('silent');
const EVERY_SECOND = '* * * * * *';

async function until(true_: () => boolean): Promise<void> {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 10));
}

eachDatabase((_, open) => {
  let stores: readonly [Store, Store];
  const clocks: JobClock[] = [];

  beforeAll(async () => {
    stores = [await open(), await open()];
  });
  afterEach(async () => {
    await Promise.all(clocks.splice(0).map((clock) => clock.stop()));
  });

  const start = (store: Store, holder: string, ...jobs: readonly Job[]) =>
    clocks.push(startJobs(store, jobs, holder, log));

  test('two clocks, one run per slot', async () => {
    const ran: string[] = [];
    const ticked: number[] = [];
    for (const [at, store] of stores.entries()) {
      const daily = {
        name: 'daily',
        every: EVERY_SECOND,
        slot: 24 * 3600_000,
        run: async () => void ran.push(`p${at}`),
      };
      const tick = { name: 'tick', every: EVERY_SECOND, run: async () => void ticked.push(at) };
      start(store, `p${at}`, daily, tick);
    }
    await until(() => [0, 1].every((one) => ticked.filter((at) => at === one).length >= 2));
    // The slot is taken a moment before its job begins.
    await Promise.all(clocks.splice(0).map((clock) => clock.stop()));
    const now = await stores[0].now();
    const rows = await stores[0].system.read.find(jobSlot, { where: { job: 'daily' } });
    // Around midnight there may be two days.
    expect(rows.length).toBe(ran.length);
    expect(rows.length).toBeLessThanOrEqual(2);
    expect(rows.map(({ holder }) => holder).sort()).toEqual([...ran].sort());
    expect(rows.at(-1)?.slot).toBeLessThanOrEqual(Math.floor(now / (24 * 3600_000)));
  });

  test('one that fails has its slot again at the next tick, by one of them at a time, until it is done; also where it could not be given back at once', async () => {
    // No midnight lies in between.
    const slot = 100 * 365 * 24 * 3600_000;
    const told = { failing: [0, 0, 0, 0], away: [0, 0, 0, 0] } as Record<string, [number, number, number, number]>;
    const isDone = () => Object.values(told).every(([, done]) => done > 0);
    const after = [0, 0];
    let refused = 0;
    /** Where rows of `away` are to be removed, the database is away the first time. */
    const mortal = (store: Store): Store => {
      const unit: Store['system']['unit'] = (work) =>
        store.system.unit((u) =>
          work({
            ...u,
            remove: (table, where) => {
              if ((where as { job?: unknown }).job !== 'away' || refused++ > 0) return u.remove(table, where);
              throw new Error('the database is away');
            },
          }),
        );
      return { ...store, system: { ...store.system, unit } };
    };
    for (const [one, store] of stores.entries()) {
      const jobs = Object.entries(told).map(([name, count]): Job => {
        const run = async () => {
          count[2] += 1;
          count[3] = Math.max(count[3], count[2]);
          await new Promise((resolve) => setTimeout(resolve, 20));
          count[2] -= 1;
          if (count[0] === 0) {
            count[0] += 1;
            throw new Error('planted');
          }
          count[1] += 1;
        };
        return { name, every: EVERY_SECOND, slot, run };
      });
      const tick = async () => {
        if (isDone()) after[one] = (after[one] ?? 0) + 1;
      };
      start(mortal(store), `p${one}`, ...jobs, { name: 'tick', every: EVERY_SECOND, run: tick });
    }
    await until(() => after.every((ticks) => ticks >= 2));
    await Promise.all(clocks.splice(0).map((clock) => clock.stop()));
    // Failed once, done once, at no time two of them.
    expect(told).toEqual({ failing: [1, 1, 0, 1], away: [1, 1, 0, 1] });
    expect(refused).toBe(2);
    for (const job of Object.keys(told)) {
      expect(await stores[0].system.read.find(jobSlot, { where: { job } })).toHaveLength(1);
    }
  });

  test('a job that is still at it is not begun again; one that fails is, at the next tick', async () => {
    let [begun, failed] = [0, 0];
    let release = () => {};
    const long = new Promise<void>((resolve) => {
      release = resolve;
    });
    start(
      stores[0],
      'p',
      {
        name: 'long',
        every: EVERY_SECOND,
        run: () => {
          begun += 1;
          return long;
        },
      },
      {
        name: 'failing',
        every: EVERY_SECOND,
        run: () => {
          failed += 1;
          return Promise.reject(new Error('planted'));
        },
      },
    );
    await until(() => failed >= 2);
    expect(begun).toBe(1);
    release();
  });

  test('stopping waits for what has begun', async () => {
    let [begun, finished] = [false, false];
    start(stores[0], 'p', {
      name: 'slow',
      every: EVERY_SECOND,
      run: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        finished = true;
      },
    });
    await until(() => begun);
    await clocks.pop()?.stop();
    expect(finished).toBe(true);
  });
});
