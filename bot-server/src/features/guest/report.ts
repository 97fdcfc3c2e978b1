// guest.report: limits first, then either a ticket at once, or kept for somebody to look at. Nothing that was sent is thrown away.
import type { OutputOf } from '@paidan/shared/contract/index';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { DAY } from '@paidan/shared/kernel/time';
import type { HoldReason } from '@paidan/shared/kinds';
import type { FormValues } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { placed, publicShape, wordsIn } from '@paidan/shared/rules/guest/form';
import { judge, sameWords } from '@paidan/shared/rules/guest/judge';
import { minutesUntil } from '@paidan/shared/rules/guest/limits';
import { Conflict } from '../../core/aggregate';
import type { Call, Handler } from '../../core/call';
import { newId } from '../../core/ids';
import { principalOf, type Scope } from '../../core/scope';
import { guestRulesOf } from '../../lookups/guestRules';
import { fromRow } from '../../lookups/ticketRow';
import { commandKey } from '../../store/tables/commandKey';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { ticket } from '../../store/tables/ticket';
import { track } from '../../store/tables/track';
import type { Reader, Unit } from '../../store/unit';
import { type CreateCommand, type Created, type GuestDeps, guestIn, type Shape } from './deps';
import { heldAggregate } from './held';
import { findLabel } from './label';
import { take } from './limits';
import { standingOf } from './standing';

/** The same words at the same place from the same device say nothing new within this time; two neighbours may well write the same. */
const REPEATED = DAY;

type Report = OutputOf<'guest.report'>;

export const makeReport =
  (deps: GuestDeps): Handler<'guest.report'> =>
  async ({ label: ref, templateId, values: sent, trap = '', stamp }, call) => {
    const { store, clock, templates, secrets } = deps;
    const { scope, key } = call;
    const me = guestIn(scope);
    if (me === null || me.only !== null) return no(refuse('forbidden'));
    const reader = store.read(scope);
    const label = await findLabel(store, ref);
    if (label === null || label.tenantId !== scope.tenantId) return no(refuse('not_found'));
    const rules = await guestRulesOf(reader);
    if (!rules.on || !rules.templateIds.includes(templateId)) return no(refuse('guest_off'));
    if (label.state !== 'active') return no(refuse('retired'));
    const known = await reader.one(guest, { id: me.id });
    if (known === undefined || known.blockedAt !== null) return no(refuse('guest_blocked'));

    const shape: Shape = (template) => publicShape(template, label.kind, rules.phone);
    const published = await templates.current(reader, templateId);
    const shaped = published === undefined ? null : shape(published);
    if (shaped === null) return no(refuse('guest_off'));
    const values = placed(shaped, sent, label);
    const words = wordsIn(shaped, values);
    const now = clock.now();
    const hash = secrets.hide('words', scope.tenantId, JSON.stringify([label.siteId, label.assetId, sameWords(words)]));
    const before = await seenBefore(reader, scope, key);
    const opened = secrets.opened(stamp);
    const look = {
      words,
      photos: photosIn(shaped, values),
      trap,
      // No stamp of ours: nobody has seen the page.
      took: opened === null ? 0 : now - opened,
      // Forms without words are told apart by nothing: two pictures are not the same report.
      repeated: sameWords(words) !== '' && (await isRepeated(reader, me.id, hash, now)),
    };
    const why = before === null ? judge(look, rules.holds) : before.why;

    const limits = [
      { name: secrets.hide('device', scope.tenantId, me.id), most: rules.limits.device },
      { name: secrets.hide('label', scope.tenantId, `${label.kind} ${label.code}`), most: rules.limits.label },
      { name: secrets.hide('address', scope.tenantId, call.address ?? ''), most: rules.limits.address },
    ];
    const gate = async (u: Unit): Promise<Refusal | null> => {
      // Erased since the session was looked at: the device begins anew, as one that nobody knows.
      if ((await u.one(guest, { id: me.id }))?.erasedAt != null) return refuse('signed_out');
      const until = await take(u, limits, now);
      return until === null ? null : refuse('guest_limit', { minutes: minutesUntil(until, now) });
    };
    const also = async (u: Unit, ticketId: TicketId, created: Created) => {
      // As it is kept with the report: what stands for it, not the number.
      const phone = phoneIn(shaped, created.values) ?? known.phone;
      const link = secrets.hashLink(secrets.link(scope.tenantId, ticketId));
      await u.insert(track, [{ ticketId, guestId: me.id, link, words: hash, at: now, revokedAt: null }]);
      const row = await u.lock(guest, { id: me.id });
      // At this moment: nothing of theirs is kept that the erasing does not know of. The next turn sees it.
      if (row !== undefined && row.erasedAt !== null) throw new Conflict();
      await u.change(guest, { id: me.id }, { reports: (row?.reports ?? 0) + 1, seenAt: now, phone });
    };
    const order: Order = {
      ...{ call, id: newId<'ticket'>(now), why, shape, gate, also },
      command: { type: 'ticket.create', templateId, values },
    };
    return why.length === 0 ? accept(deps, order) : hold(deps, order);
  };

