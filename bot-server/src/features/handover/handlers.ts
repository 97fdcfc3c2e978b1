// Open work of people who have left, and handing it over.
import { createHash } from 'node:crypto';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { sayRefusal } from '../../core/say';
import type { Scope } from '../../core/scope';
import { event } from '../../store/tables/event';
import { member } from '../../store/tables/member';
import type { Reader, Store } from '../../store/unit';
import { openTickets } from './open';

/** `ticket.transfer` through the write path. */
export type Transfer = (
  scope: Scope,
  key: string | null,
  order: { readonly ticketId: TicketId; readonly to: MemberId; readonly reason: string },
) => Promise<Result<unknown, Refusal>>;

export type HandoverDeps = { readonly store: Store; readonly transfer: Transfer };

export function handoverHandlers({ store, transfer }: HandoverDeps): Handlers<'handover.list' | 'handover.move'> {
  return {
    'handover.list': async (_, { scope }) => {
      const reader = store.read(scope);
      const gone = await reader.find(member, { where: { state: 'retired' }, columns: ['id', 'name'] });
      const names = new Map(gone.map(({ id, name }) => [id, name]));
      const open = await openTickets(reader, scope.actor, [...names.keys()]);
      const holders = [...new Set(open.map(({ of }) => of))].filter((id) => names.has(id));
      const left = await leftAt(reader, holders);
      const items = holders.map((id) => ({
        member: { id, name: names.get(id) ?? '' },
        leftAt: left.get(id) ?? null,
        tickets: open.filter(({ of }) => of === id).map(({ id: ticketId, no, title }) => ({ id: ticketId, no, title })),
      }));
      return ok({ items });
    },

    'handover.move': async ({ from, to, reason }, { scope, key, locale }) => {
      const reader = store.read(scope);
      const [leaver, heir] = await Promise.all([reader.one(member, { id: from }), reader.one(member, { id: to })]);
      // Whoever is still there hands over by transferring.
      if (leaver === undefined || leaver.state === 'active') return no(refuse('not_found'));
      if (heir === undefined || heir.state !== 'active')
        return no(refuse('unknown_reference', { kind: 'member', id: to }));
      const open = (await openTickets(reader, scope.actor, [from])).filter(({ of }) => of === from);
      const refused: { ticketId: TicketId; no: number; message: string }[] = [];
      for (const { id: ticketId, no } of open) {
        const done = await transfer(scope, keyFor(key, ticketId), { ticketId, to, reason });
        if (done.ok) continue;
        const { message } = await sayRefusal(reader, locale, done.refusal);
        refused.push({ ticketId, no, message });
      }
      return ok({ moved: open.length - refused.length, refused });
    },
  };
}

/** One key per ticket: what was moved before the answer got lost is not moved again. */
const keyFor = (key: string | null, ticketId: TicketId): string | null =>
  key === null ? null : createHash('sha256').update(`handover\n${key}\n${ticketId}`).digest('base64url');

async function leftAt(reader: Reader, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, number>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.find(event, {
    where: { streamId: { in: [...ids] }, kind: 'member', type: 'member.retired' },
    columns: ['streamId', 'seq', 'at'],
    order: [
      ['streamId', 'asc'],
      ['seq', 'asc'],
    ],
  });
  return new Map(rows.map((row) => [row.streamId as MemberId, row.at]));
}
