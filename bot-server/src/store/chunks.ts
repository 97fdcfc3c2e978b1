// Conditions take so many values at once.
export const CHUNK = 500;

/** What `read` finds for all of the values, some of them at a time. */
export async function findIn<Value, Row>(
  values: readonly Value[],
  read: (some: readonly Value[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < values.length; from += CHUNK)
    for (const row of await read(values.slice(from, from + CHUNK))) found.push(row);
  return found;
}
