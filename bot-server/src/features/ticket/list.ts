// Lists of tickets: ids of the page first, by keyset, then the rows by id.
import type { ParsedOf } from '@paidan/shared/contract/index';
import type { TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import { PHASES } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { refuse } from '@paidan/shared/refusal';
import { visible } from '@paidan/shared/rules/policy/visible';
import { type Actor, hasGrant } from '@paidan/shared/rules/ticket/context';
import type { Handler, Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { memberIdOf } from '../../core/scope';
import { fromRow } from '../../lookups/ticketRow';
import type { Order } from '../../store/table';
import { ticket as table } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import type { Reader, Store } from '../../store/unit';
import { narrowingOf, rareIn, type TicketWhere, whereOf } from './filter';
import { BOUNDS, type Bounds, lookThrough } from './lookThrough';
import { type Present, summaries } from './present';
import { findTwins } from './twins';

/** Ids sort by creation, so the newest first is an order of the primary key. */
export const ORDERS = {
  newest: [['id', 'desc']],
  due: [
    ['dueAt', 'asc'],
    ['id', 'asc'],
  ],
  updated: [
    ['updatedAt', 'desc'],
    ['id', 'desc'],
  ],
} as const satisfies Record<string, Order<typeof table>>;

const PAGE = 50;
const COUNT_CAP = 1000;

export function listHandlers(
  store: Store,
  present: Present,
  bounds: Bounds = BOUNDS[store.dialect],
): Handlers<'ticket.list' | 'ticket.counts' | 'work.list'> {
  const list: Handler<'ticket.list'> = async (input, { scope, locale }) => {
    const order: Order<typeof table> = ORDERS[input.order ?? 'newest'];
    const keys = order.map(([column]) => column as keyof Head & string);
    const after = input.cursor === undefined ? null : readCursor(input.cursor, table, keys);
    if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
    const reader = store.read(scope);
    const limit = input.limit ?? PAGE;
    const narrowing = await narrowingOf(reader, input.text, bounds.few);
    const whereFor = (given: typeof input) => whereOf(given, scope.actor, present.clock.now(), rareIn(narrowing));
    const where = whereFor(input);
    const columns = ['id', ...keys.filter((key) => key !== 'id')] as const;
    const plan = { order, limit: limit + 1, columns, ...(after !== null && { after }) };
    const { heads, last: looked } =
      narrowing.kind === 'common'
        ? await lookThrough(
            reader,
            { where, wordless: whereFor({ ...input, text: undefined }), grams: narrowing.grams, order, columns, after },
            limit + 1,
            bounds,
          )
        : {
            heads: await inPhases(input, scope.actor, where, (one) => reader.find(table, { ...plan, where: one })),
            last: null,
          };
    const page = heads.slice(0, limit);
    const tickets = await byIds(
      reader,
      page.map((row) => row.id),
    );
    // Only who dispatches is told of others' tickets.
    const twins = hasGrant(scope.actor, 'ticket.dispatch') ? await findTwins(reader, tickets) : undefined;
    const items = await summaries(present, reader, tickets, locale, twins);
    const cursorAt = (row: Head) => writeCursor(keys.map((key) => row[key] as Json));
    if (looked !== null) return ok({ items, next: cursorAt(looked), unfinished: true as const });
    const last = page.at(-1);
    if (heads.length <= limit || last === undefined) return ok({ items });
    return ok({ items, next: cursorAt(last) });
  };

  return {
    'ticket.list': list,

    'ticket.counts': async (input, { scope }) => {
      const reader = store.read(scope);
      const narrowing = await narrowingOf(reader, input.text, bounds.few);
      const where = whereOf(input, scope.actor, present.clock.now(), rareIn(narrowing));
      const wanted = PHASES.filter((phase) => input.phase === undefined || input.phase.includes(phase));
      const none = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<(typeof PHASES)[number], number>;
      if (narrowing.kind === 'common' && narrowing.grams.length > 1) {
        const search = {
          where,
          wordless: whereOf({ ...input, text: undefined }, scope.actor, present.clock.now()),
          grams: narrowing.grams,
          order: ORDERS.newest,
          columns: ['id', 'phase'],
          after: null,
        } as const;
        const { heads, last } = await lookThrough(reader, search, Number.POSITIVE_INFINITY, bounds);
        for (const { phase } of heads) if (phase !== undefined) none[phase] = Math.min(none[phase] + 1, COUNT_CAP);
        return ok({ phases: none, ...(last !== null && { unfinished: true as const }) });
      }
      const counts = await Promise.all(
        wanted.map(async (phase) => [phase, await reader.count(table, { ...where, phase }, COUNT_CAP)] as const),
      );
      return ok({ phases: { ...none, ...Object.fromEntries(counts) } });
    },

    'work.list': async (input, { scope, locale }) => {
      const me = memberIdOf(scope.actor);
      if (me === null || scope.actor.kind !== 'member') return ok({ items: [] });
      const after = input.cursor === undefined ? null : readCursor(input.cursor, workItem, ['dueAt', 'ticketId', 'no']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const limit = input.limit ?? PAGE;
      // Mine, and each role's, along its own index, and merged: asked for at once, all that is open would be sorted.
      const whose = [{ handlerId: me }, ...scope.actor.roles.map((role) => ({ role }))];
      const lists = await Promise.all(
        whose.map((one) =>
          reader.find(workItem, {
            where: { state: 'open', ...one },
            order: [
              ['dueAt', 'asc'],
              ['ticketId', 'asc'],
              ['no', 'asc'],
            ],
            limit: limit + 1,
            ...(after !== null && { after }),
          }),
        ),
      );
      const rows = soonest(lists.flat()).slice(0, limit + 1);
      const page = rows.slice(0, limit);
      const tickets = await byIds(reader, [...new Set(page.map((row) => row.ticketId))]);
      const shown = new Map((await summaries(present, reader, tickets, locale)).map((one) => [one.id, one]));
      const items = page.flatMap((row) => {
        const ticket = shown.get(row.ticketId);
        if (ticket === undefined) return [];
        return [{ ticket, work: { no: row.no, node: row.node, kind: row.kind, openedAt: row.openedAt } }];
      });
      const last = page.at(-1);
      if (rows.length <= limit || last === undefined) return ok({ items });
      return ok({ items, next: writeCursor([last.dueAt, last.ticketId, last.no]) });
    },
  };
}

type Item = { readonly dueAt: number; readonly ticketId: string; readonly no: number };

/** Each once, also where it is both mine and a role's of mine. */
function soonest<Row extends Item>(rows: readonly Row[]): readonly Row[] {
  const once = new Map(rows.map((row) => [`${row.ticketId} ${row.no}`, row]));
  const byTicket = (a: Item, b: Item) => (a.ticketId < b.ticketId ? -1 : a.ticketId > b.ticketId ? 1 : a.no - b.no);
  return [...once.values()].sort((a, b) => a.dueAt - b.dueAt || byTicket(a, b));
}

type Head = { readonly id: TicketId; readonly dueAt?: number; readonly updatedAt?: number };

/**
 * All tickets of several phases are read phase by phase, each along its index, and merged: a database that is asked for them at once
 * sorts every ticket that is in one of them. Whatever narrows a list has an index of its own.
 */
async function inPhases<Row extends Head>(
  { phase, siteId, assetId, assigneeId, day, text, view = 'all', order }: ParsedOf<'ticket.list'>,
  actor: Actor,
  where: TicketWhere,
  find: (where: TicketWhere) => Promise<Row[]>,
): Promise<Row[]> {
  const narrow = [siteId, assetId, assigneeId, day, text].some((one) => one !== undefined) || view !== 'all';
  const some = narrow || order === 'updated' || visible(actor).kind !== 'all';
  if (some || phase === undefined || phase.length < 2) return find(where);
  const lists = await Promise.all([...new Set(phase)].map((one) => find({ ...where, phase: one })));
  const rank = order === 'due' ? byDue : byAge;
  return lists.flat().sort(rank);
}

const byAge = (a: Head, b: Head) => (a.id < b.id ? 1 : -1);
const byDue = (a: Head, b: Head) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || -byAge(a, b);

/** In the order of the ids. */
async function byIds(reader: Reader, ids: readonly TicketId[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await reader.find(table, { where: { id: { in: [...ids] } } });
  const byId = new Map(rows.map((row) => [row.id, fromRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
