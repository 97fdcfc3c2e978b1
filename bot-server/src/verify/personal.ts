// Personal values stand in the vault, and rows and timelines hold their ids: each that is named must be there, about what names it,
// and open; each that is there must be named.
import { groupBy } from '@paidan/shared/kernel/group';
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { Templates } from '../lookups/templates';
import type { RowOf } from '../store/columns';
import { event } from '../store/tables/event';
import { guest } from '../store/tables/guest';
import { held } from '../store/tables/held';
import { vault as table } from '../store/tables/vault';
import { tombstone } from '../store/tombstone';
import type { Reader } from '../store/unit';
import { standsIn, type Vault } from '../store/vault';
import type { EventRow } from './fold';

type Row = RowOf<typeof table>;
type Values = { readonly [key: string]: Json };
const PAGE = 500;
/** Timelines that name personal values. */
const TOLD: readonly AggregateKind[] = ['member', 'ticket', 'erasure'];
/** Of them, those that take values out. */
const ERASING: readonly AggregateKind[] = ['member', 'erasure'];

export type PersonalLook = {
  readonly reader: Reader;
  /** Undefined where no key is at hand: what is sealed is not opened. */
  readonly vault: Vault | undefined;
  readonly templates: Templates;
  readonly say: (streamId: string, what: string) => void;
  readonly saw: (table: string, count: number) => void;
};

/** What timelines name. */
export async function checkPersonal(look: PersonalLook, batch: readonly (readonly EventRow[])[]): Promise<void> {
  const { reader, say, saw } = look;
  const streams = batch.filter(([first]) => first !== undefined && TOLD.includes(first.kind));
  if (streams.length === 0) return;
  const subjects = streams.map((rows) => rows[0]?.streamId ?? '');
  const kept = await reader.find(table, {
    where: { subject: { in: subjects }, kind: { not: 'held' } },
    // SQLite, which knows no numbers of rows, would go through all of the organization's for each batch.
    along: ['tenantId', 'subject'],
  });
  saw(table.name, kept.length);
  const of = groupBy(kept, ({ subject }) => subject);
  for (const rows of streams) {
    const { streamId = '', kind = '' } = rows[0] ?? {};
    const mine = of.get(streamId) ?? [];
    const named = namedIn(rows, await keysOf(look, rows));
    const buried = buriedBy(rows);
    const missing = [...named].filter((id) => !mine.some((row) => row.id === id));
    const elsewhere = await thereOf(reader, missing, { kind: 'erased' });
    for (const id of missing) if (!elsewhere.has(id)) say(streamId, `its personal value ${id} is gone`);
    for (const id of buried.keys())
      if (!mine.some((row) => row.id === id && row.kind === 'erased'))
        say(streamId, `the personal value ${id}, which was erased, is there again or has left no trace`);
    for (const row of mine) {
      const flaw =
        row.kind === 'erased'
          ? graveFlaw(row, buried)
          : row.kind !== kind
            ? `is said to be a ${row.kind}’s`
            : flawOf(look, row, named);
      if (flaw !== null) say(streamId, `its personal value ${row.id} ${flaw}`);
    }
  }
}

/** The values that this timeline took out, and when. */
function buriedBy(rows: readonly EventRow[]): ReadonlyMap<string, number> {
  const erasing = rows.filter(({ type }) => type === 'member.erased' || type === 'erasure.made');
  return new Map(
    erasing.flatMap(({ data, at }) => (data as { readonly numbers: readonly string[] }).numbers.map((id) => [id, at])),
  );
}

function graveFlaw({ id, ...row }: Row, buried: ReadonlyMap<string, number>): string | null {
  const at = buried.get(id);
  if (at === undefined) return 'is said to be erased, which nobody did';
  const should: Readonly<Record<string, unknown>> = tombstone(row.subject, at);
  const same = Object.entries(row).every(([column, value]) => should[column] === value);
  return same ? null : 'was erased, but is not empty';
}

const flawOf = ({ vault, reader }: Pick<PersonalLook, 'vault' | 'reader'>, row: Row, named: ReadonlySet<string>) =>
  named.has(row.id) ? (vault?.flaw(reader.tenantId, row) ?? null) : 'is not named by anything';

/** Which members of `values` and `change` are personal, by the form that the ticket was made with. */
async function keysOf({ reader, templates }: PersonalLook, rows: readonly EventRow[]): Promise<readonly string[]> {
  const [first] = rows;
  if (first?.kind !== 'ticket') return ['phone'];
  const { templateId, templateVersion } = first.data as { templateId?: TemplateId; templateVersion?: number };
  // A timeline whose beginning is gone is found by its chain.
  if (templateId === undefined || templateVersion === undefined) return [];
  return phonesOf(await templates.at(reader, templateId, templateVersion));
}

