// What waits, for whoever decides on it: released to be tickets, marked as spam, and the mark taken back; many at once.
import type { HeldOutcomes, HeldView } from '@paidan/shared/contract/guest';
import type { MemberId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { HeldStep } from '@paidan/shared/kinds';
import type { VoiceNote } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { referencesIn } from '@paidan/shared/rules/form/references';
import { publicShape, wordsIn } from '@paidan/shared/rules/guest/form';
import type { HeldCommand } from '@paidan/shared/rules/guest/held';
import { guestName } from '@paidan/shared/text/guestName';
import type { Locale } from '@paidan/shared/text/index';
import type { Call, Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { sayPlain } from '../../core/say';
import type { Scope } from '../../core/scope';
import { namesOf } from '../../lookups/names';
import { findIn } from '../../store/chunks';
import type { RowOf } from '../../store/columns';
import { event } from '../../store/tables/event';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';
import type { GuestDeps } from './deps';
import { heldAggregate } from './held';
import { numberOf } from './number';

type Row = RowOf<typeof held>;
const PAGE = 50;
const CAP = 1000;

export function spamHandlers(deps: GuestDeps): Handlers<'held.list' | 'held.release' | 'held.spam' | 'held.restore'> {
  const { store, clock } = deps;
  const aggregate = heldAggregate(clock);

  const decide = async (scope: Scope, id: string, command: Exclude<HeldCommand, { type: 'held.keep' }>) =>
    deps.execute(aggregate, { scope, key: null, id, command });

  /** The ticket first: what breaks off in between is found by its id and finished by the next try. */
  async function release(scope: Scope, row: Row): Promise<Result<unknown, Refusal>> {
    if (row.state !== 'held') return row.state === 'released' ? ok(null) : no(refuse('already'));
    const { ticketId, guestId, templateId, values, assetId } = row;
    const actor = { kind: 'member', id: guestId, roles: [], grants: ['ticket.create'], guest: { only: null } } as const;
    const isThere = async (reader: Reader) => (await reader.one(ticket, { id: ticketId })) !== undefined;
    if (!(await isThere(store.read(scope)))) {
      const made = await deps.tickets.create({
        scope: { ...scope, actor: { ...actor, grants: [...actor.grants] }, channel: 'miniapp' },
        ...{
          key: null,
          id: ticketId,
          command: { type: 'ticket.create', templateId, values: await deps.tickets.open(scope, templateId, values) },
        },
        // Whatever has been asked for since, this was right when it was sent.
        shape: (template) => publicShape(template, assetId === null ? 's' : 'a', 'optional'),
        // Whoever marks it at this moment waits here, or has been first.
        gate: async (u) => {
          const now = await u.lock(held, { id: row.id });
          return now?.state === 'held' && !(await isThere(u)) ? null : refuse('already');
        },
        also: async () => {},
      });
      if (!made.ok && !(made.refusal.code === 'already' && (await isThere(store.read(scope))))) return made;
    }
    const done = await decide(scope, row.id, { type: 'held.release' });
    return done.ok || done.refusal.code === 'already' ? ok(null) : done;
  }

  async function each(
    { scope, locale }: Call,
    ids: readonly string[],
    act: (row: Row) => Promise<Result<unknown, Refusal>>,
  ): Promise<HeldOutcomes> {
    const items: HeldOutcomes['items'] = [];
    for (const id of [...new Set(ids)]) {
      const row = await store.read(scope).one(held, { id });
      const done = row === undefined ? no(refuse('not_found')) : await act(row);
      const made = row === undefined ? undefined : await store.read(scope).one(ticket, { id: row.ticketId });
      const message = done.ok ? null : sayPlain(locale, done.refusal).message;
      items.push({ id: id as never, done: done.ok, no: made?.no ?? null, message });
    }
    return { items };
  }

  return {
    'held.list': async ({ state = 'held', cursor, limit = PAGE }, { scope, locale }) => {
      const after = cursor === undefined ? null : readCursor(cursor, held, ['id']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const [rows, waiting] = await Promise.all([
        reader.find(held, {
          where: { state },
          order: [['id', 'desc']],
          limit: limit + 1,
          ...(after !== null && { after }),
        }),
        reader.count(held, { state: 'held' }, CAP),
      ]);
      const page = rows.slice(0, limit);
      const items = await heldViews(deps, reader, page, locale);
      const last = page.at(-1);
      return ok({
        items,
        waiting,
        ...(rows.length > limit && last !== undefined && { next: writeCursor([last.id]) }),
      });
    },
    'held.release': async ({ ids }, call) => ok(await each(call, ids, (row) => release(call.scope, row))),
    'held.spam': async ({ ids, block = false }, call) =>
      ok(await each(call, ids, ({ id }) => decide(call.scope, id, { type: 'held.spam', ...(block && { block }) }))),
    'held.restore': async ({ ids }, call) =>
      ok(await each(call, ids, ({ id }) => decide(call.scope, id, { type: 'held.restore' }))),
  };
}

const voicesIn = ({ fields }: Template, values: Row['values']): VoiceNote[] =>
  fields.flatMap(({ type, key }) => {
    const value = values[key];
    return type === 'voice' && typeof value === 'object' && 'file' in value ? [value] : [];
  });

/** What was decided, after they had been kept: the first first. */
const stepsOf = (reader: Reader, ids: readonly string[]) =>
  findIn(ids, (some) =>
    reader.find(event, {
      where: { streamId: { in: some }, seq: { gt: 1 } },
      order: [
        ['streamId', 'asc'],
        ['seq', 'asc'],
      ],
      columns: ['streamId', 'type', 'at', 'byId'],
    }),
  );

export async function heldViews(
  { templates }: Pick<GuestDeps, 'templates'>,
  reader: Reader,
  rows: readonly Row[],
  locale: Locale,
): Promise<HeldView[]> {
  const guestIds = [...new Set(rows.map(({ guestId }) => guestId))];
  const ticketIds = rows.map(({ ticketId }) => ticketId);
  const steps = await stepsOf(
    reader,
    rows.map(({ id }) => id),
  );
  const [names, guests, tickets] = await Promise.all([
    namesOf(reader, {
      members: [...rows.map(({ decidedBy }) => decidedBy), ...steps.map(({ byId }) => byId as MemberId | null)],
      locale,
      sites: rows.map(({ siteId }) => siteId),
      assets: rows.map(({ assetId }) => assetId),
    }),
    guestIds.length === 0 ? [] : reader.find(guest, { where: { id: { in: guestIds } } }),
    ticketIds.length === 0 ? [] : reader.find(ticket, { where: { id: { in: ticketIds } }, columns: ['id', 'no'] }),
  ]);
  return Promise.all(
    rows.map(async (row): Promise<HeldView> => {
      const { id, state, at, why, templateId, siteId, assetId, values, title, decidedAt, decidedBy } = row;
      const template = await templates.current(reader, templateId);
      const who = guests.find((one) => one.id === row.guestId);
      const made = tickets.find((one) => one.id === row.ticketId);
      return {
        id: id as never,
        ...{ state, at, why: [...why] },
        template: { id: templateId, name: { ...(template?.name ?? { zh: title, en: title }) } },
        site: siteId === null ? null : { id: siteId, name: names.site(siteId) },
        asset: assetId === null ? null : { id: assetId, name: names.asset(assetId) },
        words: template === undefined ? [title] : [...wordsIn(template, values)],
        photos: template === undefined ? [] : [...referencesIn(template.fields, values).files],
        voices: template === undefined ? [] : voicesIn(template, values),
        phone: numberOf(template, values, who),
        guest: {
          id: row.guestId,
          name: who === undefined ? row.guestId : guestName(who, locale),
          blocked: (who?.blockedAt ?? null) !== null,
          reports: who?.reports ?? 0,
        },
        decided:
          decidedAt === null
            ? null
            : { at: decidedAt, by: decidedBy === null ? null : { id: decidedBy, name: names.member(decidedBy) } },
        history: steps
          .filter(({ streamId }) => streamId === id)
          .map(({ type, at, byId }) => ({
            what: type.slice('held.'.length) as HeldStep,
            at,
            by: byId === null ? null : { id: byId as MemberId, name: names.member(byId as MemberId) },
          })),
        ticket: made === undefined ? null : { id: made.id, no: made.no },
      };
    }),
  );
}
