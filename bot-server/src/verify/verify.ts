// Does the timeline still prove itself? Every chain recomputed, every row held against the fold of its events, every number of
// the feed looked at. What is found is named, not mended.

import type { TenantId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import { GENESIS } from '../core/chain';
import { type Scope, systemScope } from '../core/scope';
import { TABLES as RECORDS } from '../features/record/kinds';
import { sealHash } from '../jobs/sealer';
import { makeTemplates, type Templates } from '../lookups/templates';
import type { TenantTable } from '../store/columns';
import { account } from '../store/tables/account';
import { disclosure } from '../store/tables/disclosure';
import { erasure } from '../store/tables/erasure';
import { event } from '../store/tables/event';
import { exportLog } from '../store/tables/exportLog';
import { feedHead } from '../store/tables/feedHead';
import { guestRules } from '../store/tables/guestRules';
import { held } from '../store/tables/held';
import { preference } from '../store/tables/preference';
import { sealedEvent } from '../store/tables/sealedEvent';
import { template } from '../store/tables/template';
import { templateRevision } from '../store/tables/templateRevision';
import { ticket } from '../store/tables/ticket';
import { vault as vaultTable } from '../store/tables/vault';
import type { Reader, Store } from '../store/unit';
import type { Vault } from '../store/vault';
import type { Anchor } from './anchor';
import { checkDerived } from './derived';
import { type EventRow, foldStream, type KeptRows, loadKept } from './fold';
import { checkGuests } from './guests';
import { checkNumbers } from './numbers';
import { derivedWithoutTimeline, withoutTimeline } from './orphans';
import { checkPersonal, checkWaiting, personalOfNobody } from './personal';
import { changedAgain, guessableIn, leftOf, loadRedacted, type RedactedEvents } from './redacted';
import {
  believedIn,
  changedSince,
  committedIn,
  lookAtSealed,
  notedIn,
  type SealedLook,
  sealedOfNothing,
} from './sealed';

export type Finding = { readonly streamId: string | null; readonly seq: number | null; readonly what: string };
export type Report = {
  readonly streams: number;
  readonly events: number;
  /** The first `most` of what was found; `found`: how many there are. */
  readonly findings: readonly Finding[];
  readonly found: number;
  /** Notes that could not be checked, for there is no key: with one of them forged, nothing would be found. */
  readonly unproven: number;
  /** Events that something was taken out of, and whose hashes would still confirm whoever guesses what; `perhaps`: it is not known. */
  readonly guessable: { readonly surely: number; readonly perhaps: number };
};
/** What is gone through: every timeline, then the line of all events. `all`: about how many events that are. */
export type Progress = { readonly part: 'timelines' | 'line'; readonly done: number; readonly all: number };
export type Options = {
  readonly onProgress?: (progress: Progress) => void;
  /** Findings that are kept: where everything is wrong, memory stays what it is. */
  readonly most?: number;
};

const MOST_KEPT = 1000;

const PAGE = 2000;
const ROWS = {
  ...RECORDS,
  ticket,
  template,
  account,
  preference,
  guestRules,
  held,
  export: exportLog,
  disclosure,
  erasure,
} as const satisfies Record<AggregateKind, TenantTable>;

/**
 * `anchors`: of any organization, oldest first. Servers may be at work meanwhile. Personal values are opened by the store's vault; a
 * store without one has them looked at from outside.
 */
export async function verifyTenant(
  store: Store,
  tenantId: TenantId,
  anchors: readonly Anchor[] = [],
  { onProgress = () => undefined, most = MOST_KEPT }: Options = {},
): Promise<Report> {
  const scope = systemScope(tenantId);
  const reader = store.read(scope);
  const look: Look = { templates: makeTemplates(), vault: store.vault };
  const findings: Finding[] = [];
  let found = 0;
  const note = (more: readonly Finding[]) => {
    found += more.length;
    findings.push(...more.slice(0, Math.max(0, most - findings.length)));
  };
  const redacted = await loadRedacted(reader);
  const all = (await reader.one(feedHead, {}))?.no ?? 0;
  let events = 0;
  let streams = 0;
  let unproven = 0;
  let committed = 0;
  const told = new Map<string, number>();
  const saw = (name: string, count: number) => told.set(name, (told.get(name) ?? 0) + count);
  for await (const batch of streamsOf(reader)) {
    const { wrong, seen, ...doubts } = await checkBatch(reader, look, redacted, batch);
    unproven += doubts.unproven;
    committed += doubts.committed;
    for (const [name, count] of seen) saw(name, count);
    streams += batch.length;
    events += batch.reduce((sum, rows) => sum + rows.length, 0);
    // What was read one after the other may only have been changed in between: looked at anew, all at one moment.
    // After very many that was not so: whoever reads them cannot be helped by one fewer, and each takes a unit.
    for (const [streamId, what] of wrong) note(found < most ? await again(store, scope, look, streamId) : what);
    onProgress({ part: 'timelines', done: events, all });
  }
  for (const [kind, table] of Object.entries(ROWS) as [AggregateKind, TenantTable][]) {
    const untold = await withoutTimeline(reader, table, told.get(kind) ?? 0);
    if (untold > 0) note([{ streamId: null, seq: null, what: `${kind}: ${untold} without a timeline` }]);
  }
  const guests = await checkGuests(reader, store.vault);
  const waiting = await checkWaiting({ ...look, reader, saw });
  const whole = [
    ...(await sealedOfNothing(reader, told.get(sealedEvent.name) ?? 0)),
    // The same again, all at one moment, for what was read in between.
    ...(waiting.length === 0
      ? []
      : await store.unit(scope, (u) => checkWaiting({ ...look, reader: u, saw: () => {} }))),
    ...(guests.length === 0 ? [] : await store.unit(scope, (u) => checkGuests(u, store.vault))),
    ...(await personalOfNobody(reader, told.get(vaultTable.name) ?? 0)),
    ...(await derivedWithoutTimeline(reader, told)),
    ...(await checkNumbers(reader)),
  ];
  note(whole.map((what) => ({ streamId: null, seq: null, what })));
  const mine = anchors.filter((anchor) => anchor.tenantId === tenantId);
  note(await checkFeed(reader, mine, onProgress));
  const { surely, perhaps } = guessableIn(redacted);
  return { streams, events, findings, found, unproven, guessable: { surely: surely + committed, perhaps } };
}

type Look = { readonly templates: Templates; readonly vault: Vault | undefined };

async function again(store: Store, scope: Scope, look: Look, streamId: string): Promise<readonly Finding[]> {
  return store.unit(scope, async (u) => {
    const rows = await u.find(event, { where: { streamId }, order: [['seq', 'asc']] });
    // Somebody may have been erased meanwhile.
    const { wrong } = await checkBatch(u, look, await loadRedacted(u), [rows]);
    return wrong.get(streamId) ?? [];
  });
}

/** `seen`: rows looked at, by table, and timelines, by kind. */
async function checkBatch(
  reader: Reader,
  look: Look,
  redacted: RedactedEvents,
  batch: readonly (readonly EventRow[])[],
) {
  const wrong = new Map<string, Finding[]>();
  const seen = new Map<string, number>();
  const known = batch.filter(([first]) => first !== undefined && Object.hasOwn(ROWS, first.kind));
  const kept = await loadKept(reader, known);
  const derived = await checkDerived(reader, look.templates, known);
  const beside = new Map<string, string[]>([...derived.wrong].map(([id, what]) => [id, [...what]]));
  for (const [name, count] of derived.seen) seen.set(name, count);
  await checkPersonal(
    {
      ...{ ...look, reader },
      say: (id, what) => beside.set(id, [...(beside.get(id) ?? []), what]),
      saw: (name, count) => seen.set(name, (seen.get(name) ?? 0) + count),
    },
    known,
  );
  const sealed = await lookAtSealed(reader, look.vault, batch);
  seen.set(sealedEvent.name, notedIn(batch, sealed));
  for (const rows of batch) {
    const [first] = rows;
    if (first === undefined) continue;
    const { streamId, kind } = first;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (kind === 'template')
      seen.set(templateRevision.name, (seen.get(templateRevision.name) ?? 0) + revisions(kept.get(streamId)));
    const others = (beside.get(streamId) ?? []).map((what) => ({ streamId, seq: null, what }));
    const row = Object.hasOwn(ROWS, kind)
      ? checkFold(rows, kept)
      : [{ streamId, seq: 1, what: `${kind} is no kind of anything` }];
    const found = [...checkChain(reader.tenantId, rows, sealed, redacted), ...row, ...others];
    if (found.length > 0) wrong.set(streamId, found);
  }
  return { wrong, seen, unproven: believedIn(batch, sealed), committed: committedIn(batch, sealed) };
}

const revisions = (row: { readonly [key: string]: Json } | undefined): number =>
  Array.isArray(row?.bodies) ? row.bodies.length : 0;

/** Whole streams, in batches of about a page. */
async function* streamsOf(reader: Reader): AsyncGenerator<readonly (readonly EventRow[])[]> {
  let after: { streamId: string; seq: number } | undefined;
  let open: EventRow[] = [];
  for (;;) {
    const rows = await reader.find(event, {
      where: {},
      order: [
        ['streamId', 'asc'],
        ['seq', 'asc'],
      ],
      ...(after !== undefined && { after }),
      limit: PAGE,
    });
    const batch: EventRow[][] = [];
    for (const row of rows) {
      if (open.length > 0 && open[0]?.streamId !== row.streamId) {
        batch.push(open);
        open = [];
      }
      open.push(row);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) {
      if (open.length > 0) batch.push(open);
      yield batch;
      return;
    }
    yield batch;
    after = { streamId: last.streamId, seq: last.seq };
  }
}

/** What was taken out of an event is told by another one, with the hash of what is left; its own is what the next one follows. */
function checkChain(
  tenantId: TenantId,
  rows: readonly EventRow[],
  sealed: SealedLook,
  redacted: RedactedEvents,
): Finding[] {
  const findings: Finding[] = [];
  let prev = GENESIS;
  for (const [index, row] of rows.entries()) {
    const at = { streamId: row.streamId, seq: row.seq };
    if (row.seq !== index + 1) findings.push({ ...at, what: `event ${index + 1} is missing` });
    if (row.prev !== prev) findings.push({ ...at, what: 'does not follow the event before it' });
    const left = leftOf(redacted, rows[0]?.kind, row);
    const changed = left === null ? changedSince(tenantId, row, sealed) : changedAgain(tenantId, row, left);
    if (changed !== null) findings.push({ ...at, what: changed });
    prev = row.hash;
    if (findings.length > 0) break;
  }
  return findings;
}

/** The row must be what its events fold to, to the last of them: a cut tail shows here. */
function checkFold(rows: readonly EventRow[], kept: KeptRows): Finding[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { streamId } = first;
  const row = kept.get(streamId);
  if (row === undefined) return [{ streamId, seq: null, what: `the ${first.kind} of this timeline is gone` }];
  try {
    const folded = foldStream(first.kind, streamId, rows) as { readonly [key: string]: Json };
    // Older events tell that there is a password, but not which.
    const untold = first.kind === 'member' && !('password' in folded) ? 'password' : null;
    const differing = Object.keys({ ...folded, ...row })
      .filter((key) => key !== untold)
      .filter((key) => canonical(folded[key] ?? null) !== canonical(row[key] ?? null));
    return differing.map((key) => ({
      streamId,
      seq: null,
      what: `${first.kind}.${key} is not what the timeline says`,
    }));
  } catch (error) {
    return [
      { streamId, seq: null, what: `cannot be folded: ${error instanceof Error ? error.message : String(error)}` },
    ];
  }
}

/** Numbers 1, 2, 3 … without a gap, the line's own chain up to its head, and every anchor on its way. */
async function checkFeed(
  reader: Reader,
  anchors: readonly Anchor[],
  onProgress: (progress: Progress) => void,
): Promise<Finding[]> {
  const head = (await reader.one(feedHead, {})) ?? { no: 0, hash: GENESIS };
  const moored = new Map(anchors.map((anchor) => [anchor.no, anchor]));
  const findings: Finding[] = [];
  let last = 0;
  let hash = GENESIS;
  for (;;) {
    const rows = await reader.find(event, {
      where: { feedNo: { gt: last, lte: head.no } },
      order: [['feedNo', 'asc']],
      columns: ['streamId', 'seq', 'hash', 'feedNo'],
      limit: PAGE,
    });
    for (const row of rows) {
      const feedNo = row.feedNo ?? 0;
      const at = { streamId: row.streamId, seq: row.seq };
      if (feedNo !== last + 1)
        return [...findings, { ...at, what: `numbers of the feed are missing before ${feedNo}` }];
      hash = sealHash(hash, [{ feedNo, hash: row.hash }]);
      last = feedNo;
      const anchor = moored.get(feedNo);
      if (anchor !== undefined && anchor.hash !== hash)
        findings.push({ ...at, what: `the feed up to ${feedNo} is not what the anchor of ${anchor.at} says` });
    }
    onProgress({ part: 'line', done: last, all: head.no });
    if (rows.length < PAGE) break;
  }
  const whole = last === head.no && hash === head.hash;
  if (!whole) findings.push({ streamId: null, seq: null, what: `the feed ends at ${last}, its head says ${head.no}` });
  // A head that was set back in every column, or is gone, hides what is numbered after it. One that has moved on meanwhile does not.
  const beyond = await reader.count(event, { feedNo: { gt: head.no } }, 1);
  if (beyond > 0 && ((await reader.one(feedHead, {}))?.no ?? 0) === head.no)
    findings.push({
      streamId: null,
      seq: null,
      what: `the feed goes on beyond ${head.no}, where its head says it ends`,
    });
  const farthest = anchors.reduce<Anchor | null>((most, one) => (one.no > (most?.no ?? last) ? one : most), null);
  if (farthest !== null) {
    const what = `the feed ends at ${last}, the anchor of ${farthest.at} knows it up to ${farthest.no}`;
    findings.push({ streamId: null, seq: null, what });
  }
  return findings;
}
