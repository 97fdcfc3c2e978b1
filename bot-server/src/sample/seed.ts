// Many tickets at once: lives made in memory by the rules, then written in sorted multi-row inserts, sealed at once.

import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import { expects } from '@paidan/shared/rules/ticket/expects';
import { dataOf } from '../core/aggregate';
import { chain, GENESIS } from '../core/chain';
import type { Clock } from '../core/clock';
import { newId } from '../core/ids';
import { systemScope } from '../core/scope';
import { toRow } from '../features/ticket/row';
import { sealHash } from '../jobs/sealer';
import { gramsOf } from '../lookups/grams';
import { event as eventTable } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { numberBlock } from '../store/tables/numberBlock';
import { ticket as ticketTable } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import { timer } from '../store/tables/timer';
import { workItem } from '../store/tables/workItem';
import type { Store, Unit } from '../store/unit';
import { castOf } from './cast';
import { type Cast, type Lived, live } from './history';
import { makeRandom, type Random } from './random';

export type SeedOptions = {
  readonly tenantId: TenantId;
  readonly tickets: number;
  readonly seed: number;
  readonly onProgress: (done: number) => void;
};

const CHUNK = 500;
const SPAN = 90 * DAY;
const FIRST_NUMBER = 1001;

export async function seedTickets(store: Store, clock: Clock, options: SeedOptions): Promise<void> {
  const { tenantId, tickets, seed, onProgress } = options;
  const scope = systemScope(tenantId);
  const cast = await castOf(store.read(scope));
  const random = makeRandom(seed);
  const now = clock.now();
  for (let done = 0; done < tickets; done += CHUNK) {
    const size = Math.min(CHUNK, tickets - done);
    // Spread evenly over the span, so that ids and numbers grow with time.
    const from = now - SPAN + (SPAN * done) / tickets;
    const to = now - SPAN + (SPAN * (done + size)) / tickets;
    await store.unit(scope, async (u) => {
      const first = await takeBlock(u, size, now);
      await write(u, tenantId, makeLives(cast, random, first, size, from, to, now));
    });
    onProgress(done + size);
  }
}

function makeLives(
  cast: Cast,
  random: Random,
  first: number,
  size: number,
  from: number,
  to: number,
  now: number,
): readonly Lived[] {
  return Array.from({ length: size }, (_, index) => {
    const start = Math.round(from + ((to - from) * index) / size);
    return live(cast, random, newId(start) as TicketId, first + index, start, now);
  });
}

async function takeBlock(u: Unit, size: number, now: number): Promise<number> {
  const [last] = await u.find(numberBlock, { where: {}, order: [['first', 'desc']], limit: 1 });
  const first = last === undefined ? FIRST_NUMBER : last.first + last.size;
  await u.insert(numberBlock, [{ first, size, takenBy: 'seed', takenAt: now }]);
  return first;
}

async function write(u: Unit, tenantId: TenantId, lives: readonly Lived[]): Promise<void> {
  const head = await u.lock(feedHead, {});
  if (head === undefined) throw new Error('the organization has no feed');
  const chained = lives.flatMap(({ ticket, events }) => {
    const links = events.map(({ channel, at, by, ...body }, index) => ({
      streamId: ticket.id as string,
      seq: index + 1,
      kind: 'ticket' as const,
      type: body.type,
      at,
      byId: by,
      channel,
      requestId: null,
      data: dataOf(body),
    }));
    return chain(tenantId, GENESIS, links);
  });
  const numbered = chained.map((row, index) => ({ ...row, feedNo: head.no + 1 + index }));
  await u.insert(
    ticketTable,
    lives.map((one) => toRow(one.ticket)),
  );
  await u.insert(eventTable, numbered);
  await u.insert(workItem, lives.flatMap(workRows));
  await u.insert(timer, lives.flatMap(timerRows));
  const grams = lives.flatMap(gramRows).sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : 0));
  await u.insert(ticketGram, grams);
  const end = head.no + numbered.length;
  await u.change(feedHead, { no: head.no }, { no: end, hash: sealHash(head.hash, numbered) });
}

/** Replays which items were opened and closed when. */
function workRows({ ticket, events }: Lived) {
  const rows: {
    item: Lived['ticket']['work'][number];
    closedAt: number | null;
  }[] = [];
  let no = 0;
  for (const event of events) {
    const closes = ['ticket.entered', 'ticket.transferred', 'ticket.cancelled', 'ticket.closed'].includes(event.type);
    if (closes) for (const row of rows) row.closedAt ??= event.at;
    if (!('opens' in event)) continue;
    const node = event.type === 'ticket.entered' ? event.node : (rows.at(-1)?.item.node ?? ticket.node);
    for (const opening of event.opens) {
      no += 1;
      rows.push({ item: { no, node, token: 'main', openedAt: event.at, ...opening }, closedAt: null });
    }
  }
  return rows.map(({ item, closedAt }) => ({
    ...item,
    ticketId: ticket.id,
    state: closedAt === null ? ('open' as const) : ('done' as const),
    dueAt: ticket.dueAt,
    closedAt,
  }));
}

const timerRows = ({ ticket, template }: Lived) =>
  expects(ticket, template).map((each) => ({
    ...each,
    ticketId: ticket.id,
    generation: ticket.version,
    leaseUntil: null,
    fence: 0,
  }));

const gramRows = ({ ticket }: Lived) => {
  const { description } = ticket.values;
  const text = `${ticket.title} ${typeof description === 'string' ? description : ''}`;
  return gramsOf(text).map((gram) => ({ gram, ticketId: ticket.id }));
};
