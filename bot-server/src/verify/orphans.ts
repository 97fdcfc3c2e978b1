// Rows that no timeline speaks of. Counting tells that there may be some; then each is looked for, since more may have come meanwhile.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { TenantTable } from '../store/columns';
import { event } from '../store/tables/event';
import { file } from '../store/tables/file';
import { held } from '../store/tables/held';
import { identity } from '../store/tables/identity';
import { templateRevision } from '../store/tables/templateRevision';
import { timer } from '../store/tables/timer';
import { track } from '../store/tables/track';
import { workItem } from '../store/tables/workItem';
import type { Reader } from '../store/unit';

const PAGE = 1000;

/** Tables of derived rows; `of`: the column that names whose they are. */
const DERIVED = [
  { table: workItem, of: 'ticketId' },
  { table: timer, of: 'ticketId' },
  { table: track, of: 'ticketId' },
  { table: identity, of: 'accountId' },
  { table: templateRevision, of: 'templateId' },
  { table: file, of: 'streamId', where: { state: 'bound' } },
] as const;

/** How many rows of this table belong to no timeline; `seen`: those that do, as far as the walk over all timelines came. */
export async function withoutTimeline(reader: Reader, table: TenantTable, seen: number): Promise<number> {
  return (await reader.count(table, {}, Number.MAX_SAFE_INTEGER)) > seen ? strays(reader, table, 'id', {}, begun) : 0;
}

export async function derivedWithoutTimeline(
  reader: Reader,
  seen: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { table, of, ...rest } of DERIVED as readonly { table: TenantTable; of: string; where?: object }[]) {
    const where = rest.where ?? {};
    if ((await reader.count(table, where, Number.MAX_SAFE_INTEGER)) <= (seen.get(table.name) ?? 0)) continue;
    const count = await strays(reader, table, of, where, begunOrWaiting);
    if (count > 0) found.push(`${table.name}: ${count} of no timeline`);
  }
  return found;
}

/** Page by page along the key, so that a large table needs no more memory than a small one. */
async function strays(
  reader: Reader,
  table: TenantTable,
  of: string,
  where: object,
  among: typeof begun,
): Promise<number> {
  const key = table.key.filter((name) => name !== 'tenantId');
  let count = 0;
  for (let after: object | undefined; ; ) {
    const rows = (await reader.find(table, {
      where,
      order: key.map((name) => [name, 'asc']),
      columns: [...new Set([...key, of])],
      ...(after !== undefined && { after }),
      limit: PAGE,
    } as never)) as unknown as readonly { readonly [column: string]: string | null }[];
    const ids = [...new Set(rows.map((row) => row[of] ?? ''))];
    const known = ids.length === 0 ? new Set<string>() : await among(reader, ids);
    count += rows.filter((row) => !known.has(row[of] ?? '')).length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return count;
    after = Object.fromEntries(key.map((name) => [name, last[name]]));
  }
}

async function begun(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.find(event, { where: { streamId: { in: [...ids] }, seq: 1 }, columns: ['streamId'] });
  return new Set(rows.map(({ streamId }) => streamId));
}

/** A report that waits speaks for the ticket that it may become. */
async function begunOrWaiting(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { ticketId: { in: ids as TicketId[] } };
  const waiting = await reader.find(held, { where, columns: ['ticketId'] });
  return new Set<string>([...(await begun(reader, ids)), ...waiting.map(({ ticketId }) => ticketId)]);
}
