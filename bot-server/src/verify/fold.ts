// What the rows of any kind of aggregate should be by their events, in one comparable form.

import type { TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { Held } from '@paidan/shared/model/guest';
import type { RecordKind } from '@paidan/shared/model/records';
import { type AccountEventBody, type AccountState, evolveAccount } from '@paidan/shared/rules/account/account';
import { type Disclosure, evolveDisclosure } from '@paidan/shared/rules/disclosure/disclosure';
import { type Erasure, evolveErasure, isErased, NAME_BEFORE, NO_NAME } from '@paidan/shared/rules/erasure/erasure';
import { type ExportEvent, type ExportState, evolveExport } from '@paidan/shared/rules/export/log';
import { evolveHeld, type HeldEvent } from '@paidan/shared/rules/guest/held';
import { evolveGuestRules, type GuestRulesEventBody, type GuestRulesState } from '@paidan/shared/rules/guest/rules';
import {
  evolvePreference,
  type PreferenceEventBody,
  type PreferenceState,
} from '@paidan/shared/rules/notify/preference';
import { evolveRecord } from '@paidan/shared/rules/record/evolve';
import type { AnyRecord, RecordEventBody, TemplateEventBody, TemplateState } from '@paidan/shared/rules/record/state';
import { evolveTemplate } from '@paidan/shared/rules/record/template';
import { fold } from '@paidan/shared/rules/ticket/evolve';
import { membersOf } from '../core/waited';
import { passwordDigest, fromRow as recordFromRow } from '../features/record/aggregate';
import { findRows } from '../features/record/rows';
import { fromRow as ticketFromRow, toRow } from '../lookups/ticketRow';
import type { RowOf } from '../store/columns';
import { account } from '../store/tables/account';
import { disclosure } from '../store/tables/disclosure';
import { erasure } from '../store/tables/erasure';
import type { event } from '../store/tables/event';
import { exportLog } from '../store/tables/exportLog';
import { guestRules } from '../store/tables/guestRules';
import { held } from '../store/tables/held';
import { preference } from '../store/tables/preference';
import { template } from '../store/tables/template';
import { templateRevision } from '../store/tables/templateRevision';
import { ticket } from '../store/tables/ticket';
import type { Reader } from '../store/unit';

export type EventRow = RowOf<typeof event>;
/** The rows that are there, by id. */
export type KeptRows = ReadonlyMap<string, { readonly [key: string]: Json }>;

/** What the row should say. Tickets and held reports keep their own times; of every other kind the timeline's own are meant. */
export function foldStream(kind: AggregateKind, id: string, rows: readonly EventRow[]): unknown {
  const state = stateOf(kind, id, rows);
  if (state === null || kind === 'ticket' || kind === 'held' || kind === 'disclosure' || kind === 'erasure')
    return state;
  const [createdAt, updatedAt] = [rows[0]?.at ?? null, rows.at(-1)?.at ?? null];
  if (kind === 'member') {
    const lasting = rows.some(({ type }) => type === 'member.erased') ? [] : rows;
    const set = lasting.filter(({ type }) => type === 'member.passwordSet').at(-1)?.data as
      | { digest?: string }
      | undefined;
    return { ...state, createdAt, updatedAt, ...(set?.digest !== undefined && { password: set.digest }) };
  }
  return kind === 'preference' || kind === 'guestRules' ? { ...state, updatedAt } : { ...state, createdAt, updatedAt };
}

function stateOf(kind: AggregateKind, id: string, rows: readonly EventRow[]): object | null {
  const events = rows.map((row) => ({
    type: row.type,
    ...membersOf(row.data),
    at: row.at,
    by: row.byId,
  }));
  if (kind === 'ticket') {
    const told = fold(id as TicketId, events as unknown as TicketEvent[]);
    return told === null ? null : toRow(told);
  }
  if (kind === 'template') {
    type Dated = TemplateEventBody & { at: number };
    const dated = events as unknown as Dated[];
    const start: TemplateState | null = null;
    const state = dated.reduce<TemplateState | null>((last, one) => evolveTemplate(last, id as never, one), start);
    const bodies = dated.flatMap((one) => ('body' in one ? [{ body: one.body, publishedAt: one.at }] : []));
    return { ...state, bodies: bodies.map((one, index) => ({ ...one, revision: index + 1 })) };
  }
  if (kind === 'account') {
    const start: AccountState | null = null;
    const told = events as unknown as AccountEventBody[];
    const state = told.reduce<AccountState | null>((last, one) => evolveAccount(last, id, one), start);
    // Which secrets are there is known only to whoever can open them.
    return { ...state, has: undefined };
  }
  if (kind === 'preference') {
    const start: PreferenceState | null = null;
    const told = events as unknown as PreferenceEventBody[];
    return told.reduce<PreferenceState | null>((last, one) => evolvePreference(last, id, one), start);
  }
  if (kind === 'guestRules') {
    const start: GuestRulesState | null = null;
    const told = events as unknown as GuestRulesEventBody[];
    return told.reduce<GuestRulesState | null>((last, one) => evolveGuestRules(last, id, one), start);
  }
  if (kind === 'disclosure') {
    const told = events as unknown as Parameters<typeof evolveDisclosure>[1][];
    return told.reduce<Disclosure | null>((_, one) => evolveDisclosure(id, one), null);
  }
  if (kind === 'erasure') {
    const told = events as unknown as Parameters<typeof evolveErasure>[1][];
    return told.reduce<Erasure | null>((_, one) => evolveErasure(id, one), null);
  }
  if (kind === 'held') {
    const start: Held | null = null;
    return (events as unknown as HeldEvent[]).reduce<Held | null>((last, one) => evolveHeld(last, id, one), start);
  }
  if (kind === 'export') {
    const start: ExportState | null = null;
    const told = events as unknown as ExportEvent[];
    return told.reduce<ExportState | null>((last, one) => evolveExport(last, id, one), start);
  }
  return (events as unknown as RecordEventBody[]).reduce<AnyRecord | null>(
    (state, one) => evolveRecord(state, id, one),
    null,
  );
}

export async function loadKept(reader: Reader, batch: readonly (readonly EventRow[])[]): Promise<KeptRows> {
  const kept = new Map<string, { readonly [key: string]: Json }>();
  const ids = new Map<AggregateKind, string[]>();
  for (const [first] of batch) {
    if (first !== undefined) ids.set(first.kind, [...(ids.get(first.kind) ?? []), first.streamId]);
  }
  for (const [kind, wanted] of ids) {
    const where = { id: { in: wanted as never[] } };
    if (kind === 'ticket') {
      for (const row of await reader.find(ticket, { where })) {
        kept.set(row.id, plain({ ...ticketFromRow(row), createdDay: row.createdDay }));
      }
    } else if (kind === 'template') {
      const bodies = await bodiesOf(reader, wanted as TemplateId[]);
      for (const row of await reader.find(template, { where }))
        kept.set(row.id, plain({ ...row, bodies: bodies(row.id) }));
    } else if (kind === 'account') {
      for (const { secrets: _, ...row } of await reader.find(account, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'preference') {
      for (const row of await reader.find(preference, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'guestRules') {
      for (const row of await reader.find(guestRules, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'disclosure') {
      for (const row of await reader.find(disclosure, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'erasure') {
      for (const row of await reader.find(erasure, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'held') {
      for (const { title: _t, values: _v, ...row } of await reader.find(held, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'export') {
      for (const row of await reader.find(exportLog, { where })) kept.set(row.id, plain(row));
    } else {
      for (const row of await findRows(reader, kind as RecordKind, { where } as never)) {
        const { createdAt, updatedAt, passwordHash } = row;
        const password = typeof passwordHash === 'string' ? { password: passwordDigest(passwordHash) } : {};
        const record = recordFromRow(kind as RecordKind, row);
        const name = isErased(record) && record.name === NAME_BEFORE ? { name: NO_NAME } : {};
        kept.set(row.id, plain({ ...record, ...name, createdAt, updatedAt, ...password }));
      }
    }
  }
  return kept;
}

/** What each revision says, the first one first. */
async function bodiesOf(reader: Reader, ids: readonly TemplateId[]) {
  const rows = await reader.find(templateRevision, {
    where: { templateId: { in: [...ids] } },
    order: [['revision', 'asc']],
  });
  return (id: TemplateId) => rows.filter((row) => row.templateId === id).map(({ templateId: _, ...row }) => row);
}

const plain = (row: object) => JSON.parse(JSON.stringify(row)) as { readonly [key: string]: Json };
