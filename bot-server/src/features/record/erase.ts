// Takes a member's personal data out for good. First they are retired and their chat accounts unbound, each through its own command; then
// one command writes down who did it, clears the row, and takes names out of what older events said. Their hashes stay, so that all that
// follows them still does; what is left is vouched for by the event of the erasing.
import type { MemberId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { decideMemberErasure, doneBy, isErased, tells } from '@paidan/shared/rules/erasure/erasure';
import type { AnyRecord, MemberErased, RecordEventBody } from '@paidan/shared/rules/record/state';
import { type Aggregate, Conflict } from '../../core/aggregate';
import type { Handlers } from '../../core/call';
import { memberIdOf, type Scope } from '../../core/scope';
import { card } from '../../store/tables/card';
import { consent } from '../../store/tables/consent';
import { delivery } from '../../store/tables/delivery';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
import { session } from '../../store/tables/session';
import { ticket } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import { bury } from '../../store/tombstone';
import type { Reader } from '../../store/unit';
import type { Vault } from '../../store/vault';
import { fromRow, recordAggregate } from './aggregate';
import type { RecordDeps } from './deps';
import { changePicture } from './portrait';
import { inLine } from './queue';
import { changeRow, rowById } from './rows';
import { type Found, gather, knownOf, numbersOf, ownEvents } from './traces';
import { viewsOf } from './view';

type Order = { readonly verb: 'erase'; readonly id: string; readonly reason: string; readonly reported: boolean };
const FEW = 3;
const MOST_COUNTED = 1000;

export function eraseHandlers({
  store,
  execute,
  unbind,
}: Pick<RecordDeps, 'store' | 'execute' | 'unbind'>): Handlers<'member.erase' | 'member.erasing'> {
  return {
    'member.erasing': async ({ id }, { scope }) => {
      const reader = store.read(scope);
      const row = await rowById(reader, 'member', id);
      if (row === undefined) return no(refuse('not_found'));
      const record = fromRow('member', row);
      const far = { version: record.version, retired: record.state === 'retired', erased: isErased(record) };
      const accounts = await reader.count(identity, { memberId: id }, MOST_COUNTED);
      const work = await openWork(reader, id);
      if (far.erased) return ok({ ...far, accounts, work, reported: 0, ...doneBy(id, await toldOf(reader, id)) });
      const own = await gather(reader, store.vault, id, record, false);
      const all = await numbersOf(reader, store.vault, id, true);
      const would = doneBy(id, { type: 'member.erased', reason: '', ...own });
      // To unbind an account is told as well, and what that says is taken out with the rest.
      const events = would.events + accounts;
      return ok({ ...far, accounts, work, reported: all.length - own.numbers.length, ...would, events });
    },

    'member.erase': async ({ id, version, reason, reported }, { scope, key, locale }) => {
      const reader = store.read(scope);
      const row = await rowById(reader, 'member', id);
      if (row === undefined) return no(refuse('not_found'));
      const command: Order = { verb: 'erase', id, reason, reported };
      if (!isErased(row as never)) {
        // Looked at before anything is done, and again when it is.
        if (memberIdOf(scope.actor) === id) return no(refuse('erase_self'));
        if (version !== undefined && version !== row.version) return no(refuse('stale', { version: row.version }));
        const work = await openWork(reader, id);
        if (work !== null) return no(refuse('in_use', { what: work }));
        const known = await knownOf(reader, store.vault, await ownEvents(reader, id), row as never);
        if (tells(reason, known)) return no(refuse('invalid', { where: 'reason' }));
        const left = await leave(row.state === 'active', scope, id);
        if (!left.ok) return left;
      }
      const done = await inLine(store, scope, (within) =>
        execute(eraseAggregate(store.vault), { scope, key, id, command, fingerprint: command, within }),
      );
      // Broken off right after it was written down, the rest of it is done when it is asked for again.
      if (!done.ok && done.refusal.code !== 'erased') return done;
      await store.system.unit((u) => u.remove(session, { tenantId: scope.tenantId, memberId: id }));
      await store.scrub();
      if (!done.ok) return done;
      const after = await rowById(reader, 'member', id);
      const [record] = after === undefined ? [] : await viewsOf(reader, 'member', [after], locale);
      return record === undefined
        ? no(refuse('not_found'))
        : ok({ record, done: doneBy(id, await toldOf(reader, id)) });
    },
  };

  /** From then on nothing is bound to them any more, so what is bound now is all. */
  async function leave(active: boolean, scope: Scope, id: MemberId): Promise<Result<null, ReturnType<typeof refuse>>> {
    if (active) {
      const command = { verb: 'retire', id } as const;
      const retired = await inLine(store, scope, (within) =>
        execute(recordAggregate('member', store.vault), { scope, key: null, id, command, within }),
      );
      // Somebody else was faster.
      if (!retired.ok && retired.refusal.code !== 'already') return retired;
    }
    for (const { accountId, external } of await store.read(scope).find(identity, { where: { memberId: id } })) {
      const done = await unbind(scope, { accountId, external });
      if (!done.ok && done.refusal.code !== 'not_found') return done;
    }
    return ok(null);
  }
}

/** What the erasing wrote down. */
async function toldOf(reader: Reader, id: MemberId): Promise<MemberErased> {
  const row = await reader.one(event, { streamId: id, type: 'member.erased' });
  if (row === undefined) throw new Error('nobody was erased');
  return row.data as MemberErased;
}

function eraseAggregate(vault: Vault | undefined): Aggregate<Order, AnyRecord, RecordEventBody> {
  const { find, evolve } = recordAggregate('member', vault);
  let found: Found | null = null;
  return {
    kind: 'member',
    find,
    evolve,
    prepare: async (u, scope, record, { id, reason, reported }) => {
      if (record === null) return () => no(refuse('not_found'));
      const all = await gather(u, vault, id as MemberId, record, reported);
      found = all;
      const facts = { ...all, self: memberIdOf(scope.actor) === id, work: await openWork(u, id) };
      return () => decideMemberErasure(record, reason, facts);
    },
    save: async (u, { id, before, after, command, now }) => {
      if (found === null || before === null) throw new Error('erased without having been looked at');
      // A number of theirs that somebody was about to write down is there by now, and goes with the rest on the next turn; whoever
      // writes one down from here on does so after the erasing. Looked at last, so that nobody is held up for long.
      const known = new Set(found.numbers);
      const latest = await numbersOf(u.latest, vault, id as MemberId, command.reported);
      if (latest.some((one) => !known.has(one))) throw new Conflict();
      const { hasPassword: _h, id: _i, ...columns } = after;
      await changePicture(u, id, before.pictureId, after.pictureId);
      const row = { ...columns, passwordHash: null, updatedAt: now };
      if ((await changeRow(u, 'member', { id, version: before.version }, row)) !== 1) throw new Conflict();
      await bury(u, found.numbers, id, now);
      for (const { streamId, seq, data } of found.rewritten) await u.change(event, { streamId, seq }, { data });
      for (const { accountId, external, instead } of found.aliases) {
        const where = { accountId, recipient: external };
        await u.change(delivery, where, { recipient: instead, lastError: null });
        await u.change(delivery, { accountId, recipient: instead, state: 'pending' }, { state: 'dropped' });
        await u.change(card, { ...where, memberId: id as MemberId }, { recipient: instead, code: null, state: 'over' });
      }
      await u.remove(consent, { memberId: id as MemberId });
    },
  };
}

/** A few of the tickets that wait for them, by number; null: none. */
async function openWork(reader: Reader, id: string): Promise<string | null> {
  const items = await reader.find(workItem, {
    where: { handlerId: id as MemberId, state: 'open' },
    columns: ['ticketId'],
    limit: FEW + 1,
  });
  if (items.length === 0) return null;
  const rows = await reader.find(ticket, { where: { id: { in: items.map((row) => row.ticketId) } }, columns: ['no'] });
  const numbers = rows.slice(0, FEW).map(({ no }) => `#${no}`);
  return rows.length > FEW ? `${numbers.join(' · ')} …` : numbers.join(' · ');
}
