// Everything that an organization has in the database, to tell whether something has changed.
import { TABLES } from '../../src/store/tables/index';
import type { Reader } from '../../src/store/unit';

/** When a connection was last heard of is no change of anything. */
const ASIDE = ['account_health', 'account_token', 'session'];

/** Sorted: in which order they are read, neither database promises. `aside`: tables that are left out. */
export async function rowsOf(
  reader: Reader,
  aside: readonly string[] = ASIDE,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const all: Record<string, readonly unknown[]> = {};
  for (const table of TABLES) {
    if (!table.scoped || aside.includes(table.name)) continue;
    const rows = await reader.find(table as never, { where: {} as never });
    all[table.name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}
