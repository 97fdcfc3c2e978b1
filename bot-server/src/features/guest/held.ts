// A report that waits, as an aggregate: kept with its words and pictures, released, or spam.
import { type FileId, ID_PATTERN, type MemberId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Held } from '@paidan/shared/model/guest';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import {
  decideHeld,
  evolveHeld,
  type HeldCommand,
  type HeldDevice,
  type HeldEventBody,
} from '@paidan/shared/rules/guest/held';
import { type Aggregate, Conflict } from '../../core/aggregate';
import type { Clock } from '../../core/clock';
import { file } from '../../store/tables/file';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { ticket } from '../../store/tables/ticket';
import type { Unit } from '../../store/unit';
import type { Created } from './deps';

/** What is needed to keep a new one: it must be a report that could be a ticket. */
export type Keeping = {
  readonly try: (u: Unit, now: number) => Promise<Result<Created, Refusal>>;
  readonly gate: (u: Unit) => Promise<Refusal | null>;
  readonly also: (u: Unit, created: Created) => Promise<void>;
  /** Its personal values go to the vault. */
  readonly close: (u: Unit, created: Created) => Promise<Created>;
};

export const heldAggregate = (clock: Clock, keeping?: Keeping): Aggregate<HeldCommand, Held, HeldEventBody> => {
  /** What the try gave: the title, and the values as the form keeps them. */
  let made: Created | null = null;
  return {
    kind: 'held',
    find: async (u, id) => {
      const row = await u.one(held, { id });
      if (row === undefined) return null;
      const { title: _, values: __, ...state } = row;
      return state;
    },
    prepare: async (u, _scope, before, command) => {
      if (command.type !== 'held.keep') {
        const device = before === null || command.type === 'held.release' ? UNKNOWN : await deviceOf(u, before);
        const isTicket = before !== null && command.type === 'held.spam' && (await becameTicket(u, before));
        if (isTicket) return () => no(refuse('already'));
        // The title goes with the words.
        const erased = command.type === 'held.restore' && (await u.one(held, { id: before?.id ?? '' }))?.title === '';
        return () =>
          erased && before?.state === 'spam' ? no(refuse('too_late')) : decideHeld(command, before, device);
      }
      if (keeping === undefined) throw new Error('a report is kept by whoever took it in');
      const tried = await keeping.try(u, clock.now());
      if (!tried.ok) return () => tried;
      const full = await keeping.gate(u);
      if (full !== null) return () => no(full);
      made = tried.value;
      const { siteId, assetId } = tried.value;
      return () => ok([{ type: 'held.kept', report: { ...command.report, siteId, assetId } }]);
    },
    evolve: (state, id, event) => evolveHeld(state, id, event),
    save: async (u, { id, before, after, events }) => {
      if (before === null) {
        if (made === null || keeping === undefined) throw new Error('kept without having been tried');
        const kept = await keeping.close(u, made);
        const { title, values } = kept;
        await u.insert(held, [{ ...after, title, values }]);
        await bind(u, filesIn(values), after.ticketId, after.guestId);
        return keeping.also(u, kept);
      }
      const { state, decidedAt, decidedBy, version } = after;
      const where = { id, version: before.version };
      if ((await u.change(held, where, { state, decidedAt, decidedBy, version })) !== 1) throw new Conflict();
      for (const { type, at } of events) {
        if (type === 'held.blocked') await u.change(guest, { id: after.guestId }, { blockedAt: at });
        if (type === 'held.unblocked') await u.change(guest, { id: after.guestId }, { blockedAt: null });
      }
    },
  };
};

const UNKNOWN: HeldDevice = { isBlocked: false, otherSpam: false };

/** Whoever decides on another report of the same device at this moment waits here, and sees what was decided: of two last marks that are
 * taken back at once, one is the last. */
async function deviceOf(u: Unit, { id, guestId }: Held): Promise<HeldDevice> {
  const row = await u.lock(guest, { id: guestId });
  const spam = await u.latest.find(held, { where: { guestId, state: 'spam' }, columns: ['id'] });
  return { isBlocked: row !== undefined && row.blockedAt !== null, otherSpam: spam.some((one) => one.id !== id) };
}

/**
 * Releasing makes the ticket first, in a unit that holds this row: whoever comes meanwhile waits for its end here, and sees what
 * it made, for a row that is locked is read as it is now.
 */
async function becameTicket(u: Unit, { id, ticketId }: Held): Promise<boolean> {
  await u.lock(held, { id });
  return (await u.lock(ticket, { id: ticketId })) !== undefined;
}

/** Whatever may be a file, wherever it stands: in a list, as a signature, a voice note, a picture of a checklist. */
export function filesIn(values: unknown): readonly FileId[] {
  if (typeof values === 'string') return ID_PATTERN.test(values) ? [values as FileId] : [];
  if (typeof values !== 'object' || values === null) return [];
  return [...new Set(Object.values(values).flatMap((value) => filesIn(value)))];
}

/** They wait with the report, for the ticket that it may become; a loose file would be swept. */
async function bind(u: Unit, ids: readonly FileId[], ticketId: string, guestId: MemberId): Promise<void> {
  if (ids.length === 0) return;
  // A place and an asset look the same, but are no files; the others were found loose and the guest's own a moment ago.
  const found = await u.find(file, { where: { id: { in: [...ids] } }, columns: ['id'] });
  if (found.length === 0) return;
  const where = { id: { in: found.map(({ id }) => id) }, state: 'loose' as const, createdBy: guestId };
  if ((await u.change(file, where, { state: 'bound', streamId: ticketId })) !== found.length) throw new Conflict();
}
