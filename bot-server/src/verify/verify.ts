// Does the timeline still prove itself? Every chain recomputed, every row held against the fold of its events, every number of
// the feed looked at. What is found is named, not mended.

import type { TenantId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import { GENESIS, hashOf } from '../core/chain';
import { systemScope } from '../core/scope';
import { TABLES as RECORDS } from '../features/record/kinds';
import { sealHash } from '../jobs/sealer';
import type { TenantTable } from '../store/columns';
import { account } from '../store/tables/account';
import { event } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { guestRules } from '../store/tables/guestRules';
import { held } from '../store/tables/held';
import { preference } from '../store/tables/preference';
import { template } from '../store/tables/template';
import { ticket } from '../store/tables/ticket';
import type { Reader, Store } from '../store/unit';
import type { Anchor } from './anchor';
import { type EventRow, foldStream, type KeptRows, loadKept } from './fold';

export type Finding = { readonly streamId: string | null; readonly seq: number | null; readonly what: string };
export type Report = { readonly streams: number; readonly events: number; readonly findings: readonly Finding[] };

const PAGE = 2000;
const ROWS = { ...RECORDS, ticket, template, account, preference, guestRules, held } as const satisfies Record<
  AggregateKind,
  TenantTable
>;

/** `anchors`: of any organization, oldest first. */
export async function verifyTenant(store: Store, tenantId: TenantId, anchors: readonly Anchor[] = []): Promise<Report> {
  const reader = store.read(systemScope(tenantId));
  const findings: Finding[] = [];
  let events = 0;
  let streams = 0;
  const told = new Map<AggregateKind, number>();
  for await (const batch of streamsOf(reader)) {
    const kept = await loadKept(reader, batch);
    for (const rows of batch) {
      streams += 1;
      events += rows.length;
      const kind = rows[0]?.kind;
      if (kind !== undefined) told.set(kind, (told.get(kind) ?? 0) + 1);
      findings.push(...checkChain(tenantId, rows), ...checkFold(rows, kept));
    }
  }
  for (const [kind, table] of Object.entries(ROWS) as [AggregateKind, TenantTable][]) {
    const untold = (await reader.count(table, {}, Number.MAX_SAFE_INTEGER)) - (told.get(kind) ?? 0);
    if (untold > 0) findings.push({ streamId: null, seq: null, what: `${kind}: ${untold} without a timeline` });
  }
  findings.push(
    ...(await checkFeed(
      reader,
      anchors.filter((anchor) => anchor.tenantId === tenantId),
    )),
  );
  return { streams, events, findings };
}

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

function checkChain(tenantId: TenantId, rows: readonly EventRow[]): Finding[] {
  const findings: Finding[] = [];
  let prev = GENESIS;
  for (const [index, row] of rows.entries()) {
    const at = { streamId: row.streamId, seq: row.seq };
    if (row.seq !== index + 1) findings.push({ ...at, what: `event ${index + 1} is missing` });
    if (row.prev !== prev) findings.push({ ...at, what: 'does not follow the event before it' });
    const { hash, feedNo: _, ...said } = row;
    if (hashOf(tenantId, said) !== hash) findings.push({ ...at, what: 'was changed after it was written' });
    prev = hash;
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
    const differing = Object.keys({ ...folded, ...row }).filter(
      (key) => canonical(folded[key] ?? null) !== canonical(row[key] ?? null),
    );
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
async function checkFeed(reader: Reader, anchors: readonly Anchor[]): Promise<Finding[]> {
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
    if (rows.length < PAGE) break;
  }
  const whole = last === head.no && hash === head.hash;
  if (!whole) findings.push({ streamId: null, seq: null, what: `the feed ends at ${last}, its head says ${head.no}` });
  const farthest = anchors.reduce<Anchor | null>((most, one) => (one.no > (most?.no ?? last) ? one : most), null);
  if (farthest !== null) {
    const what = `the feed ends at ${last}, the anchor of ${farthest.at} knows it up to ${farthest.no}`;
    findings.push({ streamId: null, seq: null, what });
  }
  return findings;
}
