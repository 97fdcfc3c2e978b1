// Who was shown which number, when and why: the newest first. Never the number itself.
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { Call, Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { namesOf } from '../../lookups/names';
import type { RowOf } from '../../store/columns';
import { disclosure } from '../../store/tables/disclosure';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';

const PAGE = 50;

export function listHandlers(store: Store): Handlers<'disclosure.list'> {
  return {
    'disclosure.list': async ({ ticketId, byId, from, before, cursor, limit = PAGE }, { scope, locale }) => {
      const after = cursor === undefined ? undefined : readCursor(cursor, disclosure, ['at', 'id']);
      if (cursor !== undefined && after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const at = { ...(from !== undefined && { gte: from }), ...(before !== undefined && { lt: before }) };
      const rows = await reader.find(disclosure, {
        where: {
          ...(ticketId !== undefined && { ticketId }),
          ...(byId !== undefined && { byId }),
          ...(Object.keys(at).length > 0 && { at }),
        },
        order: [
          ['at', 'desc'],
          ['id', 'desc'],
        ],
        ...(after !== undefined && { after }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const items = await viewsOf(reader, { scope, locale }, page);
      const last = page.at(-1);
      return ok(
        rows.length > limit && last !== undefined ? { items, next: writeCursor([last.at, last.id]) } : { items },
      );
    },
  };
}

async function viewsOf(
  reader: Reader,
  { scope: { actor }, locale }: Pick<Call, 'scope' | 'locale'>,
  rows: readonly RowOf<typeof disclosure>[],
) {
  const ids = [...new Set(rows.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))];
  const columns = ['id', 'no', 'title', 'people', 'pools'] as const;
  const [names, tickets] = await Promise.all([
    namesOf(reader, { members: rows.flatMap(({ byId, memberId }) => [byId, memberId]), locale }),
    ids.length === 0 ? [] : reader.find(ticket, { where: { id: { in: ids } }, columns }),
  ]);
  const named = (id: RowOf<typeof disclosure>['byId']) => (id === null ? null : { id, name: names.member(id) });
  // Whoever may not see a ticket is not told what it is about.
  const about = new Map(tickets.filter((row) => canSee(actor, row)).map((row) => [row.id, row]));
  const ticketOf = (id: TicketId | null) => {
    const row = id === null ? undefined : about.get(id);
    return row === undefined ? null : { id: row.id, no: row.no, title: row.title };
  };
  return rows.map(({ id, at, byId, of, memberId, ticketId, reason }) => ({
    ...{ id: id as never, at, of, reason },
    by: named(byId),
    member: named(memberId),
    ticket: ticketOf(ticketId),
  }));
}
