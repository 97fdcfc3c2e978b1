// Numbers that were written before there was a vault, or past it, go there now: timeline by timeline, each whole in a unit of its own,
// while servers run. Broken off, it is called again: what is sealed already is passed by.
import type { TenantId } from '@paidan/shared/kernel/id';
import { systemScope } from '../core/scope';
import { makeTemplates, type Templates } from '../lookups/templates';
import { findIn } from '../store/chunks';
import { event } from '../store/tables/event';
import { guest } from '../store/tables/guest';
import { held } from '../store/tables/held';
import { member } from '../store/tables/member';
import { tenant } from '../store/tables/tenant';
import { ticket } from '../store/tables/ticket';
import { vault as vaultTable } from '../store/tables/vault';
import type { Reader, Store } from '../store/unit';
import type { Vault } from '../store/vault';
import { hasClear, isClear, makeCloser, sealStream, tellsClear, type Values } from './stream';

/** The tables that it takes numbers out of. */
export const CLEARED = [ticket, member, held, guest, event] as const;

const PAGE = 500;
const MEMBER_KEYS = ['phone'] as const;

/** `rows`: members, tickets, reports that wait and guests; `events`: of their timelines. */
export type Sealed = { readonly rows: number; readonly events: number };
export type SealOptions = {
  /** After each page that was looked through: how many rows so far, and what was sealed. */
  readonly onPage?: (looked: number, sealed: Sealed) => void;
};

export async function sealClear(store: Store, vault: Vault, { onPage = () => {} }: SealOptions = {}): Promise<Sealed> {
  const sum = { rows: 0, events: 0 };
  let looked = 0;
  const count = (page: number, { rows, events }: Sealed) => {
    looked += page;
    sum.rows += rows;
    sum.events += events;
    onPage(looked, { ...sum });
  };
  for (const { id } of await store.system.read.find(tenant, { where: {}, columns: ['id'] })) {
    const look: Look = {
      store,
      vault,
      tenantId: id,
      reader: store.read(systemScope(id)),
      templates: makeTemplates(),
      count,
    };
    // A command that had loaded a row before it was sealed may have written it back as it was: rows are looked at until none is left.
    for (let turn: 'all' | 'rows' = 'all'; ; turn = 'rows') {
      const before = sum.rows;
      await sealMembers(look, turn);
      await sealTickets(look, turn);
      await sealHeld(look);
      await sealGuests(look);
      if (sum.rows === before) break;
    }
  }
  return sum;
}

type Look = {
  readonly store: Store;
  readonly vault: Vault;
  readonly tenantId: TenantId;
  readonly reader: Reader;
  readonly templates: Templates;
  readonly count: (page: number, sealed: Sealed) => void;
};

async function sealMembers({ store, vault, tenantId, reader, count }: Look, turn: 'all' | 'rows'): Promise<void> {
  const columns = ['id', 'phone'] as const;
  for await (const rows of pages((after) => reader.find(member, { where: {}, ...after, columns: [...columns] }))) {
    const telling =
      turn === 'rows'
        ? new Set()
        : await tellingOf(
            reader,
            rows.map(({ id }) => [id, MEMBER_KEYS]),
          );
    let [done, events] = [0, 0];
    for (const { id } of rows.filter((row) => isClear(row.phone) || telling.has(row.id))) {
      events += await store.unit(systemScope(tenantId), async (u) => {
        const row = await u.lock(member, { id });
        const own = { phone: row?.phone ?? null };
        const { events: told, patch } = await sealStream(u, vault, { kind: 'member', subject: id }, MEMBER_KEYS, own);
        if (patch.phone !== undefined) await u.change(member, { id }, patch as { phone: string });
        return told;
      });
      done += 1;
    }
    count(rows.length, { rows: done, events });
  }
}

async function sealTickets(
  { store, vault, tenantId, reader, templates, count }: Look,
  turn: 'all' | 'rows',
): Promise<void> {
  const columns = ['id', 'templateId', 'templateVersion', 'values'] as const;
  for await (const rows of pages((after) => reader.find(ticket, { where: {}, ...after, columns: [...columns] }))) {
    const keys = new Map<string, readonly string[]>();
    for (const row of rows) keys.set(row.id, phonesOf(await templates.at(reader, row.templateId, row.templateVersion)));
    const keysOf = (id: string) => keys.get(id) ?? [];
    const telling = turn === 'rows' ? new Set() : await tellingOf(reader, [...keys]);
    let [done, events] = [0, 0];
    for (const { id } of rows.filter((row) => hasClear(row.values, keysOf(row.id)) || telling.has(row.id))) {
      events += await store.unit(systemScope(tenantId), async (u) => {
        const row = await u.lock(ticket, { id });
        const own = (row?.values ?? {}) as Values;
        const { events: told, patch } = await sealStream(u, vault, { kind: 'ticket', subject: id }, keysOf(id), own);
        if (row !== undefined && Object.keys(patch).length > 0)
          await u.change(ticket, { id }, { values: { ...row.values, ...(patch as typeof row.values) } });
        return told;
      });
      done += 1;
    }
    count(rows.length, { rows: done, events });
  }
}

