// Keyset cursors: opaque to callers, a JSON list of the last row's order values inside.
import type { Json } from '@paidan/shared/kernel/json';
import { type ColumnOf, columnOf, type RowOf, type Table } from '../store/columns';
import { toStored } from '../store/values';

export const writeCursor = (values: readonly Json[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values by column, for a query's `after`. Undefined where the cursor is none that these columns could have given. */
export function readCursor<T extends Table, Name extends ColumnOf<T>>(
  cursor: string,
  table: T,
  columns: readonly Name[],
): Pick<RowOf<T>, Name> | undefined {
  const values = parsed(cursor);
  if (!Array.isArray(values) || values.length !== columns.length) return undefined;
  const after: Record<string, string | number> = {};
  for (const [at, name] of columns.entries()) {
    const { kind, size } = columnOf(table, name);
    const value: unknown = values[at];
    if ((typeof value !== 'string' && typeof value !== 'number') || toStored(kind, size, value) === undefined)
      return undefined;
    after[name] = value;
  }
  return after as unknown as Pick<RowOf<T>, Name>;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
