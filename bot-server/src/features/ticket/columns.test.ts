import { HOUR, type Instant } from '@paidan/shared/kernel/time';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { ExportedTicket } from './columns';
import { ticketColumns } from './columns';

const due = Date.UTC(2026, 9, 1, 8) as Instant;
const [before, after] = [(due - HOUR) as Instant, (due + HOUR) as Instant];

/** What the column about the promise says of it. */
function said(locale: 'zh-CN' | 'en', ticket: Partial<Ticket>, now: Instant) {
  const column = ticketColumns(locale, 480, undefined).find(({ heading }) =>
    ['时限', 'Promise'].includes(String(heading)),
  );
  const row = { ticket: { dueAt: due, completedAt: null, endedAt: null, phase: 'active', ...ticket }, now };
  return column?.value(row as ExportedTicket);
}

test.each<[string, Partial<Ticket>, Instant, string | null, string | null]>([
  ['under way', {}, before, '未到期', 'Running'],
  ['under way too long', {}, after, '超时', 'Late'],
  ['completed in time', { phase: 'done', completedAt: before }, after, '按时', 'Kept'],
  ['completed too late', { phase: 'closed', completedAt: after, endedAt: after }, after, '超时', 'Late'],
  ['cancelled in time', { phase: 'cancelled', endedAt: before }, after, null, null],
  ['cancelled too late', { phase: 'cancelled', endedAt: after }, after, null, null],
  ['cancelled after the work', { phase: 'cancelled', completedAt: before, endedAt: after }, after, null, null],
])('a promise, %s', (_name, ticket, now, zh, en) => {
  expect([said('zh-CN', ticket, now), said('en', ticket, now)]).toEqual([zh, en]);
});
