// What can have a label, by keyset: searched, within a branch of the sites, and never printed, as asked. The rows are gone
// through in their order until a page is full.

import type { LabelView } from '@paidan/shared/contract/label';
import type { SiteId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { refOf } from '@paidan/shared/rules/label/code';
import type { Locale } from '@paidan/shared/text/index';
import type { Handler } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { asset } from '../../store/tables/asset';
import { site } from '../../store/tables/site';
import type { Reader } from '../../store/unit';
import type { AssetRow, Of, SiteRow } from './rows';
import { printedOf, viewsOf } from './rows';

const PAGE = 50;
const CHUNK = 500;
type Input = Parameters<Handler<'label.list'>>[0];
type Row = SiteRow | AssetRow;
const ORDER = { site: 'path', asset: 'code' } as const;

export async function listLabels(reader: Reader, input: Input, locale: Locale) {
  const { of, cursor, limit = PAGE } = input;
  const table = of === 'site' ? site : asset;
  const from = cursor === undefined ? null : readCursor(cursor, table as never, [ORDER[of], 'id']);
  if (from === undefined) return no(refuse('invalid', { where: 'cursor' }));
  const rows = await collect(reader, input, from, limit + 1);
  const shown = rows.slice(0, limit);
  const items = [...(await viewsOf(reader, of, shown, locale))];
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return ok({ items });
  return ok({ items, next: writeCursor([sortedBy(of, last), last.id]) });
}

const sortedBy = (of: Of, row: Row): string => (of === 'site' && 'path' in row ? row.path : row.code);

type Filter = Pick<Input, 'of' | 'text' | 'under' | 'unprinted'>;
type Place = Readonly<Record<string, unknown>>;
/** Of sites; null: anywhere. */
type Branch = ReadonlySet<string> | null;

/** All of them in the list's own order, page by page. */
export async function* labelPages(
  reader: Reader,
  filter: Filter,
  locale: Locale,
): AsyncGenerator<readonly LabelView[]> {
  const { of, under } = filter;
  const branch = under === undefined ? null : await branchOf(reader, under);
  for (let from: Place | null = null; ; ) {
    const rows: readonly Row[] = await collect(reader, filter, from, CHUNK, branch);
    yield await viewsOf(reader, of, rows, locale);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    from = { [ORDER[of]]: sortedBy(of, last), id: last.id };
  }
}

async function collect(
  reader: Reader,
  { of, text, under, unprinted }: Filter,
  from: Place | null,
  most: number,
  known?: Branch,
): Promise<readonly Row[]> {
  const branch = known !== undefined ? known : under === undefined ? null : await branchOf(reader, under);
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const isWithin = (row: Row) => branch === null || branch.has('siteId' in row ? (row.siteId ?? '') : row.id);
  const says = (row: Row) => {
    const all = [row.name, row.code, 'path' in row ? row.path : ''].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const found: Row[] = [];
  let after = from;
  for (;;) {
    const rows = await chunk(reader, of, after);
    const fitting = rows.filter((row) => isWithin(row) && says(row));
    const printed = unprinted
      ? await printedOf(
          reader,
          fitting.map(({ id }) => refOf(of, id)),
        )
      : new Map();
    found.push(...fitting.filter(({ id }) => !printed.has(refOf(of, id))));
    const last = rows.at(-1);
    if (found.length >= most || last === undefined || rows.length < CHUNK) return found.slice(0, most);
    after = { [ORDER[of]]: sortedBy(of, last), id: last.id };
  }
}

const chunk = (reader: Reader, of: Of, after: Readonly<Record<string, unknown>> | null): Promise<Row[]> => {
  const query = { where: { state: 'active' }, limit: CHUNK, ...(after !== null && { after }) } as const;
  return of === 'site'
    ? reader.find(site, {
        ...query,
        order: [
          ['path', 'asc'],
          ['id', 'asc'],
        ],
      } as never)
    : reader.find(asset, {
        ...query,
        order: [
          ['code', 'asc'],
          ['id', 'asc'],
        ],
      } as never);
};

const MOST_PARENTS = 1000;

/** The site and all that is inside of it, level by level. */
async function branchOf(reader: Reader, root: SiteId): Promise<ReadonlySet<string>> {
  const inside = new Set<string>();
  let level: readonly SiteId[] = (await reader.find(site, { where: { id: root }, columns: ['id'] })).map(
    ({ id }) => id,
  );
  while (level.length > 0) {
    for (const id of level) inside.add(id);
    const next: SiteId[] = [];
    for (let at = 0; at < level.length; at += MOST_PARENTS) {
      const parents = level.slice(at, at + MOST_PARENTS);
      const rows = await reader.find(site, { where: { parentId: { in: parents } }, columns: ['id'] });
      next.push(...rows.map(({ id }) => id).filter((id) => !inside.has(id)));
    }
    level = next;
  }
  return inside;
}
