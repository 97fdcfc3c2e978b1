// People without an account have no timeline: what is known of them is held against what they sent, what was decided about it, and who
// erased them. What nobody else wrote down (their device, what they are called, when they were last seen) cannot be.
import { groupBy } from '@paidan/shared/kernel/group';
import { timeOf } from '@paidan/shared/kernel/id';
import { NAME_BEFORE, NO_NAME } from '@paidan/shared/rules/erasure/erasure';
import { findIn } from '../store/chunks';
import type { RowOf } from '../store/columns';
import { erasure } from '../store/tables/erasure';
import { event } from '../store/tables/event';
import { guest } from '../store/tables/guest';
import { held } from '../store/tables/held';
import { ticket } from '../store/tables/ticket';
import { track } from '../store/tables/track';
import { vault } from '../store/tables/vault';
import type { Reader } from '../store/unit';
import type { Vault } from '../store/vault';

type Row = RowOf<typeof guest>;
const PAGE = 500;

/** What is wrong, in words. Servers may be at work meanwhile: whoever finds something looks again, all at one moment. */
export async function checkGuests(reader: Reader, seal: Vault | undefined): Promise<readonly string[]> {
  const sent = new Map((await reader.tally(track, {}, ['guestId'])).map(({ guestId, n }) => [guestId as string, n]));
  const erased = new Map<string, number>();
  for (const { guestIds, at } of await reader.find(erasure, { where: {}, columns: ['guestIds', 'at'] }))
    for (const id of guestIds) erased.set(id, at);
  const missing = new Set([...sent.keys(), ...erased.keys()]);
  const found: string[] = [];
  for await (const rows of pagesOf(reader)) {
    const phones = await theirs(reader, seal, rows);
    const blocks = await blocksOf(reader, rows);
    for (const row of rows) {
      missing.delete(row.id);
      for (const what of flawsOf(row, sent.get(row.id) ?? 0, erased.get(row.id) ?? null, phones, blocks))
        found.push(`guest: ${row.id} ${what}`);
    }
  }
  for (const id of missing) found.push(`guest: ${id}, who reported something or was erased, is gone`);
  return found;
}

function* flawsOf(
  { id, name, phone, blockedAt, reports, createdAt, erasedAt }: Row,
  sent: number,
  erased: number | null,
  phones: ReadonlySet<string>,
  blocks: Blocks,
): Generator<string> {
  if (createdAt !== timeOf(id)) yield 'was not made when it says';
  if (reports !== sent) yield `says that ${reports} reports were sent, of which there are ${sent}`;
  if (erasedAt !== erased) yield 'was erased at another time than it says, or not at all';
  if (erased !== null && (phone !== null || (name !== NO_NAME && name !== NAME_BEFORE)))
    yield 'was erased, but is not empty';
  const last = blocks.last.get(id);
  // Before blocking had events of its own, it came with a mark of spam, and went with the last of them.
  const isTold =
    last === undefined ? blockedAt === null || blockedAt >= (blocks.spam.get(id) ?? Infinity) : last.at === blockedAt;
  if (!isTold) yield 'is blocked otherwise than was decided';
  if (phone !== null && !phones.has(`${id} ${phone}`)) yield 'has a number that is not of anything they sent';
}

/** `last`: what was decided last about the device, by guest: since when it is blocked. `spam`: since when something of theirs is. */
type Blocks = {
  readonly last: ReadonlyMap<string, { readonly at: number | null }>;
  readonly spam: ReadonlyMap<string, number>;
};

async function blocksOf(reader: Reader, rows: readonly Row[]): Promise<Blocks> {
  const reports = await findIn(
    rows.map(({ id }) => id),
    (some) =>
      reader.find(held, {
        where: { guestId: { in: some } },
        columns: ['id', 'guestId', 'state', 'decidedAt'],
      }),
  );
  const whose = new Map(reports.map(({ id, guestId }) => [id, guestId as string]));
  const told = await findIn([...whose.keys()], (some) =>
    reader.find(event, {
      where: { streamId: { in: some }, type: { in: ['held.blocked', 'held.unblocked'] } },
      columns: ['streamId', 'type', 'at'],
    }),
  );
  const spam = new Map<string, number>();
  for (const { guestId, state, decidedAt } of reports)
    if (state === 'spam') spam.set(guestId, Math.min(spam.get(guestId) ?? Infinity, decidedAt ?? Infinity));
  const last = new Map<string, { readonly at: number | null }>();
  for (const [guestId, theirs] of groupBy(told, ({ streamId }) => whose.get(streamId) ?? ''))
    last.set(guestId, { at: sinceWhen(theirs) });
  return { last, spam };
}

/**
 * Whoever blocks a device or lets it in holds its row, and does neither twice: they take turns, and how many there are of each tells how it
 * ended. Of two reports decided in the same millisecond nothing else tells which came last, for the sealer numbers those by their ids.
 */
function sinceWhen(told: readonly Pick<RowOf<typeof event>, 'type' | 'at'>[]): number | null {
  const blocks = told.filter(({ type }) => type === 'held.blocked').map(({ at }) => at);
  const lets = told.filter(({ type }) => type === 'held.unblocked').map(({ at }) => at);
  // Let in first: blocked before there were events of it.
  const before = Math.min(...lets) < Math.min(...blocks) ? 1 : 0;
  return before + blocks.length > lets.length ? Math.max(...blocks) : null;
}

/** The numbers of what each of them sent, with their id in front: by what stands for them, and as they were written before there was a vault. */
async function theirs(reader: Reader, seal: Vault | undefined, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap(({ id, phone }) => (phone === null ? [] : [id]));
  if (ids.length === 0) return new Set();
  const [tracks, waiting] = await Promise.all([
    reader.find(track, { where: { guestId: { in: ids } }, columns: ['ticketId', 'guestId'] }),
    reader.find(held, { where: { guestId: { in: ids } }, columns: ['guestId', 'values'] }),
  ]);
  const of = new Map<string, string>(ids.map((id) => [id, id]));
  for (const { ticketId, guestId } of tracks) of.set(ticketId, guestId);
  const made = await findIn(
    tracks.map(({ ticketId }) => ticketId),
    (some) => reader.find(ticket, { where: { id: { in: some } }, columns: ['id', 'values'] }),
  );
  const kept = await findIn([...of.keys()], (some) => reader.find(vault, { where: { subject: { in: some } } }));
  return new Set([
    ...kept.flatMap((row) => [row.id, opened(reader, seal, row)].map((said) => `${of.get(row.subject)} ${said}`)),
    ...waiting.flatMap(({ guestId, values }) => Object.values(values).map((said) => `${guestId} ${said}`)),
    ...made.flatMap(({ id, values }) => Object.values(values).map((said) => `${of.get(id)} ${said}`)),
  ]);
}

function opened(reader: Reader, seal: Vault | undefined, row: RowOf<typeof vault>): string {
  try {
    return seal?.open(reader.tenantId, row) ?? '';
  } catch {
    return '';
  }
}

async function* pagesOf(reader: Reader): AsyncGenerator<readonly Row[]> {
  for (let last: Row['id'] | undefined; ; ) {
    const after = last === undefined ? {} : { after: { id: last } };
    const rows = await reader.find(guest, { where: {}, order: [['id', 'asc']], limit: PAGE, ...after });
    yield rows;
    last = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}
