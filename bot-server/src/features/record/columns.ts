// The columns of an import: headings in Chinese or English, and how a cell becomes a value.
import type { Json } from '@paidan/shared/kernel/json';
import { SITE_KINDS } from '@paidan/shared/kinds';
import { type Locale, words } from '@paidan/shared/text/index';

export type Importable = 'member' | 'site';
type ImportColumn = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly required?: true;
  readonly read: (cell: string) => Json;
};

const plain = (cell: string): Json => cell;
const optional = (cell: string): Json => (cell === '' ? null : cell);
const number = (cell: string): Json => (cell === '' ? null : Number(cell));
const list = (cell: string): Json => cell.split(/[,，、;；\s]+/).filter(Boolean);
const siteKind = (cell: string): Json => {
  const found = SITE_KINDS.find(
    (kind) => words('zh-CN').siteKinds[kind] === cell || words('en').siteKinds[kind] === cell,
  );
  return found ?? cell;
};

export const COLUMNS: Readonly<Record<Importable, readonly ImportColumn[]>> = {
  member: [
    { key: 'login', zh: '账号', en: 'login', required: true, read: plain },
    { key: 'name', zh: '姓名', en: 'name', required: true, read: plain },
    { key: 'phone', zh: '电话', en: 'phone', read: optional },
    { key: 'departmentId', zh: '部门', en: 'department', read: optional },
    { key: 'roles', zh: '角色', en: 'roles', read: list },
  ],
  site: [
    { key: 'code', zh: '编码', en: 'code', required: true, read: plain },
    { key: 'name', zh: '名称', en: 'name', required: true, read: plain },
    { key: 'kind', zh: '类型', en: 'kind', required: true, read: siteKind },
    { key: 'parentId', zh: '上级编码', en: 'parent', read: optional },
    { key: 'lat', zh: '纬度', en: 'lat', read: number },
    { key: 'lng', zh: '经度', en: 'lng', read: number },
    { key: 'radius', zh: '签到半径', en: 'radius', read: number },
  ],
};

const named = (column: ImportColumn, heading: string) => heading === column.zh || heading.toLowerCase() === column.en;

/** Required columns that the sheet lacks, by their Chinese headings. */
export function headingsOf(kind: Importable, headings: readonly string[]): { readonly missing: readonly string[] } {
  const missing = COLUMNS[kind].filter((column) => column.required && !headings.some((one) => named(column, one)));
  return { missing: missing.map((column) => column.zh) };
}

/** Columns that the sheet does not have are left out, so that an import changes nothing that it does not speak of. */
export function valuesOf(kind: Importable, cells: Readonly<Record<string, string>>): Record<string, Json> {
  const entries = Object.entries(cells).flatMap(([heading, cell]) => {
    const column = COLUMNS[kind].find((one) => named(one, heading));
    return column === undefined ? [] : [[column.key, column.read(cell)] as const];
  });
  return Object.fromEntries(entries);
}

/** The heading of a record's member; null where the problem is with the row as a whole. */
export function headingOf(kind: Importable, key: PropertyKey | undefined, locale: Locale): string | null {
  const column = COLUMNS[kind].find((one) => one.key === key);
  if (column === undefined) return null;
  return locale === 'en' ? column.en : column.zh;
}
