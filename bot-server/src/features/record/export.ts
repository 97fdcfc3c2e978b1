// Records as files: the columns of their import first, under the same headings, so that what was exported can be imported again.

import type { Download } from '@paidan/shared/contract/endpoint';
import type { Result } from '@paidan/shared/kernel/result';
import type { ExportFormat, Grant } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import type { RecordKind } from '@paidan/shared/model/records';
import type { Refusal } from '@paidan/shared/refusal';
import { masked } from '@paidan/shared/rules/phone';
import { type Locale, words } from '@paidan/shared/text/index';
import type { Call } from '../../core/call';
import type { Cell, ExportColumn, Exporter } from '../../core/exporter';
import { department } from '../../store/tables/department';
import { role } from '../../store/tables/role';
import { site } from '../../store/tables/site';
import type { Reader, Store } from '../../store/unit';
import type { AnyRow } from './kinds';
import { type ListInput, recordPages } from './list';
import { named } from './view';

/** What rows point to, by id, read once: an organization has few of them, but for sites. */
type Names = {
  readonly departments: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  /** Of the page. */
  readonly sites: ReadonlyMap<string, { readonly code: string; readonly path: string }>;
};
type Row = { readonly row: AnyRow; readonly names: Names };
type Value = (row: AnyRow, names: Names, language: 'zh' | 'en') => Cell;
type Said = readonly [zh: string, en: string, width: number, value: Value];

const text =
  (column: string): Value =>
  (row) =>
    row[column] === null || row[column] === undefined ? null : String(row[column]);
const number =
  (column: string): Value =>
  (row) =>
    typeof row[column] === 'number' ? row[column] : null;
const stateOf: Value = ({ state }, _, language) =>
  state === 'retired' ? (language === 'en' ? 'Retired' : '已停用') : language === 'en' ? 'In use' : '在用';
const STATE: Said = ['状态', 'State', 8, stateOf];

const COLUMNS: Readonly<Record<RecordKind, readonly Said[]>> = {
  member: [
    ['账号', 'Login', 16, text('login')],
    ['姓名', 'Name', 14, text('name')],
    ['电话', 'Phone', 16, ({ phone }) => (typeof phone === 'string' ? masked(phone) : null)],
    ['部门', 'Department', 18, ({ departmentId }, { departments }) => departments.get(String(departmentId)) ?? null],
    [
      '角色',
      'Roles',
      24,
      ({ roles: codes }, { roles }, language) =>
        (codes as readonly string[])
          .map((code) => oneWord(roles.get(code)?.[language]) ?? code)
          .join(words(localeOf(language)).comma),
    ],
    STATE,
  ],
  department: [
    ['名称', 'Name', 24, text('name')],
    ['上级部门', 'Parent department', 24, ({ parentId }, { departments }) => departments.get(String(parentId)) ?? null],
    STATE,
  ],
  role: [
    ['编码', 'Code', 16, text('code')],
    ['名称', 'Name', 18, ({ name }, _, language) => (name as { zh: string; en: string })[language]],
    ['权限', 'Permissions', 60, ({ grants }, _, language) => grantsIn(grants as readonly string[], language)],
    STATE,
  ],
  site: [
    ['编码', 'Code', 18, text('code')],
    ['名称', 'Name', 20, text('name')],
    [
      '类型',
      'Kind',
      10,
      ({ kind }, _, language) => words(localeOf(language)).siteKinds[kind as 'room'] ?? String(kind),
    ],
    ['上级编码', 'Parent code', 18, ({ parentId }, { sites }) => sites.get(String(parentId))?.code ?? null],
    ['纬度', 'Latitude', 12, number('lat')],
    ['经度', 'Longitude', 12, number('lng')],
    ['签到半径', 'Check-in radius', 10, number('radius')],
    ['完整位置', 'Full path', 40, text('path')],
    STATE,
  ],
  asset: [
    ['编码', 'Code', 18, text('code')],
    ['名称', 'Name', 20, text('name')],
    ['位置编码', 'Place code', 18, ({ siteId }, { sites }) => sites.get(String(siteId))?.code ?? null],
    ['类别', 'Category', 14, text('category')],
    ['型号', 'Model', 16, text('model')],
    ['序列号', 'Serial number', 18, text('serial')],
    ['位置', 'Place', 40, ({ siteId }, { sites }) => sites.get(String(siteId))?.path ?? null],
    STATE,
  ],
};

/** A name of several words would be read as several roles. */
const oneWord = (name: string | undefined) => (name === undefined || /[,，、;；\s]/.test(name) ? undefined : name);
const localeOf = (language: 'zh' | 'en'): Locale => (language === 'en' ? 'en' : 'zh-CN');
const grantsIn = (grants: readonly string[], language: 'zh' | 'en'): string => {
  const { grants: said, comma } = words(localeOf(language));
  return grants.map((grant) => said[grant as Grant] ?? grant).join(comma);
};

export const exportRecords =
  (store: Store, exporter: Exporter, kind: RecordKind) =>
  async (
    { format, ...filter }: ListInput & { readonly format: ExportFormat },
    call: Call,
  ): Promise<Result<Download, Refusal>> => {
    const reader = store.read(call.scope);
    const language = call.locale === 'en' ? 'en' : 'zh';
    const columns = COLUMNS[kind].map(
      ([zh, en, width, value]): ExportColumn<Row> => ({
        heading: language === 'en' ? en : zh,
        width,
        value: ({ row, names }) => value(row, names, language),
      }),
    );
    // A search is looked for row by row, so how many there are is known only by going through them.
    let rows = 0;
    for await (const page of recordPages(store, reader, kind, filter)) {
      rows += page.length;
      if (rows > LIMITS.exportRows) break;
    }
    const beside = await besideOf(reader, kind);
    async function* pages(): AsyncGenerator<readonly Row[]> {
      for await (const page of recordPages(store, reader, kind, filter)) {
        const names = { ...beside, sites: await sitesOf(reader, kind, page) };
        const shown = kind === 'member' ? ((await store.vault?.masked(reader, page)) ?? page) : page;
        yield shown.map((row) => ({ row: { ...row, ...named(kind, row, call.locale) }, names }));
      }
    }
    return exporter(call, { of: kind, format, filter, columns, rows, pages });
  };

async function besideOf(reader: Reader, kind: RecordKind): Promise<Omit<Names, 'sites'>> {
  const wanted = kind === 'member' || kind === 'department';
  const departments = wanted ? await reader.find(department, { where: {} }) : [];
  const roles = kind === 'member' ? await reader.find(role, { where: {} }) : [];
  return {
    departments: new Map(departments.map(({ id, name }) => [id, name])),
    roles: new Map(roles.map(({ code, name }) => [code, name])),
  };
}

async function sitesOf(reader: Reader, kind: RecordKind, page: readonly AnyRow[]): Promise<Names['sites']> {
  const column = kind === 'site' ? 'parentId' : kind === 'asset' ? 'siteId' : null;
  if (column === null) return new Map();
  const ids = [...new Set(page.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])))];
  if (ids.length === 0) return new Map();
  const rows = await reader.find(site, { where: { id: { in: ids as never[] } }, columns: ['id', 'code', 'path'] });
  return new Map(rows.map(({ id, code, path }) => [id, { code, path }]));
}
