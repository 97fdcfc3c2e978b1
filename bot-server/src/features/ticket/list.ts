// Lists of tickets: ids of the page first, by keyset, then the rows by id.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import { PHASES } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { refuse } from '@paidan/shared/refusal';
import type { Handler, Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { memberIdOf } from '../../core/scope';
import { fromRow } from '../../lookups/ticketRow';
import type { Order } from '../../store/table';
import { ticket as table } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import type { Reader, Store } from '../../store/unit';
import { whereOf } from './filter';
import { type Present, summaries } from './present';

/** Ids sort by creation, so the newest first is an order of the primary key. */
const ORDERS = {
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

export function listHandlers(store: Store, present: Present): Handlers<'ticket.list' | 'ticket.counts' | 'work.list'> {
  const list: Handler<'ticket.list'> = async (input, { scope }) => {
    const order: Order<typeof table> = ORDERS[input.order ?? 'newest'];
    const keys = order.map(([column]) => column);
    const after = input.cursor === undefined ? null : readCursor(input.cursor, table, keys);
    if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
    const reader = store.read(scope);
    const limit = input.limit ?? PAGE;
    const heads = await reader.find(table, {
      where: whereOf(input, scope.actor, present.clock.now()),
      order,
      limit: limit + 1,
      columns: ['id', ...keys],
      ...(after !== null && { after }),
    });
    const page = heads.slice(0, limit);
    const tickets = await byIds(
      reader,
      page.map((row) => row.id),
    );
    const items = await summaries(present, reader, tickets);
    const last = page.at(-1);
    if (heads.length <= limit || last === undefined) return ok({ items });
    return ok({ items, next: writeCursor(keys.map((key) => last[key] as Json)) });
  };

  return {
    'ticket.list': list,

    'ticket.counts': async (input, { scope }) => {
      const reader = store.read(scope);
      const where = whereOf(input, scope.actor, present.clock.now());
      const wanted = PHASES.filter((phase) => input.phase === undefined || input.phase.includes(phase));
      const counts = await Promise.all(
        wanted.map(async (phase) => [phase, await reader.count(table, { ...where, phase }, COUNT_CAP)] as const),
      );
      const phases = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<(typeof PHASES)[number], number>;
      return ok({ phases: { ...phases, ...Object.fromEntries(counts) } });
    },

    'work.list': async (input, { scope }) => {
      const me = memberIdOf(scope.actor);
      if (me === null || scope.actor.kind !== 'member') return ok({ items: [] });
      const after = input.cursor === undefined ? null : readCursor(input.cursor, workItem, ['dueAt', 'ticketId', 'no']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const limit = input.limit ?? PAGE;
      const rows = await reader.find(workItem, {
        where: { state: 'open', any: [{ handlerId: me }, { role: { in: [...scope.actor.roles] } }] },
        order: [
          ['dueAt', 'asc'],
          ['ticketId', 'asc'],
          ['no', 'asc'],
        ],
        limit: limit + 1,
        ...(after !== null && { after }),
      });
      const page = rows.slice(0, limit);
      const tickets = await byIds(reader, [...new Set(page.map((row) => row.ticketId))]);
      const shown = new Map((await summaries(present, reader, tickets)).map((one) => [one.id, one]));
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

/** In the order of the ids. */
async function byIds(reader: Reader, ids: readonly TicketId[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await reader.find(table, { where: { id: { in: [...ids] } } });
  const byId = new Map(rows.map((row) => [row.id, fromRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
