// Events whose telephone numbers were sealed after they were written. Their hashes commit to the numbers: whoever has the key puts the
// numbers back and recomputes the hash; where a number has been erased since, the note of the sealing says what the event is to be. It is
// signed with the key, so that the database alone forges none.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { hashOf } from '../core/chain';
import { sealedEvent } from '../store/tables/sealedEvent';
import { vault as vaultTable } from '../store/tables/vault';
import type { Reader } from '../store/unit';
import { standsIn, type Vault } from '../store/vault';
import type { EventRow } from './fold';

type Note = {
  readonly digest: string;
  /** Null: nobody here has the key, and the note has to be believed. */
  readonly signed: boolean | null;
};
export type SealedLook = {
  /** Notes by event. */
  readonly notes: ReadonlyMap<string, Note>;
  /** The numbers by what stands for them; undefined: there, but nobody here can open it. */
  readonly numbers: ReadonlyMap<string, string | undefined>;
  /** Which of them are gone for good. */
  readonly erased: ReadonlySet<string>;
};

const CHUNK = 500;
const NOTHING: SealedLook = { notes: new Map(), numbers: new Map(), erased: new Set() };
const keyOf = ({ streamId, seq }: Pick<EventRow, 'streamId' | 'seq'>) => `${streamId} ${seq}`;

export async function lookAtSealed(
  reader: Reader,
  vault: Vault | undefined,
  batch: readonly (readonly EventRow[])[],
): Promise<SealedLook> {
  const streams = batch.flatMap(([first]) => (first === undefined ? [] : [first.streamId]));
  const notes = new Map<string, Note>();
  for (const ids of chunks(streams))
    for (const note of await reader.find(sealedEvent, { where: { streamId: { in: ids } } }))
      notes.set(keyOf(note), { digest: note.digest, signed: vault?.signed(reader.tenantId, note) ?? null });
  if (notes.size === 0) return NOTHING;
  const named = new Set<string>();
  for (const row of batch.flat()) if (notes.has(keyOf(row))) collect(row.data, named);
  const numbers = new Map<string, string | undefined>();
  const erased = new Set<string>();
  for (const ids of chunks([...named]))
    for (const row of await reader.find(vaultTable, { where: { id: { in: ids } } })) {
      numbers.set(row.id, opened(reader.tenantId, vault, row));
      if (row.erasedAt !== null) erased.add(row.id);
    }
  return { notes, numbers, erased };
}

function opened(tenantId: TenantId, vault: Vault | undefined, row: Parameters<Vault['open']>[1]): string | undefined {
  try {
    return vault?.open(tenantId, row);
  } catch {
    return undefined;
  }
}

/** What is wrong with the event by itself, in words; null: it says what it said. */
export function changedSince(tenantId: TenantId, row: EventRow, { notes, numbers }: SealedLook): string | null {
  const { hash, feedNo: _, ...said } = row;
  const note = notes.get(keyOf(row));
  const now = hashOf(tenantId, said);
  if (note === undefined) return now === hash ? null : 'was changed after it was written';
  if (now !== note.digest) return 'was changed after its number was sealed';
  if (note.signed === false)
    return 'has a note of its sealing that nobody with a key that is here has made (`keys seal` signs those of before)';
  const ids = new Set<string>();
  collect(said.data, ids);
  // Erased, or nobody has the key here: the note, which was signed, speaks for it.
  if ([...ids].some((id) => numbers.get(id) === undefined)) return null;
  const before = hashOf(tenantId, { ...said, data: replaced(said.data, numbers) });
  return before === hash ? null : 'does not say what it said before its number was sealed';
}

/** Notes about no event that there is. */
export async function sealedOfNothing(reader: Reader, seen: number): Promise<readonly string[]> {
  const all = await reader.count(sealedEvent, {}, Number.MAX_SAFE_INTEGER);
  return all > seen ? [`sealed_event: ${all - seen} about no event`] : [];
}

/** Notes that had to be believed, for want of the key. */
export const believedIn = (batch: readonly (readonly EventRow[])[], { notes }: SealedLook): number =>
  batch.flat().filter((row) => notes.get(keyOf(row))?.signed === null).length;

/** Events whose hash still commits to a number that was erased: whoever has the database may try numbers out on it. */
export const committedIn = (batch: readonly (readonly EventRow[])[], { notes, erased }: SealedLook): number =>
  batch.flat().filter((row) => {
    if (!notes.has(keyOf(row))) return false;
    const ids = new Set<string>();
    collect(row.data, ids);
    return [...ids].some((id) => erased.has(id));
  }).length;

export const notedIn = (batch: readonly (readonly EventRow[])[], { notes }: SealedLook): number =>
  batch.flat().filter((row) => notes.has(keyOf(row))).length;

function collect(value: unknown, ids: Set<string>): void {
  if (standsIn(value)) ids.add(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each, ids);
}

function replaced(value: Json, numbers: ReadonlyMap<string, string | undefined>): Json {
  if (typeof value === 'string') return numbers.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, numbers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each ?? null, numbers)]));
}

function* chunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += CHUNK) yield ids.slice(at, at + CHUNK);
}
