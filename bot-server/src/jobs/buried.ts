// Work that was given up for good: what there is of it, and how it comes back. A row is brought back under the fence that it was
// seen with, while processes are at work: whoever slept since then finishes nothing, and of two who bring it back one does.
import { ID_PATTERN, type TenantId, type TicketId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import { TIMER_PURPOSES, type TimerPurpose } from '@paidan/shared/model/command';
import { again } from '../core/again';
import { SILENT } from '../core/silence';
import { isRetryable } from '../store/dialect';
import { outbox } from '../store/tables/outbox';
import { timer } from '../store/tables/timer';
import type { Store, SystemUnit } from '../store/unit';
import { TOPICS, type Topic } from '../wiring';

/** What work may be about: a topic of the outbox, or what a timer is for. */
export const SUBJECTS = [...TOPICS, ...TIMER_PURPOSES] as const;
export type Subject = (typeof SUBJECTS)[number];

export type Buried = {
  readonly kind: 'outbox' | 'timer';
  readonly tenantId: TenantId;
  /** A timer's is made of its key: `<ticket>/<purpose>/<stage>`. */
  readonly id: string;
  readonly subject: Subject;
  /** The ticket's id; of `signOut` the member's. */
  readonly streamId: string;
  /** Since when it was to be done: an outbox row since it was decided, a timer since it was due. */
  readonly since: Instant;
  readonly attempts: number;
  /** Nobody's name or number is in it. */
  readonly reason: string;
  readonly fence: number;
  /** Of timers: in which turn of the ticket it was set. */
  readonly generation: number;
};

/** All of it that is said must fit. */
export type Chosen = {
  readonly tenantId?: TenantId | undefined;
  readonly subject?: Subject | undefined;
  readonly ids?: readonly string[] | undefined;
};

const isTopic = (subject: Subject): subject is Topic => (TOPICS as readonly string[]).includes(subject);

/** The eldest first, of each kind `most` at most. */
export async function buriedWork(store: Store, chosen: Chosen, most: number): Promise<readonly Buried[]> {
  const { subject } = chosen;
  const rows = subject !== undefined && !isTopic(subject) ? [] : await buriedRows(store, chosen, subject, most);
  const timers = subject !== undefined && isTopic(subject) ? [] : await buriedTimers(store, chosen, subject, most);
  return [...rows, ...timers].sort((a, b) => a.since - b.since);
}

async function buriedRows(store: Store, chosen: Chosen, topic: Topic | undefined, most: number) {
  const { tenantId } = chosen;
  const ids = chosen.ids?.filter((id) => ID_PATTERN.test(id));
  const rows = await store.system.read.find(outbox, {
    where: {
      state: 'buried',
      ...(tenantId !== undefined && { tenantId }),
      ...(ids !== undefined && { id: { in: ids } }),
      ...(topic !== undefined && { topic }),
    },
    order: [
      ['availableAt', 'asc'],
      ['id', 'asc'],
    ],
    columns: ['tenantId', 'id', 'topic', 'streamId', 'createdAt', 'attempts', 'lastError', 'fence'],
    limit: most,
  });
  return rows.map(({ topic, createdAt: since, lastError, ...row }): Buried => {
    return { kind: 'outbox', ...row, subject: topic as Topic, since, reason: lastError ?? '', generation: 0 };
  });
}

async function buriedTimers(store: Store, { tenantId, ids }: Chosen, purpose: TimerPurpose | undefined, most: number) {
  const named = ids?.map((id) => id.split('/', 1)[0] ?? '');
  const ticketIds = named?.filter((id) => ID_PATTERN.test(id)) as TicketId[] | undefined;
  const rows = await store.system.read.find(timer, {
    where: {
      state: 'buried',
      ...(tenantId !== undefined && { tenantId }),
      ...(ticketIds !== undefined && { ticketId: { in: ticketIds } }),
      ...(purpose !== undefined && { purpose }),
    },
    order: [['dueAt', 'asc']],
    limit: most,
  });
  const all = rows.map(({ tenantId, ticketId, purpose, stage, dueAt: since, attempts, fence, generation }): Buried => {
    const id = `${ticketId}/${purpose}/${stage}`;
    const who = { kind: 'timer' as const, tenantId, id, subject: purpose, streamId: ticketId };
    // Nothing else buries a timer.
    return { ...who, since, attempts, reason: SILENT, fence, generation };
  });
  return ids === undefined ? all : all.filter(({ id }) => ids.includes(id));
}

/** False where it is not there any more as it was seen: brought back by somebody else, or gone with the state that wanted it. */
export async function revive(store: Store, one: Buried): Promise<boolean> {
  const now = await store.now();
  const bring = (u: SystemUnit) => (one.kind === 'timer' ? reviveTimer(u, one) : reviveRow(u, one, now));
  return (await again(isRetryable, () => store.system.unit(bring))) === 1;
}

/** No lease, so that it counts as nobody's fault; the fence goes on, so that what it cost before is remembered. */
const fresh = ({ fence }: Buried) => ({ state: 'pending', attempts: 0, leaseUntil: null, fence: fence + 1 }) as const;

function reviveTimer(u: SystemUnit, one: Buried): Promise<number> {
  const { tenantId, streamId, subject, id, fence, generation } = one;
  const stage = Number(id.split('/').at(-1));
  const key = { tenantId, ticketId: streamId as TicketId, purpose: subject as TimerPurpose, stage };
  return u.change(timer, { ...key, generation, state: 'buried', fence }, fresh(one));
}

/** What came after it to the same destination went on without it. What is under way there comes to its end first. */
async function reviveRow(u: SystemUnit, one: Buried, now: Instant): Promise<number> {
  const { tenantId, streamId: destination, subject: topic, id, fence } = one;
  const [busy] = await u.find(outbox, {
    where: { tenantId, topic, destination, state: 'pending', leaseUntil: { gt: now } },
    order: [['leaseUntil', 'desc']],
    columns: ['leaseUntil'],
    limit: 1,
  });
  const availableAt = busy?.leaseUntil ?? now;
  return u.change(outbox, { tenantId, id, state: 'buried', fence }, { ...fresh(one), availableAt });
}
