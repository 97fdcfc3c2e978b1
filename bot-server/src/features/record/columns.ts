// The columns of an import: headings in Chinese or English, and how a cell becomes a value.
import type { Json } from '@paidan/shared/kernel/json';
import { SITE_KINDS } from '@paidan/shared/kinds';
import { type Locale, words } from '@paidan/shared/text/index';

export type Importable = 'member' | 'site';
type ImportColumn = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** What earlier versions wrote in English. */
  readonly before?: string;
  /** What the console calls it, which people write as well. */
  readonly also?: string;
  readonly required?: true;
  /** Undefined: the sheet says nothing of it. */
  readonly read: (cell: string) => Json | undefined;
};

const plain = (cell: string): Json => cell;
const optional = (cell: string): Json => (cell === '' ? null : cell);
const number = (cell: string): Json => (cell === '' ? null : Number(cell));
/** As it was exported: `138****1234` stands for the number that is there. */
const phone = (cell: string) => (/\*{3}/.test(cell) ? undefined : optional(cell));
const list = (cell: string): Json => cell.split(/[,，、;；\s]+/).filter(Boolean);
const siteKind = (cell: string): Json => {
  const found = SITE_KINDS.find(
    (kind) => words('zh-CN').siteKinds[kind] === cell || words('en').siteKinds[kind] === cell,
  );
  return found ?? cell;
};

export const COLUMNS: Readonly<Record<Importable, readonly ImportColumn[]>> = {
  member: [
    { key: 'login', zh: '账号', en: 'Login', required: true, read: plain },
    { key: 'name', zh: '姓名', en: 'Name', required: true, read: plain },
    { key: 'phone', zh: '电话', en: 'Phone', read: phone },
    { key: 'departmentId', zh: '部门', en: 'Department', read: optional },
    { key: 'roles', zh: '角色', en: 'Roles', read: list },
  ],
  site: [
    { key: 'code', zh: '编码', en: 'Code', also: '编号', required: true, read: plain },
    { key: 'name', zh: '名称', en: 'Name', required: true, read: plain },
    { key: 'kind', zh: '类型', en: 'Kind', required: true, read: siteKind },
    { key: 'parentId', zh: '上级编码', en: 'Parent code', before: 'parent', also: '上级编号', read: optional },
    { key: 'lat', zh: '纬度', en: 'Latitude', before: 'lat', read: number },
    { key: 'lng', zh: '经度', en: 'Longitude', before: 'lng', read: number },
    { key: 'radius', zh: '签到半径', en: 'Check-in radius', before: 'radius', read: number },
  ],
};

function named({ zh, en, before, also }: ImportColumn, heading: string): boolean {
  const said = heading.toLowerCase();
  return heading === zh || said === en.toLowerCase() || said === before || said === also;
}

/** Required columns that the sheet lacks, by their headings. */
export function missingIn(kind: Importable, headings: readonly string[], locale: Locale): readonly string[] {
  const missing = COLUMNS[kind].filter((column) => column.required && !headings.some((one) => named(column, one)));
  return missing.map((column) => (locale === 'en' ? column.en : column.zh));
}

/** Columns that the sheet does not have are left out, so that an import changes nothing that it does not speak of. */
export function valuesOf(kind: Importable, cells: Readonly<Record<string, string>>): Record<string, Json> {
  const entries = Object.entries(cells).flatMap(([heading, cell]) => {
    const column = COLUMNS[kind].find((one) => named(one, heading));
    const value = column?.read(cell);
    return column === undefined || value === undefined ? [] : [[column.key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The heading of a record's member; null where the problem is with the row as a whole. */
export function headingOf(kind: Importable, key: PropertyKey | undefined, locale: Locale): string | null {
  const column = COLUMNS[kind].find((one) => one.key === key);
  if (column === undefined) return null;
  return locale === 'en' ? column.en : column.zh;
}
