// Lists of records, by keyset. A search goes over the organization's rows in order and stops at a full page.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { RecordKind, ViewOf } from '@paidan/shared/model/records';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Call } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import type { TenantTable } from '../../store/columns';
import type { Reader, Store } from '../../store/unit';
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
  store: Store,
  { scope, locale }: Pick<Call, 'scope' | 'locale'>,
  kind: Kind,
  input: ListInput,
): Promise<Result<{ items: ViewOf<Kind>[]; next?: string }, Refusal>> {
  const reader = store.read(scope);
  const from =
    input.cursor === undefined ? null : readCursor(input.cursor, TABLES[kind] as TenantTable, [SORTED[kind], 'id']);
  if (from === undefined) return no(refuse('invalid', { where: 'cursor' }));
  const limit = input.limit ?? PAGE;
  const phones = kind === 'member' ? await phonesOf(store, reader, input.text) : NONE;
  const rows = await collect(reader, kind, input, from as After | null, limit + 1, phones);
  const page = rows.slice(0, limit);
  const items = await viewsOf(reader, kind, page, locale);
  const last = page.at(-1);
  if (rows.length <= limit || last === undefined) return ok({ items });
  return ok({ items, next: writeCursor([String(last[SORTED[kind]]), last.id]) });
}

/** All of them in the list's order, chunk by chunk. */
export async function* recordPages(
  store: Store,
  reader: Reader,
  kind: RecordKind,
  input: ListInput,
): AsyncGenerator<readonly AnyRow[]> {
  const phones = kind === 'member' ? await phonesOf(store, reader, input.text) : NONE;
  yield* chunks(reader, kind, input, null, CHUNK, phones);
}

/** Up to `most` rows that fit. */
async function collect(
  reader: Reader,
  kind: RecordKind,
  input: ListInput,
  from: After | null,
  most: number,
  phones: Phones,
): Promise<readonly AnyRow[]> {
  const found: AnyRow[] = [];
  const chunk = input.text === undefined && input.role === undefined ? most : CHUNK;
  for await (const rows of chunks(reader, kind, input, from, chunk, phones)) {
    found.push(...rows);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** Those that fit of each chunk, until the last. */
async function* chunks(
  reader: Reader,
  kind: RecordKind,
  input: ListInput,
  from: After | null,
  limit: number,
  phones: Phones,
): AsyncGenerator<readonly AnyRow[]> {
  const column = SORTED[kind];
  const fits = fitting(kind, input, phones);
  for (let after = from; ; ) {
    const rows = await findRows(reader, kind, {
      where: whereOf(input) as never,
      order: [
        [column, 'asc'],
        ['id', 'asc'],
      ] as never,
      ...(after !== null && { after: after as never }),
      limit,
    });
    yield rows.filter(fits);
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
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

const wordsOf = (text: string | undefined) => (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);

/** By the word that was searched for: what stands in rows whose number it is, or ends with. */
type Phones = ReadonlyMap<string, ReadonlySet<string>>;
const NONE: Phones = new Map();

async function phonesOf({ vault }: Store, reader: Reader, text: string | undefined): Promise<Phones> {
  if (vault === undefined) return NONE;
  const numbers = wordsOf(text).filter((word) => /^\+?[0-9-]{4,20}$/.test(word));
  const found = numbers.map(async (word) => [word, new Set(await vault.find(reader, 'member', word))] as const);
  return new Map(await Promise.all(found));
}

/** Every word must stand somewhere: 「3号楼 501」 finds the room. */
function fitting(kind: RecordKind, { text, role }: ListInput, phones: Phones): (row: AnyRow) => boolean {
  const wanted = wordsOf(text);
  return (row) => {
    if (role !== undefined && !(row.roles as readonly string[]).includes(role)) return false;
    const all = SEARCHED[kind].map((column) => String(row[column] ?? '').toLowerCase()).join('\n');
    return wanted.every((word) => all.includes(word) || phones.get(word)?.has(String(row.phone)) === true);
  };
}
