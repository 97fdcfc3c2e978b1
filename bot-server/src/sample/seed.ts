// Many tickets at once: parts made in memory, by other threads where there are any, and written one after the other, each in one unit
// with its numbers of the feed. Whatever interrupts it leaves whole parts.

import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import { again } from '../core/again';
import type { Clock } from '../core/clock';
import { systemScope } from '../core/scope';
import { sealHash } from '../jobs/sealer';
import { columnIn, fillIn } from '../store/bound';
import { isDuplicate, isRetryable } from '../store/dialect';
import { event as eventTable } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { numberBlock } from '../store/tables/numberBlock';
import { ticket as ticketTable } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import { timer } from '../store/tables/timer';
import { vault } from '../store/tables/vault';
import { workItem } from '../store/tables/workItem';
import type { Store, Unit } from '../store/unit';
import { castOf } from './cast';
import { type Makers, startMakers } from './makers';
import { type Makings, type Part, type PartRows, partMaker } from './part';

export type SeedOptions = {
  readonly tenantId: TenantId;
  readonly tickets: number;
  readonly seed: number;
  /** What telephone numbers are sealed under. */
  readonly personalKey: string;
  readonly onProgress: (done: number) => void;
  /** Asked after each part: leave it at that? */
  readonly stopped?: () => boolean;
  /** The built `part.worker.ts`, and how many of it; otherwise parts are made between the writes. */
  readonly threads?: { readonly file: string; readonly count: number };
};

/**
 * Tickets per unit. Long parts are long sorted runs for the indexes; but a server beside us waits for the database as long as one is
 * written (about half a second), and gives up after two and a half.
 */
export const PART = 2000;
const SPAN = 90 * DAY;
const FIRST_NUMBER = 1001;

/** How many there are now: fewer than were asked for where it was stopped. */
export async function seedTickets(store: Store, clock: Clock, options: SeedOptions): Promise<number> {
  const { tenantId, tickets, threads } = options;
  const scope = systemScope(tenantId);
  const cast = await castOf(store.read(scope));
  if (tickets === 0) return 0;
  const now = clock.now();
  const first = await again(isCollision, () => store.unit(scope, (u) => takeBlock(u, tickets, now)));
  const makings = { tenantId, cast, personalKey: options.personalKey };
  const makers = threads === undefined ? makersHere(makings) : startMakers(threads.file, threads.count, makings);
  try {
    return await writeAll(store, partsOf(options, first, now), makers, options);
  } finally {
    await makers.stop();
  }
}

function makersHere(makings: Makings): Makers {
  const make = partMaker(makings);
  return { make: async (part) => make(part), stop: async () => undefined };
}

async function writeAll(store: Store, parts: readonly Part[], { make }: Makers, options: SeedOptions): Promise<number> {
  const { tenantId, threads, stopped, onProgress } = options;
  const ahead = threads === undefined ? 0 : threads.count + 1;
  const made: Promise<PartRows>[] = [];
  let begun = 0;
  let done = 0;
  for (const { size } of parts) {
    for (; made.length <= ahead && begun < parts.length; begun++) made.push(begin(make, parts[begun]));
    const rows = await made.shift();
    if (rows === undefined) break;
    // Made outside of any unit: a server beside us writes meanwhile.
    await again(isCollision, () => store.unit(systemScope(tenantId), (u) => write(u, rows)));
    done += size;
    onProgress(done);
    if (stopped?.() === true) break;
  }
  return done;
}

/** Should it fail while another part is being written, the failure waits until its turn comes. */
function begin(make: Makers['make'], part: Part | undefined): Promise<PartRows> {
  if (part === undefined) throw new Error('no such part');
  const rows = make(part);
  rows.catch(() => undefined);
  return rows;
}

/** Spread evenly over the span, so that ids and numbers grow with time. */
function partsOf({ tickets, seed }: SeedOptions, first: number, now: number): readonly Part[] {
  return Array.from({ length: Math.ceil(tickets / PART) }, (_, index) => {
    const done = index * PART;
    const size = Math.min(PART, tickets - done);
    const from = now - SPAN + (SPAN * done) / tickets;
    const to = now - SPAN + (SPAN * (done + size)) / tickets;
    return { index, seed, first: first + done, size, from, to, now };
  });
}

/** A server beside us took the same numbers, or was in the way. */
const isCollision = (error: unknown): boolean => isDuplicate(error) || isRetryable(error);

async function takeBlock(u: Unit, size: number, now: number): Promise<number> {
  const [last] = await u.find(numberBlock, { where: {}, order: [['first', 'desc']], limit: 1 });
  const first = last === undefined ? FIRST_NUMBER : last.first + last.size;
  await u.insert(numberBlock, [{ first, size, takenBy: 'seed', takenAt: now }]);
  return first;
}

async function write(u: Unit, { tickets, events, work, timers, grams, sealed }: PartRows): Promise<void> {
  const head = await u.lock(feedHead, {});
  if (head === undefined) throw new Error('the organization has no feed');
  const numbered = columnIn(events, 'hash').map((hash, at) => ({ hash: String(hash), feedNo: head.no + 1 + at }));
  fillIn(
    eventTable,
    events,
    'feedNo',
    numbered.map(({ feedNo }) => feedNo),
  );
  await u.insertBound(ticketTable, tickets);
  await u.insertBound(eventTable, events);
  await u.insertBound(workItem, work);
  await u.insertBound(timer, timers);
  await u.insertBound(ticketGram, grams);
  await u.insertBound(vault, sealed);
  await u.change(feedHead, { no: head.no }, { no: head.no + events.count, hash: sealHash(head.hash, numbered) });
}
