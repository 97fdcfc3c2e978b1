// What the rows of any kind of aggregate should be by their events, in one comparable form.

import type { TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { Held } from '@paidan/shared/model/guest';
import type { RecordKind } from '@paidan/shared/model/records';
import { type AccountEventBody, type AccountState, evolveAccount } from '@paidan/shared/rules/account/account';
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
import { fromRow as recordFromRow } from '../features/record/aggregate';
import { findRows } from '../features/record/rows';
import { fromRow as ticketFromRow, toRow } from '../lookups/ticketRow';
import type { RowOf } from '../store/columns';
import { account } from '../store/tables/account';
import type { event } from '../store/tables/event';
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

export function foldStream(kind: AggregateKind, id: string, rows: readonly EventRow[]): unknown {
  const events = rows.map((row) => ({
    type: row.type,
    ...(row.data as object),
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
    const bodies = dated.flatMap((one) => ('body' in one ? [one.body] : []));
    return { ...state, bodies };
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
  if (kind === 'held') {
    const start: Held | null = null;
    return (events as unknown as HeldEvent[]).reduce<Held | null>((last, one) => evolveHeld(last, id, one), start);
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
      for (const { createdAt: _c, updatedAt: _u, ...row } of await reader.find(template, { where }))
        kept.set(row.id, plain({ ...row, bodies: bodies(row.id) }));
    } else if (kind === 'account') {
      for (const { secrets: _s, createdAt: _c, updatedAt: _u, ...row } of await reader.find(account, { where }))
        kept.set(row.id, plain(row));
    } else if (kind === 'preference') {
      for (const { updatedAt: _, ...row } of await reader.find(preference, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'guestRules') {
      for (const { updatedAt: _, ...row } of await reader.find(guestRules, { where })) kept.set(row.id, plain(row));
    } else if (kind === 'held') {
      for (const { title: _t, values: _v, ...row } of await reader.find(held, { where })) kept.set(row.id, plain(row));
    } else {
      for (const row of await findRows(reader, kind as RecordKind, { where } as never)) {
        kept.set(row.id, plain(recordFromRow(kind as RecordKind, row)));
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
  return (id: TemplateId) => rows.filter((row) => row.templateId === id).map((row) => row.body);
}

const plain = (row: object) => JSON.parse(JSON.stringify(row)) as { readonly [key: string]: Json };
