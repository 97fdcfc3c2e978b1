// What holds of every ticket, whatever has happened to it.
import { ENDED, type Phase } from '../kinds';
import type { Ticket } from '../model/ticket';
import { nodeIn } from '../rules/flow/find';
import { expects } from '../rules/ticket/expects';
import type { Scene } from './story';

/** The first rule that is broken, in words; null when all hold. `before`: the scene that this one came from. */
export function broken(before: Scene, after: Scene): string | null {
  const { ticket, template, events } = after;
  if (ticket === null) return 'there is a ticket';
  const ended = ENDED.includes(ticket.phase);
  const node = nodeIn(template.flow, ticket.node);
  const earlier = before.ticket;
  const timers = expects(ticket, template);
  const { work } = ticket;
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const rules: readonly (readonly [string, boolean])[] = [
    ['the version counts the events', ticket.version === events.length],
    ['it is updated by its last event', ticket.updatedAt === events.at(-1)?.at],
    ['time goes forwards', events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? 0))],
    ['it stands at a node of its flow', node !== undefined],
    ['it has left the report behind', ticket.phase !== 'new'],
    ['its phase goes with the node', ended || PHASE_AT[node?.kind ?? ''] === ticket.phase],
    ['endedAt is set when it has ended, and only then', ended === (ticket.endedAt !== null)],
    ['nothing happens after the end', earlier === null || earlier.endedAt === null || earlier === ticket],
    ['once ended, nothing is left to do', !ended || work.length === 0],
    ['until then, just what the node wants', ended || wantedWork(ticket, node?.kind ?? '')],
    [
      'each item is one person’s or one role’s',
      work.every((item) => (item.handlerId === null) !== (item.role === null)),
    ],
    ['each item is of this node', work.every((item) => item.node === ticket.node && item.token === 'main')],
    ['items are numbered upwards', work.every((item, index) => index === 0 || item.no > (work[index - 1]?.no ?? 0))],
    ['no number is beyond the count', work.every((item) => item.no >= 1 && item.no <= ticket.workCount)],
    ['new items have new numbers', earlier === null || newOnesAreNew(earlier, ticket)],
    ['at a task there is somebody to do it', node?.kind !== 'task' || ended || ticket.assigneeId !== null],
    ['at a dispatch there is nobody yet', node?.kind !== 'dispatch' || ended || ticket.assigneeId === null],
    [
      'whoever handles it belongs to it',
      [...work.map((item) => item.handlerId), ticket.assigneeId, ticket.requesterId].every(
        (id) => id === null || ticket.people.includes(id),
      ),
    ],
    [
      'whichever role it is open to belongs to it',
      work.every((item) => item.role === null || ticket.pools.includes(item.role)),
    ],
    ['people never shrink', earlier === null || earlier.people.every((id) => ticket.people.includes(id))],
    ['pools never shrink', earlier === null || earlier.pools.every((role) => ticket.pools.includes(role))],
    ['people and pools are named once', isSet(ticket.people) && isSet(ticket.pools)],
    ['nobody is on site before accepting', ticket.arrivedAt === null || ticket.acceptedAt !== null],
    ['nobody has set out before accepting', ticket.departedAt === null || ticket.acceptedAt !== null],
    [
      'what has begun stays begun',
      earlier === null || earlier.startedAt === null || earlier.startedAt === ticket.startedAt,
    ],
    ['whoever is on site has begun', ticket.arrivedAt === null || ticket.startedAt !== null],
    ['once ended, no timer is set', !ended || timers.length === 0],
    ['each timer is set once', isSet(timers.map((timer) => timer.purpose))],
    [
      'the promise is watched while work is open',
      timers.some((timer) => timer.purpose === 'promise') ===
        (!ended && ticket.phase !== 'done' && ticket.overdueAt === null),
    ],
    ['a passed promise is told once', count('ticket.overdue') === (ticket.overdueAt === null ? 0 : 1)],
    ['urges are counted', ticket.urges === count('ticket.urged')],
    ['comments are counted', ticket.comments === count('ticket.commented')],
    [
      'the answers are the template’s',
      Object.keys(ticket.values).every((key) => template.fields.some((field) => field.key === key)),
    ],
    ['what was reported stays', earlier === null || REPORTED.every((key) => earlier[key] === ticket[key])],
  ];
  return rules.find(([, holds]) => !holds)?.[0] ?? null;
}

const PHASE_AT: Readonly<Record<string, Phase>> = { dispatch: 'open', task: 'active', accept: 'done', rate: 'done' };
const REPORTED = [
  'id',
  'no',
  'templateId',
  'templateVersion',
  'source',
  'title',
  'priority',
  'requesterId',
  'siteId',
  'assetId',
  'createdAt',
  'dueAt',
] as const;

function wantedWork({ work, assigneeId }: Ticket, kind: string): boolean {
  const [first, ...rest] = work;
  if (first?.kind !== kind) return false;
  if (kind === 'task') return rest.length === 0 && first.handlerId === assigneeId;
  if (kind !== 'dispatch') return rest.length === 0;
  return (
    rest.every((item) => item.kind === 'offer') && isSet(rest.map((item) => item.handlerId ?? `role ${item.role}`))
  );
}

function newOnesAreNew(before: Ticket, after: Ticket): boolean {
  if (after.workCount < before.workCount) return false;
  const old = new Map(before.work.map((item) => [item.no, item]));
  return after.work.every((item) => item.no > before.workCount || old.get(item.no) === item);
}

const isSet = (of: readonly unknown[]) => new Set(of).size === of.length;
