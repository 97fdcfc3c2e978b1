// Open work of people who have left, and handing it over.
import type { OutputOf } from '@paidan/shared/contract/index';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { type Locale, words } from '@paidan/shared/text/index';
import type { Handlers } from '../../core/call';
import type { Clock } from '../../core/clock';
import type { Marks } from '../../core/marks';
import { sayRefusal } from '../../core/say';
import type { Scope } from '../../core/scope';
import { event } from '../../store/tables/event';
import { member } from '../../store/tables/member';
import type { Reader, Store } from '../../store/unit';
import { begin, end, type Moved, movedBy, type Once, onceOf, stageOf } from './once';
import { openTickets } from './open';

/** `ticket.transfer` through the write path. */
export type Transfer = (
  scope: Scope,
  /** A refusal is kept with it. */
  key: { readonly principal: string; readonly key: string } | null,
  order: { readonly ticketId: TicketId; readonly to: MemberId; readonly reason: string },
) => Promise<Result<unknown, Refusal>>;

export type HandoverDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly marks: Marks;
  readonly transfer: Transfer;
};

export function handoverHandlers({
  store,
  clock,
  marks,
  transfer,
}: HandoverDeps): Handlers<'handover.list' | 'handover.move'> {
  return {
    'handover.list': async (_, { scope, locale }) => {
      const reader = store.read(scope);
      const gone = await reader.find(member, { where: { state: 'retired' }, columns: ['id', 'name', 'erasedAt'] });
      const nobody = words(locale).erased;
      const names = new Map(gone.map(({ id, name, erasedAt }) => [id, erasedAt === null ? name : nobody]));
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

    'handover.move': async (order, call) => {
      const { scope, key } = call;
      const once = key === null ? null : onceOf(marks, scope, key, order);
      const reader = store.read(scope);
      const stage = once === null ? 'new' : await stageOf(reader, once);
      if (stage === 'other') return no(refuse('key_reused'));
      if (once !== null && stage === 'done') return ok(await told(reader, call.locale, await movedBy(reader, once)));
      const moved = await move(order, scope, once, stage === 'new');
      return moved.ok ? ok(await told(reader, call.locale, moved.value)) : moved;
    },
  };

  async function move(
    { from, to, reason }: Parameters<Handlers<'handover.move'>['handover.move']>[0],
    scope: Scope,
    once: Once | null,
    isNew: boolean,
  ): Promise<Result<readonly Moved[], Refusal>> {
    const reader = store.read(scope);
    const [leaver, heir] = await Promise.all([reader.one(member, { id: from }), reader.one(member, { id: to })]);
    // Whoever is still there hands over by transferring.
    if (leaver === undefined || leaver.state === 'active') return no(refuse('not_found'));
    if (heir === undefined || heir.state !== 'active')
      return no(refuse('unknown_reference', { kind: 'member', id: to }));
    if (once !== null && isNew) await begin(store, scope, once, clock.now());
    const open = (await openTickets(reader, scope.actor, [from])).filter(({ of }) => of === from);
    const moved: Moved[] = [];
    for (const { id: ticketId, no } of open) {
      const key = once === null ? null : { principal: once.principal, key: ticketId };
      const done = await transfer(scope, key, { ticketId, to, reason });
      moved.push({ ticketId, no, refusal: done.ok ? null : done.refusal });
    }
    if (once === null) return ok(moved);
    await end(store, scope, once);
    // With what was moved before it broke off.
    return ok(await movedBy(reader, once));
  }
}

async function told(reader: Reader, locale: Locale, moved: readonly Moved[]): Promise<OutputOf<'handover.move'>> {
  const refused = [];
  for (const { ticketId, no, refusal } of moved) {
    if (refusal !== null) refused.push({ ticketId, no, message: (await sayRefusal(reader, locale, refusal)).message });
  }
  return { moved: moved.length - refused.length, refused };
}

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
