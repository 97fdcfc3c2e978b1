// What there is of a member, wherever it stands: names in older events, what platforms called them, and every number that was ever theirs.
import { randomBytes } from 'node:crypto';
import type { AccountId, MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { type ErasingFacts, erasedLogin, NO_NAME } from '@paidan/shared/rules/erasure/erasure';
import type { AnyRecord } from '@paidan/shared/rules/record/state';
import { hashOf } from '../../core/chain';
import { findIn } from '../../store/chunks';
import type { RowOf } from '../../store/columns';
import { account } from '../../store/tables/account';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
import { sealedEvent } from '../../store/tables/sealedEvent';
import { ticket } from '../../store/tables/ticket';
import { vault as vaultTable } from '../../store/tables/vault';
import type { Finder, Reader } from '../../store/unit';
import { collect, standsIn, type Vault } from '../../store/vault';

type EventRow = RowOf<typeof event>;
/** A platform's name of the person, and what stands for it from now on. */
type Alias = { readonly accountId: AccountId; readonly external: string; readonly instead: string };
export type Found = Pick<ErasingFacts, 'numbers' | 'known'> & {
  readonly aliases: readonly Alias[];
  readonly rewritten: readonly { readonly streamId: string; readonly seq: number; readonly data: Json }[];
  readonly redacted: ErasingFacts['redacted'];
  readonly committed: number;
};

const PAGE = 1000;
/** Begins what stands in the place of a platform's name. */
const ERASED = 'erased:';

export async function gather(
  u: Reader,
  vault: Vault | undefined,
  id: MemberId,
  record: AnyRecord,
  reported: boolean,
): Promise<Found> {
  const own = await ownEvents(u, id);
  const aliases = await aliasesOf(u, id);
  const told = [...own.filter(isNamed), ...(await tellingOf(u, aliases))];
  const rewritten = told.map((row) => ({ row, data: without(row, id, aliases) }));
  const numbers = await numbersOf(u, vault, id, reported);
  return {
    aliases,
    numbers,
    committed: await committedTo(u, numbers),
    known: await knownOf(u, vault, own, record),
    rewritten: rewritten.map(({ row: { streamId, seq }, data }) => ({ streamId, seq, data })),
    redacted: rewritten.map(({ row, data }) => {
      const { hash: _h, feedNo: _n, ...said } = row;
      const salted = 'salt' in (row.data as object);
      return { streamId: row.streamId, seq: row.seq, digest: hashOf(u.tenantId, { ...said, data }), salted };
    }),
  };
}

export const ownEvents = (reader: Reader, id: string): Promise<readonly EventRow[]> =>
  reader.find(event, { where: { streamId: id }, order: [['seq', 'asc']] });

/** All that they were ever called, and every number that was ever theirs. */
export async function knownOf(
  reader: Reader,
  vault: Vault | undefined,
  own: readonly EventRow[],
  { id, name, login, phone }: AnyRecord,
): Promise<readonly string[]> {
  const { open } = await ownNumbers(reader, vault, String(id));
  return [name, login, ...own.flatMap(namesIn), ...(isClear(phone) ? [phone] : []), ...open].map(String);
}

type Said = { readonly values?: object; readonly change?: object; readonly external?: unknown };
const NAMES = ['name', 'login'] as const;

/** A number that is kept in the vault is told by its id alone. */
const isClear = (value: unknown): boolean => typeof value === 'string' && !standsIn(value);
const isNamed = ({ data }: EventRow): boolean =>
  [(data as Said).values, (data as Said).change].some(
    (members) => members && (NAMES.some((key) => key in members) || isClear((members as { phone?: unknown }).phone)),
  );

const namesIn = ({ data }: EventRow): readonly string[] =>
  [(data as Said).values, (data as Said).change].flatMap((members) =>
    NAMES.flatMap((key) => (members && key in members ? [String((members as Record<string, unknown>)[key])] : [])),
  );

/** The event's own members, with what stands for a name in place of it, and nothing left to guess it by. */
function without({ data }: EventRow, id: string, aliases: readonly Alias[]): Json {
  const { salt: _, ...said } = data as { readonly [key: string]: Json };
  const instead: Readonly<Record<string, Json>> = { name: NO_NAME, login: erasedLogin(id) };
  const cleared = (members: Json | undefined): Json =>
    Object.fromEntries(
      Object.entries(members as { readonly [key: string]: Json }).map(([key, value]) => {
        // Written before there was a vault.
        if (key === 'phone' && isClear(value)) return [key, null];
        return [key, instead[key] ?? value];
      }),
    );
  return {
    ...said,
    ...('values' in said && { values: cleared(said.values) }),
    ...('change' in said && { change: cleared(said.change) }),
    ...('external' in said && { external: aliases.find((one) => one.external === said.external)?.instead ?? '' }),
  };
}

/** Whatever a platform ever called them, save what it calls somebody else by now; what they are bound to still is theirs. */
async function aliasesOf(u: Reader, id: MemberId): Promise<readonly Alias[]> {
  const aliases: Alias[] = [];
  for (const one of await u.find(account, { where: {}, columns: ['id'] })) {
    const names = new Set<string>();
    for await (const { data } of eventsOf(u, one.id)) {
      const { memberId, external } = data as { readonly memberId?: string; readonly external?: string };
      // What stands for a name is none: another's erasing put it there, and vouches for it.
      if (memberId === id && typeof external === 'string' && !external.startsWith(ERASED)) names.add(external);
    }
    for (const external of names) {
      const holder = await u.one(identity, { accountId: one.id, external });
      if (holder !== undefined && holder.memberId !== id) continue;
      aliases.push({ accountId: one.id, external, instead: `${ERASED}${randomBytes(8).toString('hex')}` });
    }
  }
  return aliases;
}

async function tellingOf(u: Reader, aliases: readonly Alias[]): Promise<readonly EventRow[]> {
  const rows: EventRow[] = [];
  for (const accountId of new Set(aliases.map((one) => one.accountId))) {
    const names = new Set(aliases.filter((one) => one.accountId === accountId).map(({ external }) => external));
    for await (const row of eventsOf(u, accountId)) {
      const { external } = row.data as Said;
      if (typeof external === 'string' && names.has(external)) rows.push(row);
    }
  }
  return rows;
}

async function* eventsOf(u: Reader, streamId: string): AsyncGenerator<EventRow> {
  for (let last = 0; ; ) {
    const where = { streamId, seq: { gt: last } };
    const rows = await u.find(event, { where, order: [['seq', 'asc']], limit: PAGE });
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end.seq;
  }
}

/** Every number that was ever theirs, wherever it stands; but not in what somebody else with the same number told. */
export async function numbersOf(
  u: Finder,
  vault: Vault | undefined,
  id: MemberId,
  reported: boolean,
): Promise<readonly string[]> {
  const { own, open } = await ownNumbers(u, vault, id);
  const values = new Set(own);
  for (const number of vault === undefined ? [] : open) {
    const sharing = await subjectsOf(u, (await vault?.findAll(u, 'member', number)) ?? []);
    const others = new Set([...sharing.values()].filter((one) => one !== id));
    for (const kind of ['ticket', 'held'] as const) {
      const said = await subjectsOf(u, (await vault?.findAll(u, kind, number)) ?? []);
      const reporters = await reportersOf(u, kind, [...said.values()]);
      for (const [value, subject] of said) if (!others.has(reporters.get(subject) ?? '')) values.add(value);
    }
  }
  if (reported) {
    const made = await u.find(ticket, { where: { requesterId: id }, columns: ['id'] });
    const rows = await findIn(
      made.map((row) => row.id as string),
      (some) => u.find(vaultTable, { where: { subject: { in: some }, kind: 'ticket' }, columns: ['id'] }),
    );
    for (const row of rows) values.add(row.id);
  }
  return [...values];
}

/** What is kept about them: by its id, and what of it opens. */
async function ownNumbers(reader: Finder, vault: Vault | undefined, id: string) {
  const rows = await reader.find(vaultTable, { where: { subject: id, kind: 'member' } });
  // What nobody can read any more goes with the row that holds it, but is found nowhere else.
  const legible = rows.filter((row) => vault?.flaw(reader.tenantId, row) === null);
  const open = new Set(vault === undefined ? [] : legible.map((row) => vault.open(reader.tenantId, row)));
  return { own: rows.map((row) => row.id), open: [...open] };
}

async function subjectsOf(u: Finder, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await findIn(ids, (some) =>
    u.find(vaultTable, { where: { id: { in: some } }, columns: ['id', 'subject'] }),
  );
  return new Map(rows.map((row) => [row.id, row.subject]));
}

async function reportersOf(
  u: Finder,
  kind: 'ticket' | 'held',
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // What waits is about whoever reported it.
  if (kind === 'held') return new Map(subjects.map((one) => [one, one]));
  const rows = await findIn(subjects as readonly TicketId[], (some) =>
    u.find(ticket, { where: { id: { in: some } }, columns: ['id', 'requesterId'] }),
  );
  return new Map(rows.map((row) => [row.id, row.requesterId]));
}

/** How many events were written before numbers were sealed and told one of these: their hashes go on committing to it. */
async function committedTo(reader: Reader, numbers: readonly string[]): Promise<number> {
  const gone = new Set(numbers);
  const rows = await findIn(numbers, (some) =>
    reader.find(vaultTable, { where: { id: { in: some } }, columns: ['subject', 'id'] }),
  );
  const streams = [...new Set(rows.map(({ subject }) => subject))];
  const notes = await findIn(streams, (some) => reader.find(sealedEvent, { where: { streamId: { in: some } } }));
  let count = 0;
  for (const { streamId, seq } of notes) {
    const told = new Set<string>();
    collect((await reader.one(event, { streamId, seq }))?.data, told);
    if ([...told].some((id) => gone.has(id))) count += 1;
  }
  return count;
}
