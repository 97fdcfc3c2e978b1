// People, departments, roles, sites and assets: the same verbs for each.
import { z } from 'zod';
import type { Id } from '../kernel/id';
import { AGGREGATES, CHANNELS, type Grant } from '../kinds';
import { anyJson, id, instant, line, version } from '../model/base';
import { changes, creates, type RecordKind, views } from '../model/records';
import { type Download, type Endpoint, endpoint } from './endpoint';
import { asFile, exported } from './export';
import { page, paging } from './paging';

const text = line(100).optional();
/** Retired ones are left out unless asked for. */
const retired = z.boolean().optional();
const filters = {
  member: z.strictObject({
    text,
    role: line(40).optional(),
    departmentId: id<'department'>().optional(),
    retired,
    ...paging,
  }),
  department: z.strictObject({ retired, ...paging }),
  role: z.strictObject({ retired, ...paging }),
  /** `parentId: null` asks for the outermost ones; left out, for all. */
  site: z.strictObject({ text, parentId: id<'site'>().nullable().optional(), retired, ...paging }),
  asset: z.strictObject({ text, siteId: id<'site'>().optional(), retired, ...paging }),
} as const;

const whole = { cursor: true, limit: true } as const;
const wholeLists = {
  member: filters.member.omit(whole).extend(asFile),
  department: filters.department.omit(whole).extend(asFile),
  role: filters.role.omit(whole).extend(asFile),
  site: filters.site.omit(whole).extend(asFile),
  asset: filters.asset.omit(whole).extend(asFile),
} as const;

const NAMES = {
  member: { zh: '成员', en: 'member' },
  department: { zh: '部门', en: 'department' },
  role: { zh: '角色', en: 'role' },
  site: { zh: '位置', en: 'site' },
  asset: { zh: '设备', en: 'asset' },
} as const;

/** Sites and assets are read by whoever reports; the list of people is not for everybody. */
const READS = {
  member: 'member.read',
  department: 'member.read',
  role: 'member.read',
  site: undefined,
  asset: undefined,
} as const;
export const MANAGES = {
  member: 'member.manage',
  department: 'member.manage',
  role: 'member.manage',
  site: 'site.manage',
  asset: 'asset.manage',
} as const satisfies Record<RecordKind, Grant>;

function endpointsOf<Kind extends RecordKind>(kind: Kind) {
  const name = NAMES[kind];
  const one = z.strictObject({ id: id<Kind>() });
  const answer = z.strictObject({ record: views[kind] });
  const read = READS[kind];
  const asRead = { kind: 'read', auth: 'member', ...(read !== undefined && { grant: read }) } as const;
  const asCommand = { kind: 'command', auth: 'member', grant: MANAGES[kind] } as const;
  return {
    [`${kind}.list`]: endpoint({
      input: filters[kind],
      output: page(views[kind]),
      ...asRead,
      summary: { zh: `${name.zh}列表`, en: `List ${name.en}s` },
    }),
    [`${kind}.export`]: endpoint({
      input: wholeLists[kind],
      ...exported,
      ...(read !== undefined && { grant: read }),
      summary: { zh: `导出${name.zh}`, en: `${name.en[0]?.toUpperCase()}${name.en.slice(1)}s as a file` },
    }),
    [`${kind}.get`]: endpoint({
      input: one,
      output: answer,
      ...asRead,
      summary: { zh: `查看${name.zh}`, en: `One ${name.en}` },
    }),
    [`${kind}.create`]: endpoint({
      input: creates[kind],
      output: answer,
      ...asCommand,
      summary: { zh: `新建${name.zh}`, en: `Create a ${name.en}` },
    }),
    [`${kind}.change`]: endpoint({
      input: z.strictObject({ id: id<Kind>(), version: version.optional(), change: changes[kind] }),
      output: answer,
      ...asCommand,
      summary: { zh: `修改${name.zh}`, en: `Change a ${name.en}` },
    }),
    [`${kind}.retire`]: endpoint({
      input: z.strictObject({ id: id<Kind>(), version: version.optional() }),
      output: answer,
      ...asCommand,
      summary: { zh: `停用${name.zh}`, en: `Retire a ${name.en}` },
    }),
    [`${kind}.restore`]: endpoint({
      input: z.strictObject({ id: id<Kind>(), version: version.optional() }),
      output: answer,
      ...asCommand,
      summary: { zh: `恢复${name.zh}`, en: `Bring a ${name.en} back` },
    }),
  } as unknown as RecordEndpoints<Kind>;
}

type Views = typeof views;
type Answer<Kind extends RecordKind> = z.ZodType<{ record: z.infer<Views[Kind]> }>;
type PageOf<Kind extends RecordKind> = z.ZodType<{ items: z.infer<Views[Kind]>[]; next?: string | undefined }>;
type One<Kind extends RecordKind> = { id: Id<Kind> };
type Seen<Kind extends RecordKind> = One<Kind> & { version?: number | undefined };
type Takes<T> = z.ZodType<T, T>;
type RecordEndpoints<Kind extends RecordKind> = {
  readonly [Name in `${Kind}.list`]: Endpoint<(typeof filters)[Kind], PageOf<Kind>>;
} & { readonly [Name in `${Kind}.export`]: Endpoint<(typeof wholeLists)[Kind], z.ZodType<Download>> } & {
  readonly [Name in `${Kind}.get`]: Endpoint<Takes<One<Kind>>, Answer<Kind>>;
} & {
  readonly [Name in `${Kind}.create`]: Endpoint<(typeof creates)[Kind], Answer<Kind>>;
} & {
  readonly [Name in `${Kind}.change`]: Endpoint<
    Takes<Seen<Kind> & { change: z.infer<(typeof changes)[Kind]> }>,
    Answer<Kind>
  >;
} & { readonly [Name in `${Kind}.${'retire' | 'restore'}`]: Endpoint<Takes<Seen<Kind>>, Answer<Kind>> };

const importResult = z.strictObject({
  rows: z.int(),
  created: z.int(),
  changed: z.int(),
  /** Row numbers count as the spreadsheet does, the heading being 1. With any problem, nothing is written. */
  problems: z.array(z.strictObject({ row: z.int(), column: z.string().nullable(), message: z.string() })),
});
export type ImportResult = z.infer<typeof importResult>;
const imported = (kind: 'member' | 'site') =>
  endpoint({
    /** `dryRun` only checks. */
    input: z.strictObject({ dryRun: z.stringbool().optional() }),
    output: importResult,
    kind: 'command',
    auth: 'member',
    grant: MANAGES[kind],
    upload: true,
    summary: { zh: `导入${NAMES[kind].zh}`, en: `Import ${NAMES[kind].en}s from a spreadsheet (xlsx or csv)` },
  });

export const historyItem = z.strictObject({
  seq: z.int(),
  type: z.string(),
  at: instant,
  by: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  channel: z.enum(CHANNELS),
  data: z.record(z.string(), anyJson),
});

export const records = {
  ...endpointsOf('member'),
  ...endpointsOf('department'),
  ...endpointsOf('role'),
  ...endpointsOf('site'),
  ...endpointsOf('asset'),
  'member.import': imported('member'),
  'site.import': imported('site'),
  'record.history': endpoint({
    input: z.strictObject({ kind: z.enum(AGGREGATES).exclude(['ticket']), id: id<'record'>() }),
    output: z.strictObject({ items: z.array(historyItem) }),
    kind: 'read',
    auth: 'member',
    grant: 'member.read',
    summary: { zh: '变更记录', en: 'Who changed a record, and what' },
  }),
} as const;
