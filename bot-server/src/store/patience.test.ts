// How long one request waits for the database, by a clock that goes on only where the test says so; and what becomes of what it waited for.
import { eachDatabase } from '../../test/support/databases';
import { isUnavailable } from './dialect';
import { isOver, limitOf, makePatience } from './patience';
import { A, aMember, memberId } from './samples';
import { member } from './tables/member';
import { type Store, storeFor, type Unit } from './unit';

const SECOND = 1000;
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => error,
  );

function atWill(most = 2.5 * SECOND) {
  let now = 0;
  const patience = makePatience(most, () => now);
  const forward = (ms: number) => {
    now += ms;
  };
  return { patience, forward, wait: (ms: number) => patience.during(async () => forward(ms)) };
}

test('only what is waited for counts, and what is waited for at the same time counts once', async () => {
  const { patience, wait, forward } = atWill();
  forward(60 * SECOND);
  expect(patience.left()).toBe(2500);
  await wait(SECOND);
  forward(60 * SECOND);
  expect(patience.left()).toBe(1500);
  await patience.during(() => Promise.all([wait(300), wait(200), patience.during(() => wait(0))]));
  expect(patience.left()).toBe(1000);
  expect(limitOf(2800, patience)).toBe(1000);
  expect(limitOf(800, patience)).toBe(800);
  const broken = async () => {
    forward(SECOND);
    throw new Error('broken');
  };
  await caught(patience.during(broken));
  expect(isOver(patience)).toBe(true);
  expect(() => limitOf(2800, patience)).toThrow('long enough');
});

test('what goes on behind an answer has all the time; what was given up has none', async () => {
  const [answered, refused] = [atWill(), atWill()];
  answered.patience.letGo();
  refused.patience.giveUp();
  for (const { wait } of [answered, refused]) await wait(60 * SECOND);
  expect([answered.patience.left(), refused.patience.left()]).toEqual([Number.POSITIVE_INFINITY, 0]);
  expect(await answered.patience.bound(async () => 'there')).toBe('there');
});

test('who shares something leaves alone: it goes on for the others', async () => {
  let come = (_: string) => {};
  const shared = new Promise<string>((resolve) => {
    come = resolve;
  });
  const [one, other] = [makePatience(5), makePatience(60 * SECOND)];
  const waiting = other.bound(() => shared);
  const error = await caught(one.bound(() => shared));
  expect([isUnavailable(error), isOver(one)]).toEqual([true, true]);
  come('there');
  expect(await waiting).toBe('there');
});

eachDatabase((_name, open) => {
  let store: Store;
  let last = 0;
  const fresh = () => `p${++last}`;
  const has = (id: string) => store.read(A).count(member, { id: memberId(id) }, 1);
  /** Each of so many statements takes a second. */
  const slowly = (id: string, forward: (ms: number) => void) => async (u: Unit) => {
    await u.insert(member, [aMember(id)]);
    for (let done = 0; done < 4; done++) {
      await u.count(member, { id: memberId(id) }, 1);
      forward(SECOND);
    }
  };

  beforeAll(async () => {
    store = await open();
  });

  test.each([{ touches: undefined }, { touches: ['it'] }])(
    'a unit of many statements, none of them too slow: nothing is kept ($touches)',
    async ({ touches }) => {
      const [late, free, quick] = [fresh(), fresh(), fresh()];
      const { patience, forward } = atWill();
      const error = await caught(store.unit({ ...A, patience }, slowly(late, forward), touches));
      expect([isUnavailable(error), await has(late)]).toEqual([true, 0]);
      // The control: who is nobody's request takes as long as it takes; and the next request has a patience of its own.
      await store.unit(A, slowly(free, forward), touches);
      await store.unit({ ...A, patience: makePatience(60 * SECOND) }, slowly(quick, forward), touches);
      expect([await has(free), await has(quick)]).toEqual([1, 1]);
    },
  );

  test('once it is over nothing more is asked, by whichever door', async () => {
    const patience = makePatience();
    patience.giveUp();
    const mine = storeFor(store, patience);
    const where = { id: memberId('p0') };
    let begun = false;
    const work = async () => {
      begun = true;
    };
    for (const asked of [
      store.read({ ...A, patience }).count(member, where, 1),
      store.glance({ ...A, patience }).find(member, { where }),
      store.unit({ ...A, patience }, work),
      mine.read(A).count(member, where, 1),
      mine.unit(A, work, ['it']),
      mine.system.read.count(member, where, 1),
      mine.system.unit(work),
    ])
      expect(isUnavailable(await caught(asked))).toBe(true);
    expect(begun).toBe(false);
    expect(await store.read(A).count(member, where, 1)).toBe(0);
  });

  test('who waits in line leaves it, and what they wanted is not done; whoever is behind them is served', async () => {
    const [late, after] = [fresh(), fresh()];
    const insert = (id: string) => (u: Unit) => u.insert(member, [aMember(id)]);
    // All of the connections; SQLite has one writer.
    let over = () => {};
    const end = new Promise<void>((resolve) => {
      over = resolve;
    });
    const holding = Array.from({ length: store.dialect === 'mysql' ? 6 : 1 }, () => store.unit(A, () => end));
    while (store.load().busy < holding.length) await new Promise((resolve) => setTimeout(resolve, 5));
    const leaving = caught(store.unit({ ...A, patience: makePatience(20) }, insert(late)));
    const staying = caught(store.unit(A, insert(after)));
    expect(isUnavailable(await leaving)).toBe(true);
    over();
    await Promise.all(holding);
    expect(await staying).toBe('done');
    while (store.load().waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([await has(late), await has(after)]).toEqual([0, 1]);
  });
});
