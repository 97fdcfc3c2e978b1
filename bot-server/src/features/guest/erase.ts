// Takes out for good what somebody without an account told: by their record, or by a number, wherever that stands. Reports that wait are
// spam first, through their own command; then one command writes down who did it, and what is gone.
import { randomBytes } from 'node:crypto';
import type { FileId, MemberId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import {
  type Erasure,
  type ErasureEventBody,
  evolveErasure,
  NO_NAME,
  tells,
} from '@paidan/shared/rules/erasure/erasure';
import { again } from '../../core/again';
import { type Aggregate, Conflict } from '../../core/aggregate';
import type { Handlers } from '../../core/call';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import type { Scope } from '../../core/scope';
import { findIn } from '../../store/chunks';
import type { RowOf } from '../../store/columns';
import { erasure } from '../../store/tables/erasure';
import { file } from '../../store/tables/file';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { session } from '../../store/tables/session';
import { ticket } from '../../store/tables/ticket';
import { vault as vaultTable } from '../../store/tables/vault';
import { bury } from '../../store/tombstone';
import type { Finder, Reader, Unit } from '../../store/unit';
import type { Vault } from '../../store/vault';
import type { GuestDeps } from './deps';
import { filesIn, heldAggregate } from './held';

type Order = {
  readonly guestId?: MemberId | undefined;
  readonly phone?: string | undefined;
  readonly reason: string;
};
type HeldRow = RowOf<typeof held>;
type Found = {
  readonly guests: readonly RowOf<typeof guest>[];
  readonly numbers: readonly string[];
  readonly reports: readonly HeldRow[];
};

/** How often reports that came meanwhile are set aside before it gives up. */
const TURNS = 5;

export function eraseHandlers({
  store,
  execute,
  clock,
}: Pick<GuestDeps, 'store' | 'execute' | 'clock'>): Handlers<'reporter.erase'> {
  const { vault } = store;
  return {
    'reporter.erase': async (order, { scope, key }) => {
      if (order.phone !== undefined && tells(order.reason, [order.phone]))
        return no(refuse('invalid', { where: 'reason' }));
      // The number itself stays out of what the key is held against: that is kept for a week.
      const { guestId = null, reason } = order;
      const fingerprint = { guestId, byNumber: order.phone !== undefined, reason };
      const id = newId<'erasure'>(clock.now());
      const whole = { scope, key, id, fresh: true as const, command: order, fingerprint };
      for (let turn = 1; ; turn++) {
        const aside = await setAside(scope, order);
        if (!aside.ok) return aside;
        const done = await standingStill(scope, order, (within) =>
          execute(erasureAggregate(vault), { ...whole, within }),
        );
        // Another report came to wait meanwhile.
        if (!done.ok && done.refusal.code === 'busy' && turn < TURNS) continue;
        if (!done.ok) return done;
        const { guestIds, numbers, reports } = done.value.state;
        // They open nothing any more, since whose they were is erased; nothing of them needs to stay.
        for (const memberId of guestIds)
          await store.system.unit((u) => u.remove(session, { tenantId: scope.tenantId, memberId }));
        await store.scrub();
        return ok({ reporters: guestIds.length, numbers: numbers.length, reports: reports.length });
      }
    },
  };

  /** What waits is spam first, each through its own command. */
  async function setAside(scope: Scope, order: Order): Promise<Result<null, Refusal>> {
    const reader = store.read(scope);
    for (const { id, state, ticketId } of (await gather(reader, vault, order)).reports) {
      if (state !== 'held') continue;
      const decide = (type: 'held.spam' | 'held.release') =>
        execute(heldAggregate(clock), { scope, key: null, id, command: { type } });
      const done = await decide('held.spam');
      if (done.ok) continue;
      if (done.refusal.code !== 'already') return done;
      // Decided on meanwhile; or released, which broke off when the ticket was made.
      if ((await reader.one(ticket, { id: ticketId })) === undefined) continue;
      const ended = await decide('held.release');
      if (!ended.ok && ended.refusal.code !== 'already') return ended;
    }
    return ok(null);
  }

  /**
   * One unit, begun by locking whom it is about: a report of theirs that is under way ends before, or finds them erased. MySQL's
   * snapshot begins with the first plain read, so what is read after the locks is all that they ever sent.
   */
  function standingStill<T>(scope: Scope, order: Order, work: (u: Unit) => Promise<T>): Promise<T> {
    return again(isCollision, async () => {
      const { guests } = await gather(store.read(scope), vault, order);
      const ids = guests.map(({ id }) => id).sort();
      return store.unit(scope, async (u) => {
        for (const id of ids) await u.lock(guest, { id });
        return work(u);
      });
    });
  }
}

const erasureAggregate = (vault: Vault | undefined): Aggregate<Order, Erasure, ErasureEventBody> => {
  let found: Found | null = null;
  return {
    kind: 'erasure',
    find: async (u, id) => (await u.one(erasure, { id })) ?? null,
    prepare: async (u, _scope, before, order) => {
      if (before !== null) return () => no(refuse('already'));
      const all = await gather(u, vault, order);
      found = all;
      // Its words would be taken while somebody is still to decide on it.
      if (all.reports.some(({ state }) => state === 'held')) return () => no(refuse('busy'));
      const known = order.guestId === undefined ? true : (await u.one(guest, { id: order.guestId })) !== undefined;
      const guestIds = all.guests.filter(({ erasedAt }) => erasedAt === null).map(({ id }) => id);
      const reports = all.reports.map(({ id }) => id);
      return () => {
        if (guestIds.length + all.numbers.length + reports.length > 0)
          return ok([{ type: 'erasure.made', guestIds, numbers: all.numbers, reports, reason: order.reason }]);
        return no(refuse(known && all.guests.length > 0 ? 'erased' : 'not_found'));
      };
    },
    evolve: (_state, id, event) => evolveErasure(id, event),
    save: async (u, { id, after, command, now }) => {
      if (found === null) throw new Error('erased without having been looked at');
      // Somebody was about to write the number down: there by now, it goes with the rest on the next turn.
      const known = new Set(found.numbers);
      const { numbers } = await withNumber(u.latest, vault, command.phone);
      if (numbers.some((one) => !known.has(one))) throw new Conflict();
      await bury(u, after.numbers, id, now);
      for (const guestId of after.guestIds) {
        // Nobody's device: it is a new one when it comes again.
        const device = randomBytes(32).toString('hex');
        await u.change(guest, { id: guestId }, { name: NO_NAME, phone: null, device, erasedAt: now });
      }
      for (const report of found.reports) await clear(u, report);
      await u.insert(erasure, [after]);
    },
  };
};

/** Its words; of a report that never became a ticket the pictures, too. */
async function clear(u: Unit, { id, ticketId, values }: HeldRow): Promise<void> {
  // Taken back at this moment: it waits.
  if ((await u.change(held, { id, state: { not: 'held' } }, { title: '', values: {} })) !== 1) throw new Conflict();
  const ids: readonly FileId[] = filesIn(values);
  if (ids.length === 0 || (await u.one(ticket, { id: ticketId })) !== undefined) return;
  // Another's id, so that it is no ticket's: as the sweep of files expects it.
  await u.change(file, { id: { in: [...ids] }, streamId: ticketId }, { state: 'gone', streamId: id });
}

async function gather(reader: Reader, vault: Vault | undefined, { guestId, phone }: Order): Promise<Found> {
  const told = await withNumber(reader, vault, phone);
  const numbers = new Set(told.numbers);
  const people = new Set<string>(guestId === undefined ? told.held : [guestId, ...told.held]);
  for (const one of await requestersOf(reader, told.tickets)) people.add(one);
  const ids = [...people] as MemberId[];
  // Members among those who reported are members still.
  const guests = await findIn(ids, (some) => reader.find(guest, { where: { id: { in: some } } }));
  const guestIds = guests.map(({ id }) => id);
  if (guestIds.length === 0) return { guests, numbers: [...numbers], reports: [] };
  const made = await findIn(guestIds, (some) =>
    reader.find(ticket, { where: { requesterId: { in: some } }, columns: ['id'] }),
  );
  const about = [
    { kind: 'held', subjects: guestIds as readonly string[] },
    { kind: 'ticket', subjects: made.map(({ id }) => id as string) },
  ];
  for (const { kind, subjects } of about) {
    const rows = await findIn(subjects, (some) =>
      reader.find(vaultTable, { where: { kind, subject: { in: some } }, columns: ['id'] }),
    );
    for (const row of rows) numbers.add(row.id);
  }
  const waiting = await findIn(guestIds, (some) => reader.find(held, { where: { guestId: { in: some } } }));
  return { guests, numbers: [...numbers], reports: waiting.filter(({ title }) => title !== '') };
}

/** The ids that stand for a number, and what each of them is about: reporters where it waits, and tickets. */
async function withNumber(reader: Finder, vault: Vault | undefined, phone: string | undefined) {
  const found = { numbers: [] as string[], held: [] as string[], tickets: [] as string[] };
  if (phone === undefined || vault === undefined) return found;
  for (const kind of ['held', 'ticket'] as const) {
    const ids = await vault.findAll(reader, kind, phone);
    const rows = await findIn(ids, (some) =>
      reader.find(vaultTable, { where: { id: { in: some } }, columns: ['id', 'subject'] }),
    );
    for (const { id, subject } of rows) {
      found.numbers.push(id);
      (kind === 'held' ? found.held : found.tickets).push(subject);
    }
  }
  return found;
}

async function requestersOf(reader: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await findIn(ids as readonly TicketId[], (some) =>
    reader.find(ticket, { where: { id: { in: some } }, columns: ['requesterId'] }),
  );
  return rows.map(({ requesterId }) => requesterId);
}
