// Is everything that was acknowledged there, whole, and once? Holds the ledger against the database and names what is wrong.

import { createHash } from 'node:crypto';
import { groupBy } from '@paidan/shared/kernel/group';
import { TIMER_LEASE } from '../../src/jobs/timers';
import { LEASE, MAX_ATTEMPTS } from '../../src/outbox/dispatcher';
import { commandKey } from '../../src/store/tables/commandKey';
import { delivery } from '../../src/store/tables/delivery';
import { event } from '../../src/store/tables/event';
import { file } from '../../src/store/tables/file';
import { outbox } from '../../src/store/tables/outbox';
import { ticket } from '../../src/store/tables/ticket';
import { timer } from '../../src/store/tables/timer';
import type { Store } from '../../src/store/unit';
import { topicsOf } from '../../src/wiring';
import { type Entry, of } from './ledger';
import type { Site } from './load';

/** Of the notices' claims; milliseconds. */
const NOTICE_LEASE = 90_000;

/** Of a file, as its uploader gets it. */
export type Download = (fileId: string) => Promise<{ readonly status: number; readonly bytes: Buffer }>;

/** `entries`: those of the ledger that are looked at now. */
export async function findings(
  site: Site,
  store: Store,
  download: Download,
  entries: readonly Entry[],
): Promise<readonly string[]> {
  const { reader } = site.mine;
  const found: string[] = [...site.ledger.wrong];
  const done = entries.filter(({ state }) => state === 'done');
  found.push(...entries.filter(({ state }) => state === 'unknown').map(({ key }) => `${key}: never answered`));

  const tickets = await reader.find(ticket, { where: {}, columns: ['id', 'no', 'title', 'version'] });
  const byId = new Map(tickets.map((row) => [row.id as string, row]));
  const byTitle = groupBy(tickets, ({ title }) => title);
  const byNo = groupBy(tickets, ({ no }) => String(no));
  for (const [no, rows] of byNo) if (rows.length > 1) found.push(`number ${no}: given ${rows.length} times`);
  for (const { title, answer } of of(done, 'create')) {
    const rows = byTitle.get(title) ?? [];
    if (rows.length !== 1) found.push(`ticket "${title}": there ${rows.length} times`);
    else if (rows[0]?.id !== answer?.id || rows[0]?.no !== answer?.no) found.push(`ticket "${title}": another one`);
  }

  const keys = new Map(
    (
      await inParts(
        done.map(({ key }) => key),
        (key) => reader.find(commandKey, { where: { key: { in: key } } }),
      )
    ).map((row) => [row.key, row]),
  );
  const streams = [...new Set([...keys.values()].map(({ streamId }) => streamId))];
  const events = groupBy(
    await inParts(streams, (ids) => reader.find(event, { where: { streamId: { in: ids } } })),
    ({ streamId }) => streamId,
  );
  const rows = groupBy(
    await inParts(streams, (ids) => reader.find(outbox, { where: { streamId: { in: ids } } })),
    ({ streamId, seq, topic }) => `${streamId} ${seq} ${topic}`,
  );
  for (const entry of done) {
    const kept = keys.get(entry.key);
    if (kept === undefined) {
      found.push(`${entry.kind} ${entry.key}: its key is not remembered`);
      continue;
    }
    if (entry.kind === 'upload') continue;
    const line = events.get(kept.streamId) ?? [];
    const its = line.filter(({ seq }) => seq >= kept.fromSeq && seq <= kept.toSeq);
    if (its.length !== kept.toSeq - kept.fromSeq + 1)
      found.push(`${entry.kind} ${entry.key}: its timeline is not whole`);
    for (const topic of new Set(its.flatMap(({ type }) => topicsOf(type)))) {
      const count = rows.get(`${kept.streamId} ${kept.toSeq} ${topic}`)?.length ?? 0;
      if (count !== 1) found.push(`${entry.kind} ${entry.key}: ${count} rows ${topic} in the outbox`);
    }
  }
  for (const [streamId, line] of events) {
    const row = byId.get(streamId);
    if (row !== undefined && row.version !== line.length) found.push(`ticket #${row.no}: a timeline of ${line.length}`);
  }
  const said = (ticketId: string, text: string) =>
    (events.get(ticketId) ?? []).filter(({ data }) => (data as { readonly text?: unknown }).text === text).length;
  for (const { ticketId, text } of of(done, 'comment')) {
    if (said(ticketId, text) !== 1) found.push(`"${text}": said ${said(ticketId, text)} times`);
  }
  found.push(...(await acceptFindings(site, events)));
  found.push(...(await fileFindings(site, download, done)));
  found.push(...(await queueFindings(store)));
  return found;
}

