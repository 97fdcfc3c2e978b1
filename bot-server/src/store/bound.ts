// Rows made ready for the database where there is none, as plain data: a thread that makes millions of them hands them to the one
// that writes. They name no organization; the unit that inserts them puts in its own.
import { bind, columnOf, type NewRow, type TenantTable } from './columns';
import type { Stored } from './values';

export type Bound = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Row after row, in the order of the columns. */
  readonly values: Stored[];
};

/** Throws on a value that a column cannot give back equal. */
export function boundRows<T extends TenantTable>(table: T, rows: readonly NewRow<T>[]): Bound {
  const columns = Object.keys(table.columns);
  const values: Stored[] = [];
  for (const row of rows as readonly { readonly [name: string]: unknown }[])
    for (const name of columns) values.push(bind(table, name, row[name]));
  return { table: table.name, columns, count: rows.length, values };
}

/** One column of all rows. */
export function columnIn({ columns, count, values }: Bound, name: string): readonly Stored[] {
  const at = placeOf(columns, name);
  return Array.from({ length: count }, (_, row) => values[row * columns.length + at] ?? null);
}

/** Gives one column of each row what is only known now. */
export function fillIn(table: TenantTable, { columns, count, values }: Bound, name: string, given: readonly unknown[]) {
  const at = placeOf(columns, columnOf(table, name) && name);
  for (let row = 0; row < count; row++) values[row * columns.length + at] = bind(table, name, given[row]);
}

function placeOf(columns: readonly string[], name: string): number {
  const at = columns.indexOf(name);
  if (at === -1) throw new Error(`no column ${name} among ${columns.join(', ')}`);
  return at;
}
