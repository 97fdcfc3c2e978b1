// Writes a ticket: its row under the version it was loaded with, then work items, timers and files by difference.
import type { FileId } from '@paidan/shared/kernel/id';
import type { TicketCommand } from '@paidan/shared/model/command';
import type { TicketEventBody } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket, WorkItem } from '@paidan/shared/model/ticket';
import { referencesIn } from '@paidan/shared/rules/form/references';
import { type ExpectedTimer, expects } from '@paidan/shared/rules/ticket/expects';
import { Conflict, type Saved } from '../../core/aggregate';
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
  await saveTimers(u, before === null ? [] : expects(before, template), expects(after, template), after);
  await bindFiles(u, after, filesIn(events, template));
}

async function saveRow(u: Unit, before: Ticket | null, after: Ticket): Promise<void> {
  if (before === null) return u.insert(ticketTable, [toRow(after)]);
  const where = { id: after.id, version: before.version };
  if ((await u.change(ticketTable, where, changedColumns(before, after))) !== 1) throw new Conflict();
}

async function saveWork(u: Unit, before: Ticket | null, after: Ticket, now: number): Promise<void> {
  const was = new Set((before?.work ?? []).map((item) => item.no));
  const is = new Set(after.work.map((item) => item.no));
  const opened = after.work.filter((item) => !was.has(item.no));
  const closed = [...was].filter((no) => !is.has(no));
  if (closed.length > 0) {
    const where = { ticketId: after.id, no: { in: closed } };
    await u.change(workItem, where, { state: 'done', closedAt: now });
  }
  if (opened.length > 0)
    await u.insert(
      workItem,
      opened.map((item) => workRow(item, after)),
    );
}

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
  const same = (a: ExpectedTimer) => (b: ExpectedTimer) => a.purpose === b.purpose && a.stage === b.stage;
  for (const old of was) {
    const { purpose, stage } = old;
    const now = is.find(same(old));
    if (now === undefined) await u.remove(timer, { ticketId: ticket.id, purpose, stage });
    else if (now.dueAt !== old.dueAt) {
      const fresh = { dueAt: now.dueAt, generation: ticket.version, leaseUntil: null };
      await u.change(timer, { ticketId: ticket.id, purpose, stage }, fresh);
    }
  }
  const added = is.filter((candidate) => !was.some(same(candidate)));
  if (added.length === 0) return;
  const idle = { ticketId: ticket.id, generation: ticket.version, leaseUntil: null, fence: 0 };
  await u.insert(
    timer,
    added.map((each) => ({ ...each, ...idle })),
  );
}

function filesIn(events: readonly TicketEventBody[], template: Template): readonly FileId[] {
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
  await u.change(file, { id: { in: wanted }, state: 'loose' }, { state: 'bound', streamId: ticket.id });
  const mine = await u.count(file, { id: { in: wanted }, streamId: ticket.id }, wanted.length + 1);
  if (mine !== wanted.length) throw new Conflict();
}
