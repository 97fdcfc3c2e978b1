// Running numbers: blocks that follow each other without a hole, and every ticket's number out of one of them. A number that no
// ticket has is explained by the block that it was taken with.
import { numberBlock } from '../store/tables/numberBlock';
import { ticket } from '../store/tables/ticket';
import type { Reader } from '../store/unit';

const PAGE = 1000;

export async function checkNumbers(reader: Reader): Promise<readonly string[]> {
  const found: string[] = [];
  let first: number | undefined;
  let end: number | undefined;
  for (;;) {
    const rows = await reader.find(numberBlock, {
      where: end === undefined ? {} : { first: { gt: end - 1 } },
      order: [['first', 'asc']],
      limit: PAGE,
    });
    for (const row of rows) {
      if (end !== undefined && row.first !== end)
        found.push(`numbers: the block of ${row.first} does not begin at ${end}`);
      first ??= row.first;
      end = row.first + row.size;
    }
    if (rows.length < PAGE) break;
  }
  const outside = { any: [{ no: { lt: first ?? 0 } }, { no: { gte: end ?? 0 } }] };
  const strangers = await reader.count(ticket, outside, Number.MAX_SAFE_INTEGER);
  if (strangers > 0) found.push(`numbers: ${strangers} tickets have one that nobody took`);
  return found;
}
