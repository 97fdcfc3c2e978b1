// Words that are each in very many tickets: nothing narrows such a search beforehand. The lists of their pairs of characters, each in the
// order of the tickets' ages, are merged, from the shortest one, some at a time with other callers in between; what costs more than a
// bound is left unfinished, and says where to go on.
import { setImmediate } from 'node:timers/promises';
import type { TicketId } from '@paidan/shared/kernel/id';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { DialectName } from '../../store/dialect';
import type { Order } from '../../store/table';
import { ticket as table } from '../../store/tables/ticket';
import { ticketGram } from '../../store/tables/ticketGram';
import type { Reader } from '../../store/unit';
import type { TicketWhere } from './filter';

export type Bounds = {
  /** A gram that fewer tickets contain is rare: those few are looked at, and no others. */
  readonly few: number;
  /** What one request may cost, in entries of a list read in order; … */
  readonly work: number;
  /** … of which so many are read at a time, at most; … */
  readonly chunk: number;
  /** … an entry that is looked up by itself costs so many of them, … */
  readonly seek: number;
  /** … and a ticket so many. */
  readonly ticket: number;
};
/** What an entry was seen to cost, some 0.2 microseconds on SQLite and 0.4 on MariaDB; what answers take stands in bench/README.md. */
export const BOUNDS: Readonly<Record<DialectName, Bounds>> = {
  sqlite: { few: 2000, work: 180_000, chunk: 8000, seek: 8, ticket: 16 },
  mysql: { few: 2000, work: 60_000, chunk: 8000, seek: 8, ticket: 16 },
};

/** What orders go by. */
type Key = { readonly id: TicketId; readonly dueAt?: number; readonly updatedAt?: number };
type Column = 'id' | 'dueAt' | 'updatedAt' | 'phase';
export type Search = {
  /** Each in many tickets; one at least. */
  readonly grams: readonly string[];
  /** All of the conditions, the words among them. */
  readonly where: TicketWhere;
  /** The conditions but the words. */
  readonly wordless: TicketWhere;
  readonly order: Order<typeof table>;
  readonly columns: readonly Column[];
  readonly after: Key | null;
};
type Row = Key & { readonly phase?: Ticket['phase'] };

/** Part of the way: what fits of it, how far it went (null: to the end), and what that has cost. */
type Step<Of> = { readonly found: readonly Of[]; readonly at: Key | null; readonly cost: number };
type Steps<Of> = AsyncGenerator<Step<Of>, void, void>;

/** Ids in one statement. MariaDB makes a table of a list of a thousand and more. */
const MOST_IN = 512;
/** Tickets or entries that are looked up by themselves at a time. */
const pieceOf = ({ chunk, seek }: Bounds) => Math.max(1, Math.min(MOST_IN, Math.floor(chunk / seek)));

/**
 * The first `wanted` tickets that fit, in their order. `last`, where the bound was met before: how far that was looked, with perhaps more
 * behind it.
 */
export async function lookThrough(
  reader: Reader,
  search: Search,
  wanted: number,
  bounds: Bounds,
): Promise<{ readonly heads: readonly Row[]; readonly last: Key | null }> {
  const heads: Row[] = [];
  if (search.order.length === 1) {
    const last = await take(byAge(reader, search, 2 * wanted, bounds), heads, wanted, bounds.work);
    return { heads: heads.slice(0, wanted), last };
  }
  // The lists know no other order than by age. Words that often stand together are found among the first of any order, those that hardly
  // ever do by their lists.
  const steps = inOrder(reader, search, 2 * wanted, bounds);
  const several = search.grams.length > 1;
  let last = await take(steps, heads, wanted, several ? bounds.work / 8 : bounds.work);
  if (last === null || !several) return { heads: heads.slice(0, wanted), last };
  const all = await together(reader, search.grams, bounds);
  if (all !== null) {
    const { wordless, order, columns, after } = search;
    const where = { ...wordless, id: { in: all } };
    const plan = { where, order, columns, limit: wanted, along: 'key' as const, ...(after !== null && { after }) };
    return { heads: all.length === 0 ? [] : await reader.find(table, plan), last: null };
  }
  last = await take(steps, heads, wanted, (bounds.work * 3) / 8);
  return { heads: heads.slice(0, wanted), last };
}

/** Every ticket that fits, the newest first, piece by piece and without a bound. */
export async function* throughAll(reader: Reader, search: Search, bounds: Bounds): AsyncGenerator<readonly Row[]> {
  for await (const { found } of byAge(reader, search, MOST_IN, bounds)) {
    yield found;
    await setImmediate();
  }
}

/** Until there are enough (null), the end is met (null), or it has cost too much: how far it came. */
async function take<Of>(steps: Steps<Of>, into: Of[], wanted: number, budget: number): Promise<Key | null> {
  for (let left = budget; ; ) {
    const next = await steps.next();
    if (next.done === true) return null;
    const { found, at, cost } = next.value;
    into.push(...found);
    left -= cost;
    if (at === null || into.length >= wanted) return null;
    if (left <= 0) return at;
    await setImmediate();
  }
}