type Order = {
  readonly call: Call;
  readonly id: TicketId;
  readonly command: CreateCommand;
  readonly why: readonly HoldReason[];
  readonly shape: Shape;
  readonly gate: (u: Unit) => Promise<Refusal | null>;
  readonly also: (u: Unit, ticketId: TicketId, created: Created) => Promise<void>;
};

async function accept(
  deps: GuestDeps,
  { call, id, command, shape, gate, also }: Order,
): Promise<Result<Report, Refusal>> {
  const { scope, key } = call;
  const done = await deps.tickets.create({
    ...{ scope: creating(scope), key, id, command, shape, gate },
    also: (u, created) => also(u, id, created),
  });
  if (!done.ok) return done;
  const row = await deps.store.read(scope).one(ticket, { id: done.value.id });
  // A repeat after it was handed to somebody else.
  if (row === undefined || row.requesterId !== guestIn(scope)?.id) return no(refuse('not_found'));
  const { id: ticketId, no: number, title, dueAt, work } = fromRow(row);
  const report = { id: ticketId, no: number, title, dueAt, next: work[0]?.kind ?? null };
  return ok({ outcome: 'accepted', link: deps.secrets.link(scope.tenantId, ticketId), report });
}

async function hold(deps: GuestDeps, order: Order): Promise<Result<Report, Refusal>> {
  const { store, clock, execute, tickets, secrets } = deps;
  const { call, command, why } = order;
  const { scope, key } = call;
  const aggregate = heldAggregate(clock, {
    try: (u, now) => tickets.try(u, { ...order, scope: creating(scope) }, now),
    gate: order.gate,
    also: (u, created) => order.also(u, order.id, created),
    close: tickets.close,
  });
  const me = guestIn(scope);
  if (me === null) return no(refuse('forbidden'));
  const report = {
    ticketId: order.id,
    guestId: me.id,
    templateId: command.templateId,
    siteId: null,
    assetId: null,
    why,
  };
  const done = await execute(aggregate, {
    ...{ scope, key, id: newId<'held'>(clock.now()), fresh: true as const },
    command: { type: 'held.keep', report },
    // What the key is held against is what was sent, whichever way it goes.
    fingerprint: command,
  });
  if (!done.ok) return done;
  const { ticketId } = done.value.state;
  const [standing] = await standingOf(store.read(scope), [{ ticketId }]);
  if (standing === undefined) throw new Error('what was kept is not there');
  return ok({ outcome: 'held', link: secrets.link(scope.tenantId, ticketId), held: standing });
}

/** Whoever reports without an account may do so here, and nowhere else. */
export const creating = (scope: Scope): Scope => ({
  ...scope,
  actor: scope.actor.kind === 'member' ? { ...scope.actor, grants: ['ticket.create'] } : scope.actor,
});

/** The same order again goes the way it went. */
async function seenBefore(
  reader: Reader,
  scope: Scope,
  key: string | null,
): Promise<{ readonly why: readonly HoldReason[] } | null> {
  if (key === null) return null;
  const seen = await reader.one(commandKey, { principal: principalOf(scope.actor), key });
  if (seen === undefined) return null;
  return { why: (await reader.one(held, { id: seen.streamId }))?.why ?? [] };
}

async function isRepeated(reader: Reader, guestId: MemberId, words: string, now: number): Promise<boolean> {
  return (await reader.count(track, { guestId, words, at: { gt: now - REPEATED } }, 1)) > 0;
}

function photosIn({ fields }: Template, values: FormValues): number {
  const given = fields.filter(({ type }) => type === 'photo').map(({ key }) => values[key]);
  return given.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
}

export function phoneIn({ fields, flow }: Template, values: FormValues): string | null {
  const field = fields.find(({ type, node }) => type === 'phone' && node === flow[0]?.id);
  const value = field === undefined ? undefined : values[field.key];
  return typeof value === 'string' && value !== '' ? value : null;
}
