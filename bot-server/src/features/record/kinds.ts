// What differs between the kinds of records: their tables, the facts that guard them, and what a view adds to a row.
import type { MemberId, SiteId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { RecordKind } from '@paidan/shared/model/records';
import { asset } from '../../store/tables/asset';
import { department } from '../../store/tables/department';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { site } from '../../store/tables/site';

export const TABLES = { member, department, role, site, asset } as const satisfies Record<RecordKind, unknown>;

/** Any record's row, where the code is the same for all kinds. */
export type AnyRow = { readonly [column: string]: Json } & { readonly id: string; readonly version: number };

/** Members that a new record has even when its maker said nothing of them. */
export const BLANK = {
  member: { phone: null, departmentId: null },
  department: { parentId: null },
  role: {},
  site: { parentId: null, lat: null, lng: null, radius: null },
  asset: { siteId: null, category: null, model: null, serial: null },
} as const satisfies Record<RecordKind, { readonly [key: string]: Json }>;

/** What must be the organization's only one. */
export const UNIQUE = {
  member: 'login',
  department: null,
  role: 'code',
  site: 'code',
  asset: 'code',
} as const satisfies Record<RecordKind, string | null>;

/** Members of a record that point to another one. */
export const REFERENCES = {
  member: { departmentId: 'department' },
  department: { parentId: 'department' },
  role: {},
  site: { parentId: 'site' },
  asset: { siteId: 'site' },
} as const satisfies Record<RecordKind, { readonly [key: string]: RecordKind }>;

export type Reference = { readonly kind: RecordKind; readonly id: MemberId | SiteId | string };
