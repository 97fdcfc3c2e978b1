// Rows that a command writes beside its own aggregate's: a ticket's work, timers, files and public link, a template's revisions, whose
// a platform's name is, a site's full name. What should be there follows from the timeline alone.
import { groupBy } from '@paidan/shared/kernel/group';
import type { AccountId, FileId, MemberId, SiteId, TicketId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { AccountEventBody } from '@paidan/shared/rules/account/account';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { expects } from '@paidan/shared/rules/ticket/expects';
import { membersOf } from '../core/waited';
import { pathUnder } from '../features/record/path';
import { filesIn } from '../features/ticket/save';
import type { Templates } from '../lookups/templates';
import type { RowOf } from '../store/columns';
import { file } from '../store/tables/file';
import { guest } from '../store/tables/guest';
import { held } from '../store/tables/held';
import { identity } from '../store/tables/identity';
import { member } from '../store/tables/member';
import { site } from '../store/tables/site';
import { timer } from '../store/tables/timer';
import { track } from '../store/tables/track';
import { workItem } from '../store/tables/workItem';
import type { Reader } from '../store/unit';
import type { EventRow } from './fold';

type Rows = readonly EventRow[];
/** What is wrong with one timeline's rows, in words; and how many rows of each table were looked at, to tell those of nobody. */
export type Derived = {
  readonly wrong: ReadonlyMap<string, readonly string[]>;
  readonly seen: ReadonlyMap<string, number>;
};

export async function checkDerived(reader: Reader, templates: Templates, batch: readonly Rows[]): Promise<Derived> {
  const wrong = new Map<string, string[]>();
  const seen = new Map<string, number>();
  const say = (id: string, what: string) => wrong.set(id, [...(wrong.get(id) ?? []), what]);
  const look = { reader, say, saw: (name: string, count: number) => seen.set(name, (seen.get(name) ?? 0) + count) };
  const streams = batch.filter((rows) => rows.length > 0);
  const of = (kind: AggregateKind) => streams.filter(([first]) => first?.kind === kind);
  await checkTickets(look, templates, of('ticket'));
  await checkTracks(look, streams);
  await checkIdentities(look, of('account'));
  await checkPortraits(look, of('member'));
  await checkPaths(reader, say, of('site'));
  return { wrong, seen };
}

type Look = {
  readonly reader: Reader;
  readonly say: (streamId: string, what: string) => void;
  readonly saw: (table: string, count: number) => void;
};

async function checkTickets({ reader, say, saw }: Look, templates: Templates, streams: readonly Rows[]): Promise<void> {
  if (streams.length === 0) return;
  const ids = streams.map((rows) => idOf(rows) as TicketId);
  const work = await reader.find(workItem, { where: { ticketId: { in: ids } } });
  const timers = await reader.find(timer, { where: { ticketId: { in: ids } } });
  const files = await reader.find(file, {
    where: { streamId: { in: ids }, state: 'bound' },
    columns: ['id', 'streamId'],
  });
  saw(workItem.name, work.length);
  saw(timer.name, timers.length);
  saw(file.name, files.length);
  const [workOf, timersOf, filesOf] = [
    groupBy(work, (row) => row.ticketId),
    groupBy(timers, (row) => row.ticketId),
    groupBy(files, (row) => row.streamId ?? ''),
  ];
  for (const rows of streams) {
    const id = idOf(rows);
    try {
      const told = await lifeOf(reader, templates, id as TicketId, rows);
      for (const what of differing('work item', told.work, workOf.get(id) ?? [], ({ no }) => String(no))) say(id, what);
      for (const what of wrongTimers(told.timers, timersOf.get(id) ?? [], rows.length)) say(id, what);
      const bound = new Set<string>((filesOf.get(id) ?? []).map((row) => row.id));
      for (const one of told.files) if (!bound.has(one)) say(id, `the file ${one} is no longer this ticket’s`);
      const named = JSON.stringify(rows.map((row) => row.data));
      for (const one of bound)
        if (!named.includes(one)) say(id, `the file ${one} is this ticket’s without its timeline`);
    } catch (error) {
      say(id, `cannot be told anew: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

type WorkRow = RowOf<typeof workItem>;
/** `since`: the event from which on it was wanted for this moment. */
type Wanted = { readonly purpose: string; readonly stage: number; readonly dueAt: number; readonly since: number };

async function lifeOf(reader: Reader, templates: Templates, id: TicketId, rows: Rows) {
  const work = new Map<number, WorkRow>();
  let timers: readonly Wanted[] = [];
  let ticket: Ticket | null = null;
  const events = rows.map(
    (row) => ({ type: row.type, ...membersOf(row.data), at: row.at, by: row.byId }) as TicketEvent,
  );
  const [first] = events;
  if (first?.type !== 'ticket.created') throw new Error('it begins with something else');
  const template = await templates.at(reader, first.templateId, first.templateVersion);
  if (template === undefined) throw new Error('its template is gone');
  for (const event of events) {
    const before: Ticket | null = ticket;
    const after: Ticket = evolve(before, id, event);
    ticket = after;
    const is = new Set(after.work.map(({ no }) => no));
    for (const { no } of before?.work ?? []) {
      const row = work.get(no);
      if (row !== undefined && !is.has(no)) work.set(no, { ...row, state: 'done', closedAt: event.at });
    }
    for (const item of after.work) {
      if (work.has(item.no)) continue;
      work.set(item.no, { ...item, ticketId: id, state: 'open', dueAt: after.dueAt, closedAt: null });
    }
    if (event.type === 'ticket.adopted') {
      for (const [no, row] of work) if (row.handlerId === event.from) work.set(no, { ...row, handlerId: event.to });
    }
    const last = timers;
    timers = expects(after, template).map((one): Wanted => {
      const same = last.find((old) => keyOf(old) === keyOf(one) && old.dueAt === one.dueAt);
      return same ?? { ...one, since: after.version };
    });
  }
  return { work: [...work.values()], timers, files: new Set<FileId>(filesIn(events, template)) };
}

const keyOf = ({ purpose, stage }: { readonly purpose: string; readonly stage: number }) => `${purpose} ${stage}`;

/** Who works on a timer just now is no part of the timeline. In which turn it was set is of no consequence, if it was one of its own. */
function wrongTimers(
  wanted: readonly Wanted[],
  rows: readonly RowOf<typeof timer>[],
  version: number,
): readonly string[] {
  const told = wanted.map(({ since: _, ...one }) => one);
  const kept = rows.map(({ purpose, stage, dueAt }) => ({ purpose, stage, dueAt }));
  const turns = rows.flatMap((row) => {
    const since = wanted.find((one) => keyOf(one) === keyOf(row))?.since;
    if (since === undefined || (since <= row.generation && row.generation <= version)) return [];
    return [`timer ${keyOf(row)}: set in a turn that did not want it`];
  });
  return [...differing('timer', told, kept, keyOf), ...turns];
}

/** A link bears the time when the server looked at the clock for it, its event the time of the decision beside it. Milliseconds. */
const ASKED = 60_000;

/** Reports without an account: whose each is, and when it came. The link and the words are known by their hashes alone. */
async function checkTracks({ reader, say, saw }: Look, streams: readonly Rows[]): Promise<void> {
  const first = new Map<string, { readonly id: string; readonly guestId: string | null; readonly at: number }>();
  const [reports, tickets] = [streams.filter((rows) => rows[0]?.kind === 'held'), streams.filter(isTicket)];
  for (const rows of reports) {
    const { report } = (rows[0]?.data ?? {}) as { readonly report?: { ticketId: string; guestId: string } };
    if (report !== undefined)
      first.set(report.ticketId, { id: idOf(rows), guestId: report.guestId, at: rows[0]?.at ?? 0 });
  }
  const released = await waitedFirst(reader, tickets.map(idOf));
  const makers = tickets.flatMap(([row]) => (row?.byId == null ? [] : [row.byId as MemberId]));
  const guests =
    makers.length === 0
      ? []
      : await reader.find(guest, { where: { id: { in: [...new Set(makers)] } }, columns: ['id'] });
  const strangers = new Set<string>(guests.map(({ id }) => id));
  for (const rows of tickets) {
    const [row] = rows;
    if (row === undefined || released.has(row.streamId) || !strangers.has(row.byId ?? '')) continue;
    first.set(row.streamId, { id: row.streamId, guestId: row.byId, at: row.at });
  }
  // Those of tickets that nobody but a member reported are none of theirs: they are looked for, too.
  const ids = [...new Set([...first.keys(), ...tickets.map(idOf).filter((id) => !released.has(id))])] as TicketId[];
  if (ids.length === 0) return;
  const kept = await reader.find(track, { where: { ticketId: { in: ids } }, columns: ['ticketId', 'guestId', 'at'] });
  saw(track.name, kept.length);
  const of = new Map<string, (typeof kept)[number]>(kept.map((row) => [row.ticketId, row]));
  for (const id of ids) {
    const [told, row] = [first.get(id), of.get(id)];
    if (told === undefined && row !== undefined) say(id, 'a public link without a report');
    if (told === undefined) continue;
    if (row === undefined) say(told.id, 'its public link is gone');
    else if (row.guestId !== told.guestId || Math.abs(told.at - row.at) > ASKED)
      say(told.id, 'its public link is not what the timeline says');
  }
}

const isTicket = ([first]: Rows) => first?.kind === 'ticket';

/** Tickets that were held first: their link belongs to that report. */
async function waitedFirst(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await reader.find(held, { where: { ticketId: { in: ids as TicketId[] } }, columns: ['ticketId'] });
  return new Set(rows.map(({ ticketId }) => ticketId));
}

async function checkIdentities({ reader, say, saw }: Look, streams: readonly Rows[]): Promise<void> {
  if (streams.length === 0) return;
  const ids = streams.map((rows) => idOf(rows) as AccountId);
  const kept = groupBy(await reader.find(identity, { where: { accountId: { in: ids } } }), (row) => row.accountId);
  for (const rows of streams) {
    const accountId = idOf(rows) as AccountId;
    const mine = kept.get(accountId) ?? [];
    saw(identity.name, mine.length);
    const told = new Map<string, RowOf<typeof identity>>();
    for (const row of rows) {
      const event = { type: row.type, ...membersOf(row.data) } as unknown as AccountEventBody;
      if (!('external' in event)) continue;
      const { external, memberId } = event;
      const before = told.get(external);
      if (event.type === 'account.unbound') told.delete(external);
      else if (event.type === 'account.left') {
        if (before !== undefined) told.set(external, { ...before, state: 'left', updatedAt: row.at });
      } else {
        const createdAt = before?.createdAt ?? row.at;
        told.set(external, { accountId, external, memberId, state: 'active', createdAt, updatedAt: row.at });
      }
    }
    for (const what of differing('identity', [...told.values()], mine, ({ external }) => external))
      say(accountId, what);
  }
}

async function checkPortraits({ reader, say, saw }: Look, streams: readonly Rows[]): Promise<void> {
  if (streams.length === 0) return;
  const ids = streams.map(idOf);
  const rows = await reader.find(file, {
    where: { streamId: { in: ids }, state: 'bound' },
    columns: ['id', 'streamId'],
  });
  saw(file.name, rows.length);
  const people = await reader.find(member, { where: { id: { in: ids as MemberId[] } }, columns: ['id', 'pictureId'] });
  const of = groupBy(rows, (row) => row.streamId ?? '');
  for (const { id, pictureId } of people) {
    const is = (of.get(id) ?? []).map((row) => row.id as string);
    const should = pictureId === null ? [] : [pictureId as string];
    if (canonical(is) !== canonical(should)) say(id, 'the picture is not this member’s, or is not the only one');
  }
}

async function checkPaths(reader: Reader, say: Look['say'], streams: readonly Rows[]): Promise<void> {
  if (streams.length === 0) return;
  const columns = ['id', 'name', 'parentId', 'path'] as const;
  const ids = streams.map((rows) => idOf(rows) as SiteId);
  const rows = await reader.find(site, { where: { id: { in: ids } }, columns: [...columns] });
  const above = [...new Set(rows.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])))];
  const parents =
    above.length === 0 ? [] : await reader.find(site, { where: { id: { in: above } }, columns: ['id', 'path'] });
  const paths = new Map(parents.map(({ id, path }) => [id, path]));
  for (const { id, name, parentId, path } of rows) {
    const should = parentId === null ? name : pathUnder(paths.get(parentId) ?? '', name);
    if (path !== should) say(id, 'site.path is not the names from the outermost site inwards');
  }
}

function differing<Row extends object>(
  what: string,
  told: readonly Row[],
  kept: readonly Row[],
  keyOf: (row: Row) => string,
): readonly string[] {
  const text = (row: Row) => canonical(JSON.parse(JSON.stringify(row)) as Json);
  const [should, is] = [new Map(told.map((row) => [keyOf(row), row])), new Map(kept.map((row) => [keyOf(row), row]))];
  return [...new Set([...should.keys(), ...is.keys()])].flatMap((key) => {
    const [a, b] = [should.get(key), is.get(key)];
    if (a === undefined) return [`${what} ${key}: nobody asked for it`];
    if (b === undefined) return [`${what} ${key}: is gone`];
    return text(a) === text(b) ? [] : [`${what} ${key}: is not what the timeline says`];
  });
}

const idOf = (rows: Rows): string => rows[0]?.streamId ?? '';
