// Which rows do lives of tickets leave? The same that the write path, the sealer and the search index would have written, one by one.
import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { WorkItem } from '@paidan/shared/model/ticket';
import { expects } from '@paidan/shared/rules/ticket/expects';
import { type EventRow, GENESIS, hashOf } from '../core/chain';
import { gramsOf, wordsOf } from '../lookups/grams';
import { toRow } from '../lookups/ticketRow';
import type { NewRow } from '../store/columns';
import type { ticket as ticketTable } from '../store/tables/ticket';
import type { ticketGram } from '../store/tables/ticketGram';
import type { timer } from '../store/tables/timer';
import type { vault } from '../store/tables/vault';
import type { workItem } from '../store/tables/workItem';
import type { Lived } from './history';

export type Rows = {
  readonly tickets: readonly NewRow<typeof ticketTable>[];
  /** Chained within each ticket, not yet numbered. */
  readonly events: readonly SeededEvent[];
  readonly work: readonly NewRow<typeof workItem>[];
  readonly timers: readonly NewRow<typeof timer>[];
  /** In the order of the index, which takes them best so. */
  readonly grams: readonly NewRow<typeof ticketGram>[];
  readonly sealed: readonly NewRow<typeof vault>[];
};

/** `feedNo` is given when it is known where the organization's feed stands. */
export type SeededEvent = EventRow & { feedNo: number };

export function rowsOf(tenantId: TenantId, lives: readonly Lived[]): Rows {
  const events: SeededEvent[] = [];
  const work: Rows['work'][number][] = [];
  const timers: Rows['timers'][number][] = [];
  for (const lived of lives) {
    addEvents(events, tenantId, lived);
    work.push(...workRows(lived));
    timers.push(...timerRows(lived));
  }
  return {
    ...{ tickets: lives.map(({ ticket }) => toRow(ticket)), events, work, timers, grams: gramRows(lives) },
    sealed: lives.flatMap(({ sealed }) => sealed).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** As `chain` would, without a copy for each step: there are millions of them. */
function addEvents(rows: SeededEvent[], tenantId: TenantId, { ticket, events }: Lived): void {
  let prev = GENESIS;
  let seq = 0;
  for (const { body, at, by, channel } of events) {
    const { type, ...data } = body;
    const row = {
      streamId: ticket.id,
      seq: ++seq,
      kind: 'ticket' as const,
      type,
      at,
      byId: by,
      channel,
      requestId: null,
      data: data as unknown as Json,
      prev,
      hash: '',
      feedNo: 0,
    };
    row.hash = hashOf(tenantId, row);
    prev = row.hash;
    rows.push(row);
  }
}

const CLOSING = new Set(['ticket.entered', 'ticket.transferred', 'ticket.cancelled', 'ticket.closed']);

/** Replays which items were opened and closed when. */
function workRows({ ticket, events }: Lived): Rows['work'] {
  const rows: { readonly item: WorkItem; closedAt: number | null }[] = [];
  for (const { body, at } of events) {
    if (CLOSING.has(body.type)) for (const row of rows) row.closedAt ??= at;
    if (!('opens' in body)) continue;
    const node = body.type === 'ticket.entered' ? body.node : (rows.at(-1)?.item.node ?? ticket.node);
    for (const { kind, handlerId, role } of body.opens) {
      const item = { no: rows.length + 1, node, token: 'main' as const, kind, handlerId, role, openedAt: at };
      rows.push({ item, closedAt: null });
    }
  }
  return rows.map(({ item, closedAt }) => ({
    ...item,
    ticketId: ticket.id,
    state: closedAt === null ? 'open' : 'done',
    dueAt: ticket.dueAt,
    closedAt,
  }));
}

const timerRows = ({ ticket, template }: Lived): Rows['timers'] =>
  expects(ticket, template).map(({ purpose, stage, dueAt }) => ({
    purpose,
    stage,
    dueAt,
    ticketId: ticket.id,
    generation: ticket.version,
    leaseUntil: null,
    fence: 0,
    state: 'pending' as const,
    attempts: 0,
  }));

/** By gram, and within each by ticket, as they come. */
function gramRows(lives: readonly Lived[]): Rows['grams'] {
  const tickets = new Map<string, TicketId[]>();
  for (const { ticket, template } of lives) {
    for (const gram of gramsOf(wordsOf(ticket, template.fields))) {
      const known = tickets.get(gram);
      if (known === undefined) tickets.set(gram, [ticket.id]);
      else known.push(ticket.id);
    }
  }
  const sorted = [...tickets.keys()].sort();
  return sorted.flatMap((gram) => (tickets.get(gram) ?? []).map((ticketId) => ({ gram, ticketId })));
}
