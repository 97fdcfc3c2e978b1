// Many tickets at once: lives made in memory by the rules, then written in sorted multi-row inserts, sealed at once.

import { randomBytes } from 'node:crypto';
import { makeId, type TenantId, type TicketId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import { again } from '../core/again';
import type { Clock } from '../core/clock';
import { systemScope } from '../core/scope';
import { sealHash } from '../jobs/sealer';
import { isDuplicate, isRetryable } from '../store/dialect';
import { event as eventTable } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { numberBlock } from '../store/tables/numberBlock';
import { ticket as ticketTable } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import { timer } from '../store/tables/timer';
import { workItem } from '../store/tables/workItem';
import type { Store, Unit } from '../store/unit';
import { type Cast, castOf } from './cast';
import { type Lived, live } from './history';
import { makeRandom, type Random } from './random';
import { type Rows, rowsOf } from './rows';

export type SeedOptions = {
  readonly tenantId: TenantId;
  readonly tickets: number;
  readonly seed: number;
  readonly onProgress: (done: number) => void;
};

/** Tickets per unit: as many as can be written well within the time that a server beside us would wait for the database. */
const CHUNK = 1000;
const SPAN = 90 * DAY;
const FIRST_NUMBER = 1001;

export async function seedTickets(store: Store, clock: Clock, options: SeedOptions): Promise<void> {
  const { tenantId, tickets, seed, onProgress } = options;
  const scope = systemScope(tenantId);
  const cast = await castOf(store.read(scope));
  const random = makeRandom(seed);
  if (tickets === 0) return;
  const now = clock.now();
  const first = await again(isCollision, () => store.unit(scope, (u) => takeBlock(u, tickets, now)));
  for (let done = 0; done < tickets; done += CHUNK) {
    const size = Math.min(CHUNK, tickets - done);
    // Spread evenly over the span, so that ids and numbers grow with time.
    const from = now - SPAN + (SPAN * done) / tickets;
    const to = now - SPAN + (SPAN * (done + size)) / tickets;
    // Outside of any unit: a server beside us writes meanwhile.
    const rows = rowsOf(tenantId, makeLives(cast, random, first + done, size, from, to, now));
    await again(isCollision, () => store.unit(scope, (u) => write(u, rows)));
    onProgress(done + size);
  }
}

/** A server beside us took the same numbers, or was in the way. */
const isCollision = (error: unknown): boolean => isDuplicate(error) || isRetryable(error);

function makeLives(
  cast: Cast,
  random: Random,
  first: number,
  size: number,
  from: number,
  to: number,
  now: number,
): readonly Lived[] {
  const chance = randomBytes(RANDOM_DIGITS * size);
  return Array.from({ length: size }, (_, index) => {
    const start = Math.round(from + ((to - from) * index) / size);
    const id = makeId(start, chance.subarray(RANDOM_DIGITS * index, RANDOM_DIGITS * (index + 1))) as TicketId;
    return live(cast, random, id, first + index, start, now);
  });
}
const RANDOM_DIGITS = 11;

async function takeBlock(u: Unit, size: number, now: number): Promise<number> {
  const [last] = await u.find(numberBlock, { where: {}, order: [['first', 'desc']], limit: 1 });
  const first = last === undefined ? FIRST_NUMBER : last.first + last.size;
  await u.insert(numberBlock, [{ first, size, takenBy: 'seed', takenAt: now }]);
  return first;
}

async function write(u: Unit, { tickets, events, work, timers, grams }: Rows): Promise<void> {
  const head = await u.lock(feedHead, {});
  if (head === undefined) throw new Error('the organization has no feed');
  let end = head.no;
  for (const row of events) row.feedNo = ++end;
  await u.insert(ticketTable, tickets);
  await u.insert(eventTable, events);
  await u.insert(workItem, work);
  await u.insert(timer, timers);
  await u.insert(ticketGram, grams);
  await u.change(feedHead, { no: head.no }, { no: end, hash: sealHash(head.hash, events) });
}