/** In the order of age, along the lists. */
async function* byAge(reader: Reader, search: Search, first: number, bounds: Bounds): Steps<Row> {
  const { grams, wordless, columns, after } = search;
  const [size, piece] = [Math.min(first, bounds.chunk), pieceOf(bounds)];
  for await (const { found, at, cost } of merged(reader, grams, after, size, bounds)) {
    let before = cost;
    if (found.length === 0) yield { found: [], at, cost };
    for (let begun = 0; begun < found.length; begun += piece) {
      const ids = found.slice(begun, begun + piece);
      const end = begun + piece >= found.length;
      const last = ids.at(-1);
      const where = { ...wordless, id: { in: ids } };
      const rows = await reader.find(table, { where, columns: [...columns], along: 'key' });
      const known = new Map(rows.map((row) => [row.id, row]));
      yield {
        found: ids.flatMap((id) => known.get(id) ?? []),
        at: end || last === undefined ? at : { id: last },
        cost: before + bounds.ticket * ids.length,
      };
      before = 0;
    }
  }
}

/** Any other order: the tickets themselves, one after the other. */
async function* inOrder(reader: Reader, search: Search, first: number, bounds: Bounds): Steps<Row> {
  const { where, wordless, order, columns } = search;
  const most = pieceOf(bounds);
  let { after } = search;
  for (let size = Math.min(first, most); ; size = Math.min(2 * size, most)) {
    const plan = { where: wordless, order, columns: [...columns], limit: size, ...(after !== null && { after }) };
    const rows: Row[] = await reader.find(table, plan);
    const ids = rows.map(({ id }) => id);
    const fit =
      ids.length === 0
        ? []
        : await reader.find(table, { where: { ...where, id: { in: ids } }, columns: ['id'], along: 'key' });
    const fits = new Set(fit.map(({ id }) => id));
    const end = rows.length < size;
    after = rows.at(-1) ?? after;
    yield { found: rows.filter(({ id }) => fits.has(id)), at: end ? null : after, cost: bounds.ticket * rows.length };
    if (end) return;
  }
}

/** Those that contain all of the grams; null where they are not so few, or cannot be told from the others at half of the bound. */
async function together(reader: Reader, grams: readonly string[], bounds: Bounds): Promise<readonly TicketId[] | null> {
  const all: TicketId[] = [];
  const unfinished = await take(merged(reader, grams, null, bounds.chunk, bounds), all, bounds.few, bounds.work / 2);
  return unfinished === null && all.length < bounds.few ? all : null;
}

/**
 * Tickets that contain all of the grams, the newest first. Each step takes the next ones of one list, and keeps those that the others
 * have, too: a list that is about as long there is read along with it, a longer one asked for each. The shortest of them leads the next step.
 */
async function* merged(
  reader: Reader,
  all: readonly string[],
  from: Key | null,
  first: number,
  bounds: Bounds,
): Steps<TicketId> {
  let grams = all;
  let after = from?.id;
  for (let size = first; ; size = Math.min(2 * size, bounds.chunk)) {
    const [lead = '', ...others] = grams;
    const led = await listed(reader, lead, { ...(after !== undefined && { lt: after }) }, size);
    let cost = led.length;
    let found = led;
    let shortest = { gram: lead, length: led.length / 2 };
    for (const gram of others) {
      if (found.length === 0) break;
      const kept = await narrowed(reader, gram, found, bounds);
      cost += kept.cost;
      // Of the lead’s whole stretch only where nothing was left out before.
      if (found === led && kept.along !== null && kept.along < shortest.length) shortest = { gram, length: kept.along };
      found = kept.found;
    }
    after = led.at(-1) ?? after;
    const end = led.length < size;
    yield { found, at: end || after === undefined ? null : { id: after }, cost };
    if (end) return;
    grams = [shortest.gram, ...grams.filter((gram) => gram !== shortest.gram)];
  }
}

type Narrowed = { readonly found: readonly TicketId[]; readonly cost: number; readonly along: number | null };

/** Of `ids`, the newest first, those that contain the gram. `along`: how many others do in between; null where they are too many. */
async function narrowed(reader: Reader, gram: string, ids: readonly TicketId[], bounds: Bounds): Promise<Narrowed> {
  const [newest, oldest] = [ids[0] as TicketId, ids.at(-1) as TicketId];
  const most = bounds.seek * ids.length;
  const along = await listed(reader, gram, { lte: newest, gte: oldest }, most);
  const found = inBoth(ids, along);
  const last = along.at(-1);
  if (along.length < most || last === undefined) return { found, cost: along.length, along: along.length };
  const rest = ids.filter((id) => id < last);
  const piece = pieceOf(bounds);
  for (let begun = 0; begun < rest.length; begun += piece) {
    const ticketId = { in: rest.slice(begun, begun + piece) };
    const rows = await reader.find(ticketGram, { where: { gram, ticketId }, columns: ['ticketId'] });
    const has = new Set(rows.map((row) => row.ticketId));
    found.push(...ticketId.in.filter((id) => has.has(id)));
  }
  return { found, cost: along.length + bounds.seek * rest.length, along: null };
}

const listed = (
  reader: Reader,
  gram: string,
  ticketId: { lt?: TicketId; lte?: TicketId; gte?: TicketId },
  limit: number,
) =>
  reader.ids(ticketGram, {
    where: { gram, ...(Object.keys(ticketId).length > 0 && { ticketId }) },
    order: ['ticketId', 'desc'],
    limit,
  });

/** Both the newest first. */
function inBoth(some: readonly TicketId[], others: readonly TicketId[]): TicketId[] {
  const both: TicketId[] = [];
  let at = 0;
  for (const id of some) {
    for (let other = others[at]; other !== undefined && other > id; other = others[at]) at += 1;
    if (others[at] === id) both.push(id);
  }
  return both;
}
