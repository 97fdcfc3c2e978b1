// Writes a ticket: its row under the version it was loaded with, then work items, timers and files by difference.
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import type { TicketCommand } from '@paidan/shared/model/command';
import type { TicketEventBody } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket, WorkItem } from '@paidan/shared/model/ticket';
import { referencesIn } from '@paidan/shared/rules/form/references';
import { type ExpectedTimer, expects } from '@paidan/shared/rules/ticket/expects';
import type { Saved } from '../../core/aggregate';
import { changedColumns, toRow } from '../../lookups/ticketRow';
import { file } from '../../store/tables/file';
import { ticket as ticketTable } from '../../store/tables/ticket';
import { timer } from '../../store/tables/timer';
import { workItem } from '../../store/tables/workItem';
import type { Unit } from '../../store/unit';

export async function saveTicket(
  u: Unit,
  { before, after, events, now }: Saved<TicketCommand, Ticket, TicketEventBody>,
  template: Template,
): Promise<void> {
  await saveRow(u, before, after);
  await saveWork(u, before, after, now);
  for (const event of events) if (event.type === 'ticket.adopted') await handOver(u, after, event);
  await saveTimers(u, before === null ? [] : expects(before, template), expects(after, template), after);
  await bindFiles(u, after, filesIn(events, template));
}

async function saveRow(u: Unit, before: Ticket | null, after: Ticket): Promise<void> {
  if (before === null) return u.insert(ticketTable, [toRow(after)]);
  const where = { id: after.id, version: before.version };
  await u.later.change(ticketTable, where, changedColumns(before, after), 1);
}

async function saveWork(u: Unit, before: Ticket | null, after: Ticket, now: number): Promise<void> {
  const was = new Set((before?.work ?? []).map((item) => item.no));
  const is = new Set(after.work.map((item) => item.no));
  const opened = after.work.filter((item) => !was.has(item.no));
  const closed = [...was].filter((no) => !is.has(no));
  if (closed.length > 0) {
    const where = { ticketId: after.id, no: { in: closed } };
    await u.later.change(workItem, where, { state: 'done', closedAt: now });
  }
  if (opened.length > 0)
    await u.insert(
      workItem,
      opened.map((item) => workRow(item, after)),
    );
}

/** What the guest did stays theirs in the timeline; the rows say who may see it. */
const handOver = (u: Unit, { id }: Ticket, { from, to }: { readonly from: MemberId; readonly to: MemberId }) =>
  u.later.change(workItem, { ticketId: id, handlerId: from }, { handlerId: to });

const workRow = (item: WorkItem, ticket: Ticket) => ({
  ...item,
  ticketId: ticket.id,
  state: 'open' as const,
  dueAt: ticket.dueAt,
  closedAt: null,
});

/** Rows always equal what the state before expected, so the difference needs no look at them. */
async function saveTimers(
  u: Unit,
  was: readonly ExpectedTimer[],
  is: readonly ExpectedTimer[],
  ticket: Ticket,
): Promise<void> {
  // Set anew, whatever became of it before.
  const fresh = { generation: ticket.version, leaseUntil: null, fence: 0, state: 'pending', attempts: 0 } as const;
  const same = (a: ExpectedTimer) => (b: ExpectedTimer) => a.purpose === b.purpose && a.stage === b.stage;
  for (const old of was) {
    const { purpose, stage } = old;
    const now = is.find(same(old));
    if (now === undefined) await u.later.remove(timer, { ticketId: ticket.id, purpose, stage });
    else if (now.dueAt !== old.dueAt) {
      await u.later.change(timer, { ticketId: ticket.id, purpose, stage }, { ...fresh, dueAt: now.dueAt });
    }
  }
  const added = is.filter((candidate) => !was.some(same(candidate)));
  if (added.length === 0) return;
  await u.insert(
    timer,
    added.map((each) => ({ ...each, ...fresh, ticketId: ticket.id })),
  );
}

/** What the events hand over to the ticket. */
export function filesIn(events: readonly TicketEventBody[], template: Template): readonly FileId[] {
  return events.flatMap((event) => {
    const { files, voices } = referencesIn(template.fields, 'values' in event ? event.values : {});
    const said = 'voice' in event && event.voice !== undefined ? [event.voice.file] : [];
    return [...files, ...voices, ...('photos' in event ? event.photos : []), ...said];
  });
}

/** A file belongs to one ticket for good; whoever comes second with it is refused on the next turn. */
async function bindFiles(u: Unit, ticket: Ticket, ids: readonly FileId[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const free = {
    id: { in: wanted },
    any: [{ state: 'loose' as const }, { state: 'bound' as const, streamId: ticket.id }],
  };
  await u.later.change(file, free, { state: 'bound', streamId: ticket.id }, wanted.length);
}