type Events = ReadonlyMap<string, readonly { readonly type: string; readonly byId: string | null }[]>;

/** One winner each, and the one who was told so. */
async function acceptFindings({ mine, ledger }: Site, events: Events): Promise<string[]> {
  const found: string[] = [];
  const told = new Map<string, string[]>();
  for (const { ticketId, login } of of(ledger.entries, 'accept').filter(({ state }) => state === 'done')) {
    told.set(ticketId, [...(told.get(ticketId) ?? []), mine.member(login)]);
  }
  for (const { login, no } of ledger.pressed) {
    const row = await mine.reader.one(ticket, { no });
    if (row === undefined) found.push(`#${no}: ${login} accepted it on a card, and it is not there`);
    else told.set(row.id, [...(told.get(row.id) ?? []), mine.member(login)]);
  }
  for (const [ticketId, winners] of told) {
    const line =
      events.get(ticketId) ??
      (await mine.reader.find(event, { where: { streamId: ticketId, type: 'ticket.accepted' } }));
    const accepted = line.filter(({ type }) => type === 'ticket.accepted').map(({ byId }) => byId);
    if (winners.length !== 1 || accepted.length !== 1 || accepted[0] !== winners[0]) {
      found.push(`${ticketId}: accepted by ${accepted.join()}, and ${winners.join()} were told so`);
    }
  }
  return found;
}

async function fileFindings({ mine }: Site, download: Download, done: readonly Entry[]): Promise<string[]> {
  const found: string[] = [];
  for (const { key, answer } of of(done, 'upload')) {
    const row = answer && (await mine.reader.one(file, { id: answer.id }));
    if (row === undefined || row.state === 'gone') {
      found.push(`upload ${key}: its row is not there`);
      continue;
    }
    const { status, bytes } = await download(row.id);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (status !== 200 || sha256 !== row.sha256) found.push(`upload ${key}: ${status}, not what was kept`);
  }
  return found;
}

/** Nothing is held longer than a lease from now, and nothing was given up. */
async function queueFindings({ system, now }: Store): Promise<string[]> {
  const found: string[] = [];
  const [rows, notices, timers] = [
    await system.read.find(outbox, { where: { state: { in: ['pending', 'buried'] } } }),
    await system.read.find(delivery, { where: { state: { in: ['pending', 'buried'] } } }),
    await system.read.find(timer, { where: { any: [{ state: 'buried' }, { leaseUntil: { gt: 0 } }] } }),
  ];
  // Asked afterwards: what is claimed between the question and the reading is held from then on.
  const at = await now();
  for (const [name, all, lease] of [
    ['outbox', rows, LEASE],
    ['delivery', notices, NOTICE_LEASE],
    [
      'timer',
      timers.map(({ ticketId, purpose, ...row }) => ({ ...row, id: `${purpose} of ${ticketId}` })),
      TIMER_LEASE,
    ],
  ] as const) {
    for (const { id, state, leaseUntil, attempts } of all) {
      if (state === 'buried' || attempts > MAX_ATTEMPTS) found.push(`${name} ${id}: given up, ${state} ${attempts}`);
      if (leaseUntil !== null && leaseUntil > at + lease) found.push(`${name} ${id}: held longer than its lease`);
    }
  }
  return found;
}

const PART = 200;
async function inParts<T, Row>(all: readonly T[], find: (part: T[]) => Promise<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < all.length; at += PART) rows.push(...(await find(all.slice(at, at + PART))));
  return rows;
}
