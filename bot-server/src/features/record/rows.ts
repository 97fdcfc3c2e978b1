// Records of any kind in and out of their tables. Inside, kinds differ only by their columns.
import type { RecordKind } from '@paidan/shared/model/records';
import type { TenantTable } from '../../store/columns';
import type { Query, Where } from '../../store/table';
import type { Reader, Unit } from '../../store/unit';
import { type AnyRow, TABLES } from './kinds';

const tableOf = (kind: RecordKind): TenantTable => TABLES[kind];

export async function rowsWhere(
  reader: Reader,
  kind: RecordKind,
  where: { readonly [column: string]: unknown },
  limit: number,
): Promise<readonly AnyRow[]> {
  return findRows(reader, kind, { where: where as Where<TenantTable>, limit });
}

export async function findRows(
  reader: Reader,
  kind: RecordKind,
  query: Query<TenantTable>,
): Promise<readonly AnyRow[]> {
  return (await reader.find(tableOf(kind), query)) as unknown as readonly AnyRow[];
}

export const rowById = async (reader: Reader, kind: RecordKind, id: string): Promise<AnyRow | undefined> =>
  (await rowsWhere(reader, kind, { id }, 1))[0];

export const insertRow = (u: Unit, kind: RecordKind, row: object): Promise<void> =>
  u.insert(tableOf(kind), [row as never]);

export const changeRow = (u: Unit, kind: RecordKind, where: object, patch: object): Promise<number> =>
  u.change(tableOf(kind), where as Where<TenantTable>, patch as never);
