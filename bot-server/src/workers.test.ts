// However much is left to do, a server that is told to stop does no more than the batch it is at; and what is done now and then is done
// with the product's own time.
import { DAY } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../test/support/databases';
import { fixedClock } from './core/clock';
import { newId } from './core/ids';
import { makeLog } from './core/log';
import { makeTemplates } from './lookups/templates';
import { enqueue } from './outbox/publish';
import { jobSlot } from './store/tables/jobSlot';
import { outbox } from './store/tables/outbox';
import type { Store } from './store/unit';
import { SELDOM, startWorkers, type WorkerDeps } from './workers';

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  const deps = (notices: Partial<WorkerDeps['notices']>): WorkerDeps => ({
    store,
    clock: fixedClock(1_795_000_000_000),
    execute: async () => {
      throw new Error('nobody asked for that');
    },
    templates: makeTemplates(),
    log: makeLog('silent'),
    holder: 'one',
    sealed: () => undefined,
    sweepFiles: async () => undefined,
    signOut: async () => undefined,
    notices: {
      notify: async () => undefined,
      card: async () => undefined,
      screen: async () => undefined,
      deliver: async () => 0,
      sweep: async () => undefined,
      pullDirectories: async () => undefined,
      ...notices,
    },
  });
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('messages: there is always another batch', async () => {
    let batches = 0;
    const workers = startWorkers(
      deps({
        deliver: async () => {
          batches += 1;
          await new Promise((resolve) => setTimeout(resolve, 1));
          return 100;
        },
      }),
    );
    workers.pokePlatforms();
    await until(() => batches > 3);
    await workers.stop();
    const done = batches;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(batches).toBe(done);
  });

  test('what passes and is tried again wakes nobody; what is wrong, and a full disk, are errors', async () => {
    const faults = ['POOL_TIMEOUT', 'ER_LOCK_DEADLOCK', 'ENOSPC', 'A_MISTAKE'];
    const lines: { level: string; err?: { code?: string } }[] = [];
    const log = makeLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    let turn = 0;
    const deliver = async () => {
      const code = faults[turn++];
      if (code !== undefined) throw Object.assign(new Error('for now'), { code });
      return 0;
    };
    const workers = startWorkers({ ...deps({ deliver }), log });
    while (turn <= faults.length) {
      workers.pokePlatforms();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await workers.stop();
    const levelOf = (code: string) => lines.filter(({ err }) => err?.code === code).map(({ level }) => level);
    expect(faults.map(levelOf)).toEqual([['warn'], ['warn'], ['error'], ['error']]);
  });

  test('the outbox: each row brings another; the last stays for whoever is there next', async () => {
    const tenantId = '1mbj72g0000000000000' as never;
    const another = () => {
      const streamId = newId(Date.now());
      return store.unit({ tenantId }, (u) => enqueue(u, ['notify'], { streamId, from: 1, seq: 1 }, 1));
    };
    let told = 0;
    await another();
    const workers = startWorkers(
      deps({
        notify: async () => {
          told += 1;
          await another();
        },
      }),
    );
    workers.poke(tenantId);
    await until(() => told > 3);
    await workers.stop();
    expect(await store.read({ tenantId }).count(outbox, { state: 'pending' }, 10)).toBe(1);
  });

  test('what is done now and then, each by its job, as of now; a slot of eight days ago is over', async () => {
    const done: unknown[] = [];
    const now = deps({}).clock.now();
    const note = (what: string) => async (at?: number) => void done.push([what, at]);
    const slots = [1, 8].map((days) => ({ job: 'x', slot: days, startedAt: now - days * DAY }));
    await store.system.unit((u) =>
      u.insert(
        jobSlot,
        slots.map((slot) => ({ ...slot, holder: 'one', finishedAt: null })),
      ),
    );
    const all = deps({ sweep: note('notices'), pullDirectories: note('directories') });
    for (const { run } of Object.values(SELDOM)) await run({ ...all, sweepFiles: note('files') });
    expect(done).toEqual([
      ['files', now],
      ['notices', now],
      ['directories', undefined],
    ]);
    const left = await store.system.read.find(jobSlot, { where: { job: 'x' } });
    expect(left.map(({ slot }) => slot)).toEqual([1]);
  });
});