/** Which form a report was sent with is not kept: a number may stand where any revision of it has one. */
async function sealHeld({ store, vault, tenantId, reader, templates, count }: Look): Promise<void> {
  const known = new Map<string, readonly string[]>();
  for await (const rows of pages((after) => reader.find(held, { where: {}, ...after }))) {
    let done = 0;
    for (const { id, templateId, guestId } of rows) {
      const keys = known.get(templateId) ?? (await everyPhone(templates, reader, templateId));
      known.set(templateId, keys);
      if (!hasClear(rows.find((row) => row.id === id)?.values, keys)) continue;
      await store.unit(systemScope(tenantId), async (u) => {
        const row = await u.lock(held, { id });
        if (row === undefined) return;
        const closer = makeCloser(vault, u, { kind: 'held', subject: guestId });
        const values = closer.closed(row.values as Values, keys, row.at) as typeof row.values;
        if (closer.rows.length === 0) return;
        await u.insert(vaultTable, closer.rows);
        await u.change(held, { id }, { values });
      });
      done += 1;
    }
    count(rows.length, { rows: done, events: 0 });
  }
}

/**
 * A guest's number is that of a report of theirs, and stands for the same. One that no report holds any more was erased with the words
 * of what was spam: it goes, too.
 */
async function sealGuests({ store, vault, tenantId, reader, count }: Look): Promise<void> {
  for await (const rows of pages((after) => reader.find(guest, { where: {}, ...after }))) {
    let done = 0;
    for (const { id, phone } of rows) {
      if (!isClear(phone)) continue;
      const mine = new Set<string>([id]);
      for (const row of await reader.find(ticket, { where: { requesterId: id }, columns: ['id'] })) mine.add(row.id);
      const ids = [...(await vault.findAll(reader, 'ticket', phone)), ...(await vault.findAll(reader, 'held', phone))];
      const kept = await findIn(ids, (some) =>
        reader.find(vaultTable, { where: { id: { in: some } }, columns: ['id', 'subject'] }),
      );
      const own = kept.find(({ subject }) => mine.has(subject))?.id ?? null;
      await store.unit(systemScope(tenantId), (u) => u.change(guest, { id, phone }, { phone: own }));
      done += 1;
    }
    count(rows.length, { rows: done, events: 0 });
  }
}

type Form = { readonly fields: readonly { readonly key: string; readonly type: string }[] };
const phonesOf = (form: Form | undefined): readonly string[] =>
  (form?.fields ?? []).filter(({ type }) => type === 'phone').map(({ key }) => key);

async function everyPhone(templates: Templates, reader: Reader, id: Parameters<Templates['at']>[1]) {
  const keys = new Set<string>();
  for (let revision = 1; ; revision++) {
    const form = await templates.at(reader, id, revision);
    if (form === undefined) return [...keys];
    for (const key of phonesOf(form)) keys.add(key);
  }
}

/** Which of these timelines tell a number as it was written, in whichever event. */
async function tellingOf(
  reader: Reader,
  streams: readonly (readonly [string, readonly string[]])[],
): Promise<ReadonlySet<string>> {
  const keys = new Map(streams.filter(([, own]) => own.length > 0));
  const telling = new Set<string>();
  if (keys.size === 0) return telling;
  const where = { streamId: { in: [...keys.keys()] } };
  for (const row of await reader.find(event, { where, columns: ['streamId', 'data'] }))
    if (tellsClear(row, keys.get(row.streamId) ?? [])) telling.add(row.streamId);
  return telling;
}

type After<Of> = { readonly order: [['id', 'asc']]; readonly limit: number; readonly after?: { readonly id: Of } };

/** Page by page along the id. */
async function* pages<Id extends string, Row extends { readonly id: Id }>(
  read: (after: After<Id>) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let last: Id | undefined; ; ) {
    const after = last === undefined ? {} : { after: { id: last } };
    const rows = await read({ order: [['id', 'asc']], limit: PAGE, ...after });
    yield rows;
    last = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}
