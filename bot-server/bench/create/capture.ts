// Which rows did each report write? Read back from the database as they stand in it, and put back to what they were when the
// transaction ended: not yet numbered by the sealer, not yet carried out.
import type { Created } from './http';

export type Value = string | number | null;
export type Row = { readonly [column: string]: Value };
/** One table's rows of one report. */
export type Write = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
};
/** All that one report wrote, in the order in which the product writes. */
export type Writes = readonly Write[];
/** Rows of one organization whose `column` is one of `values`. */
export type Fetch = (
  table: string,
  column: string,
  tenantId: string,
  values: readonly string[],
) => Promise<readonly Row[]>;

type Source = { readonly table: string; readonly column: string; readonly asWritten?: Row };

const SOURCES: readonly Source[] = [
  { table: 'ticket', column: 'id' },
  { table: 'work_item', column: 'ticketId' },
  { table: 'timer', column: 'ticketId' },
  // The telephone number of each, sealed.
  { table: 'vault', column: 'subject' },
  { table: 'event', column: 'streamId', asWritten: { feedNo: null } },
  {
    table: 'outbox',
    column: 'destination',
    asWritten: { state: 'pending', attempts: 0, availableAt: 0, leaseUntil: null, fence: 0, lastError: null },
  },
  { table: 'command_key', column: 'streamId' },
];
const CHUNK = 500;

/** `blocks`: all rows of number_block of an organization; each is written with the first ticket that has a number of it. */
export async function capture(
  created: readonly Created[],
  fetch: Fetch,
  blocks: (tenantId: string) => Promise<readonly Row[]>,
): Promise<readonly Writes[]> {
  const rows = await rowsOf(created, fetch);
  const byTicket = new Map([...rows].map(([id, tables]) => [id, [...tables].map(([name, own]) => writeOf(name, own))]));
  for (const [tenantId, ids] of byTenant(created)) addBlocks(byTicket, ids, await blocks(tenantId));
  // In the order of the reports, so that both sides fill their indexes alike.
  return created.map(({ ticketId }) => byTicket.get(ticketId) ?? []);
}

/** Table by table the rows of each ticket, as they were when the transaction ended. */
export async function rowsOf(
  created: readonly Created[],
  fetch: Fetch,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>> {
  const byTicket = new Map(created.map(({ ticketId }) => [ticketId, new Map<string, Row[]>()]));
  for (const [tenantId, ids] of byTenant(created)) {
    for (let at = 0; at < ids.length; at += CHUNK) {
      const chunk = ids.slice(at, at + CHUNK);
      for (const source of SOURCES) add(byTicket, source, await fetch(source.table, source.column, tenantId, chunk));
    }
  }
  return byTicket;
}

function byTenant(created: readonly Created[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { tenantId, ticketId } of created) {
    const ids = found.get(tenantId) ?? [];
    ids.push(ticketId);
    found.set(tenantId, ids);
  }
  return found;
}

function add(
  byTicket: ReadonlyMap<string, Map<string, Row[]>>,
  { table, column, asWritten = {} }: Source,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const tables = byTicket.get(String(row[column]));
    const own = tables?.get(table) ?? [];
    own.push({ ...row, ...asWritten });
    tables?.set(table, own);
  }
}

function writeOf(table: string, rows: readonly Row[]): Write {
  const columns = Object.keys(rows[0] ?? {});
  return { table, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

function addBlocks(byTicket: Map<string, Write[]>, ids: readonly string[], blocks: readonly Row[]): void {
  const first = new Map(blocks.map((block) => [Number(block.first), block]));
  for (const id of ids) {
    const writes = byTicket.get(id);
    const ticket = writes?.find(({ table }) => table === 'ticket');
    const block = first.get(Number(ticket?.rows[0]?.[ticket.columns.indexOf('no')]));
    if (block !== undefined) writes?.unshift(writeOf('number_block', [block]));
  }
}

/** Every report must have left its whole mark, or the comparison would be with less work. */
export function checkWhole(all: readonly Writes[]): void {
  const wanted = SOURCES.map(({ table }) => table);
  const lame = all.find((writes) => wanted.some((table) => !writes.some((write) => write.table === table)));
  if (lame !== undefined)
    throw new Error(`a report without all of its rows: ${lame.map(({ table }) => table).join(', ')}`);
}
