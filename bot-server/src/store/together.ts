// Units that come to MySQL at the same moment share a connection, a transaction and their round trips, which cost more than what
// is done in them. They read side by side. What they write is held back until each has made up its mind, and goes out as one
// packet, rows of the same table as one statement. Where one spoils it for the others (somebody else was faster), nothing of the
// group is kept, and each of them begins anew by itself.
import { isUnavailable } from './dialect';
import { checkCount, type Engine, type Link } from './link';
import { MOST, makePackets, type Packets, sizeOf } from './packets';
import { isOver, outOfPatience, type Patience } from './patience';
import type { Statement, Write } from './table';
import type { Stored } from './values';
import { COMMIT, countOf, rollBack, START, type Wire } from './wire';

/** Units in one group, at most: a few, or all that wait would be answered at once, and then this process and the database would rest by turns. */
export const GROUP = 12;
/** Groups at once, at most. */
export const LANES = 3;
/**
 * Milliseconds between the beginnings of two groups, as long as one is under way: whoever comes meanwhile makes the second one larger.
 * At 2, groups were of two at 32 connections, and each command cost this process a sixth more, the database a tenth; at 8, since a group
 * takes three packets instead of seven, two cores rested a third of the time.
 */
const APART = 4;

type Work = (link: Link) => Promise<unknown>;
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };
type Waiting = {
  readonly touches: readonly string[];
  readonly patience: Patience | undefined;
  readonly work: Work;
  readonly settle: (outcome: Promise<unknown>) => void;
};
type Decided = { readonly unit: Waiting; readonly writes: readonly Write[]; readonly outcome: Outcome };

export type Together = <T>(
  work: (link: Link) => Promise<T>,
  touches: readonly string[],
  patience?: Patience,
) => Promise<T>;
type Connect = <T>(work: (wire: Wire) => Promise<T>) => Promise<T>;

/** `alone`: a transaction of one's own. */
export function makeTogether(connect: Connect, alone: Engine['transact']): Together {
  const queue: Waiting[] = [];
  const touched = new Set<string>();
  let lanes = 0;
  let begun = 0;
  let woken = false;
  let later: NodeJS.Timeout | undefined;

  /** Not at once: what comes in the same turn of the event loop goes together. */
  function wake(): void {
    if (woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      clearTimeout(later);
      while (lanes === 0 || (lanes < LANES && performance.now() - begun >= APART)) {
        const { group, crowded } = gather(queue, touched);
        for (const { work, settle, patience } of crowded) settle(alone(work, { patience }));
        if (group.length === 0) return;
        lanes += 1;
        begun = performance.now();
        void carryOut(group, connect, alone).finally(() => {
          for (const { touches } of group) for (const thing of touches) touched.delete(thing);
          lanes -= 1;
          wake();
        });
      }
      if (queue.length > 0 && lanes < LANES) later = setTimeout(wake, APART);
    });
  }

  return <T>(work: (link: Link) => Promise<T>, touches: readonly string[], patience?: Patience) =>
    new Promise<T>((resolve) => {
      queue.push({ touches, work, patience, settle: (outcome) => resolve(outcome as Promise<T>) });
      wake();
    });
}

/**
 * In the order they came. `crowded`: about something that a group is at work on, so that one would spoil it for the whole group. Each
 * of those goes by itself, and the database says who was first.
 */
function gather(queue: Waiting[], touched: Set<string>) {
  const group: Waiting[] = [];
  const crowded: Waiting[] = [];
  while (queue.length > 0 && group.length < GROUP) {
    const unit = queue.shift() as Waiting;
    if (unit.touches.some((thing) => touched.has(thing))) crowded.push(unit);
    else {
      for (const thing of unit.touches) touched.add(thing);
      group.push(unit);
    }
  }
  return { group, crowded };
}

async function carryOut(group: readonly Waiting[], connect: Connect, alone: Engine['transact']): Promise<void> {
  const spoiled = await connect((wire) => inOneTransaction(wire, group)).catch((error: unknown) => {
    // Whether the commit was carried out is not known: to begin anew might do it twice.
    for (const { settle } of group) settle(Promise.reject(error));
    return [];
  });
  // The lane is not free before: they touch what they touch.
  await Promise.allSettled(
    spoiled.map(({ work, settle, patience }) => {
      const again = alone(work, { patience });
      settle(again);
      return again;
    }),
  );
}

