// A part of the tickets that are seeded: lives made in memory by the rules, and the rows that they leave, made ready for the database.
// Nothing in here needs one, so that other threads can do it.
import { randomBytes } from 'node:crypto';
import { makeId, type TenantId, type TicketId } from '@paidan/shared/kernel/id';
import { type Bound, boundRows } from '../store/bound';
import { event } from '../store/tables/event';
import { ticket } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import { timer } from '../store/tables/timer';
import { vault as vaultTable } from '../store/tables/vault';
import { workItem } from '../store/tables/workItem';
import { makeVault } from '../store/vault';
import type { Cast } from './cast';
import { type Closing, live } from './history';
import { makeRandom } from './random';
import { rowsOf } from './rows';

export type Part = {
  /** Which one: with the seed it decides what happens in it. */
  readonly index: number;
  readonly seed: number;
  /** Number of its first ticket. */
  readonly first: number;
  readonly size: number;
  /** Its tickets are reported between these, evenly. */
  readonly from: number;
  readonly to: number;
  /** Nothing happens later. */
  readonly now: number;
};
/** What parts are made of: `personalKey` is what their telephone numbers are sealed under. */
export type Makings = { readonly tenantId: TenantId; readonly cast: Cast; readonly personalKey: string };
/** Tickets, timeline (chained, not yet numbered), work, timers, grams and sealed numbers: each in the order of its key. */
export type PartRows = {
  readonly tickets: Bound;
  readonly events: Bound;
  readonly work: Bound;
  readonly timers: Bound;
  readonly grams: Bound;
  readonly sealed: Bound;
};
export type Make = (part: Part) => Promise<PartRows>;

const RANDOM_DIGITS = 11;

export function partMaker({ tenantId, cast, personalKey }: Makings): (part: Part) => PartRows {
  const closing = { vault: makeVault(personalKey), tenantId };
  return (part) => makePart(cast, closing, part);
}

function makePart(cast: Cast, closing: Closing, { index, seed, first, size, from, to, now }: Part): PartRows {
  const random = makeRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const chance = randomBytes(RANDOM_DIGITS * size);
  const lives = Array.from({ length: size }, (_, at) => {
    const start = Math.round(from + ((to - from) * at) / size);
    const id = makeId(start, chance.subarray(RANDOM_DIGITS * at, RANDOM_DIGITS * (at + 1))) as TicketId;
    return live(cast, random, closing, { id, no: first + at, start, now });
  }).sort((a, b) => (a.ticket.id < b.ticket.id ? -1 : 1));
  const rows = rowsOf(closing.tenantId, lives);
  return {
    tickets: boundRows(ticket, rows.tickets),
    events: boundRows(event, rows.events),
    work: boundRows(workItem, rows.work),
    timers: boundRows(timer, rows.timers),
    grams: boundRows(ticketGram, rows.grams),
    sealed: boundRows(vaultTable, rows.sealed),
  };
}
