// Units that say what they touch, on both databases: they may share a transaction, and nobody can tell.
import { eachDatabase } from '../../test/support/databases';
import { isDuplicate, isRetryable } from './dialect';
import { A, aMember, aTicket, B, memberId, ticketId } from './samples';
import { member } from './tables/member';
import { ticket } from './tables/ticket';
import type { Store } from './unit';

eachDatabase((_name, open) => {
  let store: Store;
  let other: Store;
  const plant = (id: string, no: number) => store.unit(A, (u) => u.insert(ticket, [aTicket(id, no)]));
  const rename = (id: string, version: number, title: string) => (on: Store) =>
    on.unit(
      A,
      async (u) => {
        const seen = await u.one(ticket, { id: ticketId(id) });
        await u.later.change(ticket, { id: ticketId(id), version }, { title, version: version + 1 }, 1);
        return seen?.title;
      },
      [id],
    );

  beforeAll(async () => {
    store = await open();
    other = await open();
  });

  test('of many at once all are kept, each in its own organization', async () => {
    const ids = Array.from({ length: 90 }, (_, at) => `many${at}`);
    await Promise.all(
      ids.map((id, at) =>
        store.unit(
          at % 2 === 0 ? A : B,
          async (u) => {
            expect(await u.one(member, { id: memberId(id) })).toBeUndefined();
            await u.insert(member, [aMember(id)]);
          },
          [id],
        ),
      ),
    );
    const where = { id: { in: ids.map(memberId) } };
    const [ofA, ofB] = [
      await store.read(A).find(member, { where, columns: ['id'] }),
      await store.glance(B).find(member, { where, columns: ['id'] }),
    ];
    const half = (rest: number) => ids.filter((_, at) => at % 2 === rest).sort();
    expect(ofA.map((row) => row.id).sort()).toEqual(half(0));
    expect(ofB.map((row) => row.id).sort()).toEqual(half(1));
  });

  test('a taken key fails its own unit only, and that one whole', async () => {
    await store.unit(A, (u) => u.insert(member, [aMember('taken')]));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        store.unit(
          A,
          async (u) => {
            await u.insert(ticket, [aTicket(`taken${at}`, 100 + at)]);
            await u.insert(member, [aMember(at === 5 ? 'taken' : `free${at}`)]);
          },
          [`taken${at}`],
        ),
      ),
    );
    expect(outcomes.map((one) => one.status === 'fulfilled' || isDuplicate(one.reason))).not.toContain(false);
    expect(outcomes.flatMap((one, at) => (one.status === 'rejected' ? [at] : []))).toEqual([5]);
    const rows = await store.read(A).find(ticket, { where: { no: { gte: 100, lt: 112 } }, columns: ['no'] });
    expect(rows.map((row) => row.no).sort()).toEqual([100, 101, 102, 103, 104, 106, 107, 108, 109, 110, 111]);
  });

  test('of those who change one row as they saw it one wins, in this process and between two', async () => {
    await plant('raced', 200);
    const turns = Array.from({ length: 10 }, (_, at) => rename('raced', 1, `by ${at}`)(at % 2 === 0 ? store : other));
    const outcomes = await Promise.allSettled(turns);
    const won = outcomes.flatMap((one, at) => (one.status === 'fulfilled' ? [at] : []));
    expect(won).toHaveLength(1);
    expect(outcomes.every((one) => one.status === 'fulfilled' || isRetryable(one.reason))).toBe(true);
    const row = await store.read(A).one(ticket, { id: ticketId('raced') });
    expect([row?.version, row?.title]).toEqual([2, `by ${won[0]}`]);
  });

  test('one that comes too late takes nothing of the others with it', async () => {
    await Promise.all(['moved', 'still'].map((id, at) => plant(id, 300 + at)));
    await rename('moved', 1, 'before')(store);
    const [late, good] = await Promise.allSettled([
      rename('moved', 1, 'late')(store),
      rename('still', 1, 'good')(store),
    ]);
    expect(late.status === 'rejected' && isRetryable(late.reason)).toBe(true);
    expect(good.status).toBe('fulfilled');
    const titles = await store.read(A).find(ticket, { where: { no: { in: [300, 301] } }, columns: ['title'] });
    expect(titles.map((row) => row.title).sort()).toEqual(['before', 'good']);
  });

  test('one that looks at what it wrote, or locks a row, is carried out all the same', async () => {
    await plant('locked', 400);
    const [count, version, hints] = [0, 0, [] as string[]];
    const seen = await Promise.all([
      store.unit(
        A,
        async (u) => {
          u.onCommit(() => hints.push('once'));
          await u.insert(member, [aMember('looked')]);
          return count + (await u.count(member, { id: memberId('looked') }, 2));
        },
        ['looked'],
      ),
      store.unit(A, async (u) => version + ((await u.lock(ticket, { id: ticketId('locked') }))?.version ?? 0), [
        'locked',
      ]),
    ]);
    expect(seen).toEqual([1, 1]);
    expect(hints).toEqual(['once']);
  });
});
