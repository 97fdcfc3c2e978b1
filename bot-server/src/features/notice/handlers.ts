// Notices as administrators see them: what went out, what did not and why, and once more.
import type { OutputOf } from '@paidan/shared/contract/index';
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { timing } from '@paidan/shared/rules/notify/timing';
import type { Locale } from '@paidan/shared/text/index';
import type { Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { preferencesOf } from '../../lookups/preferences';
import type { RowOf } from '../../store/columns';
import { account } from '../../store/tables/account';
import { delivery } from '../../store/tables/delivery';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';
import type { NoticeDeps } from './deps';

const PAGE = 50;
type View = OutputOf<'delivery.list'>['items'][number];

export function noticeHandlers(
  deps: Pick<NoticeDeps, 'store' | 'clock' | 'poke'>,
): Handlers<'delivery.list' | 'delivery.resend'> {
  const { store, clock, poke } = deps;
  return {
    'delivery.list': async ({ state, cursor, limit = PAGE }, { scope, locale }) => {
      const after = cursor === undefined ? null : readCursor(cursor, delivery, ['id']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const rows = await reader.find(delivery, {
        where: { ...(state !== undefined && { state }) },
        order: [['id', 'desc']],
        ...(after !== null && { after: after as { id: RowOf<typeof delivery>['id'] } }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const items = await viewsOf(store, reader, page, locale);
      const last = page.at(-1);
      return ok(rows.length > limit && last !== undefined ? { items, next: writeCursor([last.id]) } : { items });
    },
    'delivery.resend': async ({ id }, { scope }) => {
      const changed = await store.unit(scope, async (u) => {
        const row = await u.lock(delivery, { id });
        if (row === undefined) return null;
        if (row.state !== 'buried' && row.state !== 'dropped') return 0;
        const again = {
          state: 'pending',
          attempts: 0,
          availableAt: clock.now(),
          errorCode: null,
          lastError: null,
        } as const;
        return u.change(delivery, { id }, { ...again, leaseUntil: null, fence: row.fence + 1, urgent: true });
      });
      if (changed === null) return no(refuse('not_found'));
      if (changed === 0) return no(refuse('already'));
      poke(scope.tenantId);
      return ok({});
    },
  };
}

async function viewsOf(
  store: NoticeDeps['store'],
  reader: Reader,
  rows: readonly RowOf<typeof delivery>[],
  locale: Locale,
): Promise<View[]> {
  const ticketIds = [...new Set(rows.map(({ streamId }) => streamId))];
  const accountIds = [...new Set(rows.map(({ accountId }) => accountId))];
  const [offset, preference, names, tickets, accounts] = await Promise.all([
    offsetOf(store, reader.tenantId),
    preferencesOf(
      reader,
      rows.flatMap(({ memberId }) => memberId ?? []),
    ),
    namesOf(reader, { members: rows.map(({ memberId }) => memberId), locale }),
    ticketIds.length === 0
      ? []
      : reader.find(ticket, { where: { id: { in: ticketIds } }, columns: ['id', 'no', 'title'] }),
    accountIds.length === 0
      ? []
      : reader.find(account, { where: { id: { in: accountIds } }, columns: ['id', 'name', 'kind'] }),
  ]);
  const ticketOf = (id: TicketId) => tickets.find((one) => one.id === id) ?? { id, no: 0, title: '' };
  // As long as nobody has changed the hours since.
  const isHeld = ({ kind, urgent, memberId, createdAt, availableAt, state, attempts }: RowOf<typeof delivery>) => {
    const then = timing(kind, urgent, preference(memberId), createdAt, offset);
    return state === 'pending' && attempts === 0 && then.send === 'at' && then.held && then.at === availableAt;
  };
  return rows.map((row): View => {
    const connection = accounts.find((one) => one.id === row.accountId);
    return {
      id: row.id,
      ticket: ticketOf(row.streamId),
      kind: row.kind,
      account: { id: row.accountId, name: connection?.name ?? '', kind: connection?.kind ?? 'wecom' },
      member: row.memberId === null ? null : { id: row.memberId, name: names.member(row.memberId) },
      state: row.state,
      attempts: row.attempts,
      availableAt: row.availableAt,
      held: isHeld(row),
      sentAt: row.sentAt,
      error: row.errorCode === null ? null : { code: row.errorCode, message: row.lastError ?? '' },
      createdAt: row.createdAt,
    };
  });
}
