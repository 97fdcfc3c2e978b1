// Five thousand timers and outbox rows are due while nobody was there. Two processes take to them; one is killed, one is stopped for
// longer than its leases last and woken when another has done its work. Each fires once, nothing is lost, and nothing is done twice but
// what was in their hands just then: that much is counted.
import { fixedClock } from '../../src/core/clock';
import { BATCH } from '../../src/outbox/dispatcher';
import { isRetryable } from '../../src/store/dialect';
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import { timer } from '../../src/store/tables/timer';
import type { Store } from '../../src/store/unit';
import { eachDatabase } from '../support/databases';
import { PATIENCE_MS } from '../support/patience';
import { type Machine, makeMachine, type Process, SECRET_KEY } from '../support/processes';
import { ORG, type Organization, reported, startProduct } from '../support/product';

const DUE = 5000;
/** Each has a timer and two outbox rows. SQLite has one process at a time: fewer show as much. */
const TICKETS = { mysql: 1700, sqlite: 300 };
const DAY = 86_400_000;
/** What they were told lasts a day. Older by three, what is done would be swept while it is counted. */
const AGO = 2 * DAY;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

eachDatabase((name, _open, database) => {
  let machine: Machine;
  let store: Store;
  let mine: Organization;
  afterAll(() => machine?.clear());

  test('each fires once, whoever is killed or sleeps', async () => {
    machine = await makeMachine(database.config());
    store = await machine.store();
    const then = fixedClock(Date.now() - AGO);
    const product = await startProduct(store, { clock: then, checkAnswers: false, personalKey: SECRET_KEY });
    mine = product.mine;
    const { tenantId, reader } = mine;
    // Promised for days ago; nobody has told anybody, or indexed a word.
    await abreast(16, TICKETS[name], () => reported(product));
    await product.stop();
    const timers = await reader.find(timer, { where: { dueAt: { lte: Date.now() } } });
    const waiting = await reader.count(outbox, { state: 'pending' }, 2 * DUE);
    expect(timers.length).toBeGreaterThanOrEqual(TICKETS[name]);
    expect(timers.length + waiting).toBeGreaterThanOrEqual(3 * TICKETS[name]);

    const done = () => reader.count(outbox, { state: 'done' }, 2 * DUE);
    const leased = { where: { state: 'pending' as const, leaseUntil: { gt: 0 } }, columns: ['id'] as const };
    const held = async () => new Set((await reader.find(outbox, leased)).map(({ id }) => id));
    /** For certain: a commit that was on its way when its process was stopped is waited for. */
    const inHands = async () => {
      const rows = await patiently('a look at what is in hand', () =>
        store.unit({ tenantId }, (u) => u.latest.find(outbox, leased)),
      );
      return new Set(rows.map(({ id }) => id));
    };
    const heldTimers = async () => reader.find(timer, { where: { leaseUntil: { gt: 0 } }, columns: ['ticketId'] });
    // On SQLite one process has the database.
    const [first, second] =
      name === 'mysql' ? await Promise.all([machine.serve(), machine.serve()]) : [await machine.serve(), null];
    // Early: even where this process stands still for a while, most of it is left then.
    await until('some is done', async () => (await done()) > TICKETS[name] / 20);
    if (second !== null) first.pause();
    await (second ?? first).kill9();
    let sleeper: Process | null = null;
    if (second !== null) {
      // What the dead one had sent off, the database still does: what it left is known once nothing changes any more.
      const left = await calm(inHands);
      // Asleep with rows in its hands that the dead one did not leave.
      sleeper = first;
      const isCaught = async () => {
        first.wake();
        await pause(5);
        first.pause();
        const has = (rows: ReadonlySet<string>) => [...rows].some((id) => !left.has(id));
        return has(await held()) && has(await inHands());
      };
      await until('it is caught with rows in its hands', isCaught);
    }
    const inHand = await inHands();
    const timersInHand = (await heldTimers()).length;
    expect(inHand.size).toBeLessThanOrEqual(2 * BATCH);
    expect(await reader.count(outbox, { state: 'pending' }, DUE)).toBeGreaterThan(inHand.size);

    // Their leases run out.
    await patiently('an end to the leases', () =>
      store.system.unit(async (u) => {
        await u.change(outbox, { tenantId, state: 'pending', leaseUntil: { gt: 0 } }, { leaseUntil: 1 });
        await u.change(timer, { tenantId, leaseUntil: { gt: 0 } }, { leaseUntil: 1 });
      }),
    );
    const third = await machine.serve();
    const open = async () =>
      (await reader.count(outbox, { state: 'pending' }, DUE)) +
      (await reader.count(timer, { dueAt: { lte: Date.now() } }, DUE));
    await until('nothing is due any more', async () => (await open()) === 0);
    const marks = await marksOf([...inHand]);
    if (sleeper !== null) {
      sleeper.wake();
      // What it finishes now is not its own any more. A connection that the database has taken from it meanwhile is a failure, as far as
      // it knows; and where it was about to hear what it had claimed, it has waited for too long.
      const words = ['finished by somebody else', 'outbox row failed', 'the outbox failed'];
      await until('it says that it was late', async () => words.some((one) => first.said(one).length > 0));
      await sleeper.stop();
      expect(await marksOf([...inHand])).toEqual(marks);
    }
    expect(await open()).toBe(0);

    // Each once.
    const fired = await reader.find(event, {
      where: { type: 'ticket.overdue', byId: null, at: { gt: then.now() + 1 } },
      columns: ['streamId'],
    });
    const promised = timers.filter(({ purpose }) => purpose === 'promise').map(({ ticketId }) => ticketId as string);
    expect(fired.map(({ streamId }) => streamId).sort()).toEqual(promised.sort());
    expect(await reader.count(outbox, { state: { in: ['pending', 'buried'] } }, 1)).toBe(0);
    // Twice at most what was in their hands, and never a third time; what failed in between was said.
    const carried = await reader.find(outbox, {
      where: {},
      columns: ['id', 'fence', 'lastError'],
    });
    const twice = carried.filter(({ fence, lastError }) => fence > 1 && lastError === null);
    expect(twice.filter(({ id }) => !inHand.has(id))).toEqual([]);
    expect(twice.filter(({ fence }) => fence > 2)).toEqual([]);
    // All of that was taken over, whether it then went well at once or had to wait for what the sleeper had locked.
    expect(carried.filter(({ id, fence }) => inHand.has(id) && fence < 2)).toEqual([]);
    console.info(
      `${name}: ${timers.length} timers and ${waiting} outbox rows; ${inHand.size} and ${timersInHand} were in hand and taken over`,
    );
    await third.stop();
    const { code, said } = await machine.cli('verify', '--org', ORG);
    expect([code, said]).toEqual([0, expect.stringContaining(' 0 findings')]);
  });

  const marksOf = async (ids: readonly string[]) =>
    mine.reader.find(outbox, { where: { id: { in: [...ids, ''] } }, order: [['id', 'asc']] });

  /** What the sleeper was in the middle of has locked its rows, until the database has waited long enough for it. */
  async function patiently<T>(what: string, work: () => Promise<T>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      try {
        return await work();
      } catch (error) {
        if (!isRetryable(error) || Date.now() > end) throw new Error(`in vain: ${what}`, { cause: error });
      }
    }
  }

  async function calm(look: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
    for (let before = await look(); ; ) {
      await pause(1000);
      const now = await look();
      if (now.size === before.size && [...now].every((id) => before.has(id))) return now;
      before = now;
    }
  }

  async function abreast(most: number, count: number, work: () => Promise<unknown>): Promise<void> {
    let left = count;
    await Promise.all(
      Array.from({ length: most }, async () => {
        while (left-- > 0) await work();
      }),
    );
  }

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !(await holds()); await pause(20))
      if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
  }
});
