// Lists of records, by keyset. A search goes over the organization's rows in order and stops at a full page.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { RecordKind, ViewOf } from '@paidan/shared/model/records';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { readCursor, writeCursor } from '../../core/cursor';
import type { TenantTable } from '../../store/columns';
import type { Reader } from '../../store/unit';
import { type AnyRow, TABLES } from './kinds';
import { findRows } from './rows';
import { viewsOf } from './view';

export type ListInput = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly retired?: boolean | undefined;
  readonly text?: string | undefined;
  readonly role?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly parentId?: string | null | undefined;
  readonly siteId?: string | undefined;
};

type After = { readonly [column: string]: string };
const PAGE = 50;
const CHUNK = 500;
/** The column that a kind's list is sorted by, before the id. */
const SORTED = { member: 'name', department: 'name', role: 'code', site: 'path', asset: 'code' } as const;
/** Where a search looks. */
const SEARCHED: Record<RecordKind, readonly string[]> = {
  member: ['name', 'login', 'phone'],
  department: ['name'],
  role: ['code'],
  site: ['path', 'code'],
  asset: ['name', 'code', 'category', 'model', 'serial'],
};

export async function listRecords<Kind extends RecordKind>(
  reader: Reader,
  kind: Kind,
  input: ListInput,
): Promise<Result<{ items: ViewOf<Kind>[]; next?: string }, Refusal>> {
  const from =
    input.cursor === undefined ? null : readCursor(input.cursor, TABLES[kind] as TenantTable, [SORTED[kind], 'id']);
  if (from === undefined) return no(refuse('invalid', { where: 'cursor' }));
  const limit = input.limit ?? PAGE;
  const rows = await collect(reader, kind, input, from as After | null, limit + 1);
  const page = rows.slice(0, limit);
  const items = await viewsOf(reader, kind, page);
  const last = page.at(-1);
  if (rows.length <= limit || last === undefined) return ok({ items });
  return ok({ items, next: writeCursor([String(last[SORTED[kind]]), last.id]) });
}

/** Up to `most` rows that fit, read chunk by chunk. */
async function collect(
  reader: Reader,
  kind: RecordKind,
  input: ListInput,
  from: After | null,
  most: number,
): Promise<readonly AnyRow[]> {
  const column = SORTED[kind];
  const fits = fitting(kind, input);
  const found: AnyRow[] = [];
  let after = from;
  for (;;) {
    const rows = await findRows(reader, kind, {
      where: whereOf(input) as never,
      order: [
        [column, 'asc'],
        ['id', 'asc'],
      ] as never,
      ...(after !== null && { after: after as never }),
      limit: input.text === undefined && input.role === undefined ? most : CHUNK,
    });
    found.push(...rows.filter(fits));
    const last = rows.at(-1);
    if (found.length >= most || last === undefined || rows.length < CHUNK) return found.slice(0, most);
    after = { [column]: String(last[column]), id: last.id };
  }
}

function whereOf(input: ListInput): object {
  return {
    ...(input.retired !== true && { state: 'active' }),
    ...(input.departmentId !== undefined && { departmentId: input.departmentId }),
    ...(input.parentId !== undefined && { parentId: input.parentId }),
    ...(input.siteId !== undefined && { siteId: input.siteId }),
  };
}

/** Every word must stand somewhere: 「3号楼 501」 finds the room. */
function fitting(kind: RecordKind, { text, role }: ListInput): (row: AnyRow) => boolean {
  const wanted = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    if (role !== undefined && !(row.roles as readonly string[]).includes(role)) return false;
    const all = SEARCHED[kind].map((column) => String(row[column] ?? '').toLowerCase()).join('\n');
    return wanted.every((word) => all.includes(word));
  };
}