type Form = { readonly fields: readonly { readonly key: string; readonly type: string }[] };
const phonesOf = (form: Form | undefined): readonly string[] =>
  (form?.fields ?? []).filter(({ type }) => type === 'phone').map(({ key }) => key);

function namedIn(rows: readonly EventRow[], keys: readonly string[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { data } of rows) {
    const { values, change } = data as { readonly values?: Values; readonly change?: Values };
    for (const id of [...idsUnder(values, keys), ...idsUnder(change, keys)]) named.add(id);
  }
  return named;
}

const idsUnder = (values: Values | undefined, keys: readonly string[]): readonly string[] =>
  keys.map((key) => (values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined)).filter(standsIn);

/** What reports without an account name, that have no timeline of their own yet. */
export async function checkWaiting(
  look: Pick<PersonalLook, 'reader' | 'vault' | 'templates' | 'saw'>,
): Promise<readonly string[]> {
  const { reader, saw } = look;
  const found: string[] = [];
  let seen = 0;
  for await (const rows of pages((after) => reader.find(table, { ...after, where: { kind: 'held' } }))) {
    seen += rows.length;
    const reports = await reader.find(held, {
      where: { guestId: { in: rows.map(({ subject }) => subject as never) } },
    });
    const named = new Set<string>();
    for (const report of reports) for (const id of await idsOf(look, report)) named.add(`${report.guestId} ${id}`);
    for (const row of rows) {
      const mine = named.has(`${row.subject} ${row.id}`) ? new Set([row.id]) : new Set<string>();
      const flaw = flawOf(look, row, mine);
      if (flaw !== null) found.push(`vault: ${row.id} ${flaw}`);
    }
  }
  saw(table.name, seen);
  for await (const rows of pages((after) => reader.find(held, { ...after, where: {} }))) {
    for (const report of rows) {
      const ids = await idsOf(look, report);
      const there = await thereOf(reader, ids, {
        any: [{ kind: 'held', subject: report.guestId }, { kind: 'erased' }],
      });
      for (const id of ids) if (!there.has(id)) found.push(`held: the personal value ${id} of ${report.id} is gone`);
    }
  }
  for await (const rows of pages((after) => reader.find(guest, { ...after, where: { phone: { not: null } } }))) {
    const ids = rows.map(({ phone }) => phone).filter(standsIn);
    const there = await thereOf(reader, ids, {});
    for (const id of ids) if (!there.has(id)) found.push(`guest: the personal value ${id} is gone`);
  }
  return found;
}

async function thereOf(reader: Reader, ids: readonly string[], about: object): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await reader.find(table, { where: { ...about, id: { in: [...ids] } }, columns: ['id'] });
  return new Set(rows.map(({ id }) => id));
}

/** Which form it was reported with is not kept: a number may stand where any of them has one. */
async function idsOf(
  { reader, templates }: Pick<PersonalLook, 'reader' | 'templates'>,
  { templateId, values }: Pick<RowOf<typeof held>, 'templateId' | 'values'>,
): Promise<readonly string[]> {
  if (!Object.values(values).some(standsIn)) return [];
  const keys = new Set<string>();
  for (let revision = 1; ; revision += 1) {
    const form = await templates.at(reader, templateId, revision);
    if (form === undefined) return idsUnder(values as Values, [...keys]);
    for (const key of phonesOf(form)) keys.add(key);
  }
}

/** Values about nothing that there is: of no timeline, and of no kind that is named otherwise. */
export async function personalOfNobody(reader: Reader, seen: number): Promise<readonly string[]> {
  if ((await reader.count(table, {}, Number.MAX_SAFE_INTEGER)) <= seen) return [];
  let count = 0;
  for await (const rows of pages((after) => reader.find(table, { ...after, where: { kind: { not: 'held' } } }))) {
    const ids = rows.map(({ subject }) => subject);
    const begun = ids.length === 0 ? [] : await reader.find(event, { where: { streamId: { in: ids }, seq: 1 } });
    const known = new Set(
      begun.flatMap(({ kind, streamId }) => [
        ...(TOLD.includes(kind) ? [`${kind} ${streamId}`] : []),
        ...(ERASING.includes(kind) ? [`erased ${streamId}`] : []),
      ]),
    );
    count += rows.filter(({ kind, subject }) => !known.has(`${kind} ${subject}`)).length;
  }
  return count === 0 ? [] : [`vault: ${count} about nothing`];
}

type After = { readonly order: [['id', 'asc']]; readonly limit: number; readonly after?: { readonly id: string } };

/** Page by page along the id. */
async function* pages<Of extends { readonly id: string }>(
  read: (after: After) => Promise<readonly Of[]>,
): AsyncGenerator<readonly Of[]> {
  for (let last: string | undefined; ; ) {
    const rows = await read({
      order: [['id', 'asc']],
      limit: PAGE,
      ...(last !== undefined && { after: { id: last } }),
    });
    yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id;
  }
}