/** Those that must begin anew. Throws where the database is beyond answering. */
async function inOneTransaction(wire: Wire, group: readonly Waiting[]): Promise<readonly Waiting[]> {
  const packets = makePackets(wire, [START]);
  const decided = (await Promise.all(group.map((unit) => decide(packets, unit)))).map(inTime);
  const ends = decided.filter(({ outcome }) => outcome.ok || !(outcome.error instanceof InTheWay));
  const kept = ends.filter(({ outcome }) => outcome.ok);
  try {
    if (packets.failed !== undefined) throw packets.failed;
    await write(
      packets,
      kept.flatMap(({ writes }) => writes),
    );
  } catch (error) {
    if (isUnavailable(error)) throw error;
    await rollBack(wire);
    return group;
  }
  for (const { unit, outcome } of ends)
    unit.settle(outcome.ok ? Promise.resolve(outcome.value) : Promise.reject(outcome.error));
  return decided.filter((one) => !ends.includes(one)).map(({ unit }) => unit);
}

/** Nothing goes out of what is nobody's any more: they were told that it was not done. */
function inTime(one: Decided): Decided {
  if (!one.outcome.ok || !isOver(one.unit.patience)) return one;
  return { ...one, outcome: { ok: false, error: outOfPatience() } };
}

/** Wants to see the answer to a write, or what it has written: its writes cannot be held back. */
class InTheWay extends Error {}

async function decide(packets: Packets, unit: Waiting): Promise<Decided> {
  const writes: Write[] = [];
  let inTheWay: InTheWay | undefined;
  const leave = () => {
    inTheWay ??= new InTheWay('this unit cannot be carried out together with others');
    throw inTheWay;
  };
  const link: Link = {
    all: async (statement) => (writes.length > 0 || inTheWay ? leave() : packets.all(statement)),
    run: async () => leave(),
    later: async (one) => {
      // Changes go out before rows.
      const before =
        one.rows === undefined && writes.some(({ table, rows }) => rows !== undefined && table === one.table);
      if (before || inTheWay) leave();
      writes.push(one);
    },
  };
  try {
    const value = await unit.work(link);
    return { unit, writes, outcome: inTheWay ? { ok: false, error: inTheWay } : { ok: true, value } };
  } catch (error) {
    return { unit, writes, outcome: { ok: false, error: inTheWay ?? error } };
  }
}

/** Changes first, since they may turn out to be too late; then rows, each table's together; then the commit. */
async function write(packets: Packets, writes: readonly Write[]): Promise<void> {
  const changes = writes.filter(({ rows }) => rows === undefined);
  const inserts = merged(writes);
  if (changes.every(({ exactly }) => exactly === undefined)) {
    await packets.send([...changes, ...inserts, COMMIT]);
    return;
  }
  const answers = await packets.send([...changes, ...inserts]);
  for (const [at, change] of changes.entries()) checkCount(change, countOf(answers[at]));
  await packets.send([COMMIT]);
}

/** One statement per table, or a few where there is much to write. */
function merged(writes: readonly Write[]): readonly Statement[] {
  const byTable = new Map<string, { head: string; rows: string[]; params: Stored[]; size: number }[]>();
  for (const one of writes) {
    if (one.rows === undefined) continue;
    const { head, row, count } = one.rows;
    const size = sizeOf(one);
    const made = byTable.get(one.table) ?? [];
    byTable.set(one.table, made);
    let open = made.at(-1);
    if (open === undefined || open.size + size > MOST) {
      open = { head, rows: [], params: [], size: 0 };
      made.push(open);
    }
    for (let n = 0; n < count; n++) open.rows.push(row);
    open.params.push(...one.params);
    open.size += size;
  }
  return [...byTable.values()].flat().map(({ head, rows, params }) => ({ sql: head + rows.join(', '), params }));
}
