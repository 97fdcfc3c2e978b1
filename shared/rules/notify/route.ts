// Who hears of a decision? Those of whom it asks something, those who wait for it, and the groups. Never the one who acted.
import type { MemberId } from '../../kernel/id';
import { ENDED, type NoticeKind } from '../../kinds';
import type { Opening, TicketEvent } from '../../model/event';
import type { Flow } from '../../model/flow';
import type { Ticket } from '../../model/ticket';
import { nodesOf } from '../flow/find';

export type SeqEvent = TicketEvent & { readonly seq: number };
export type Hearing = {
  readonly to: { readonly kind: 'member'; readonly id: MemberId } | { readonly kind: 'group' };
  readonly kind: NoticeKind;
  /** Of the event that it is about: the one that holds the words, if any does. */
  readonly seq: number;
  readonly urgent: boolean;
};
type Holders = (role: string) => readonly MemberId[];

/** An urge that was not heard twice comes through at night, too. */
export const URGENT_URGE = 3;

/** What asks most of a person comes first; of one decision each hears once. */
export const BY_WEIGHT: readonly NoticeKind[] = [
  'rejected',
  'assigned',
  'completed',
  'offered',
  'created',
  'rate',
  'overdue',
  'urged',
  'commented',
  'transferred',
  'cancelled',
  'closed',
  'accepted',
  'arrived',
  'departed',
];

/**
 * `events`: those of one decision, in order. `ticket`: as it is after them, or later. `holders`: active members of a role.
 * `flow`: the ticket's own; it tells who dispatched a ticket that is late.
 */
export function route(
  events: readonly SeqEvent[],
  ticket: Ticket,
  holders: Holders,
  flow: Flow = [],
): readonly Hearing[] {
  const heard = new Map<string, Hearing>();
  for (const event of events) {
    for (const { to, kind, about } of heardOf(event, events, ticket, holders, flow)) {
      if (to !== 'group' && to === event.by) continue;
      const before = heard.get(to);
      if (before !== undefined && BY_WEIGHT.indexOf(before.kind) <= BY_WEIGHT.indexOf(kind)) continue;
      heard.set(to, {
        to: to === 'group' ? { kind: 'group' } : { kind: 'member', id: to },
        kind,
        seq: (about ?? event).seq,
        urgent: isUrgent(event, kind, ticket),
      });
    }
  }
  return [...heard.values()];
}

/** Which roles `route` will ask for, so that they can be loaded first. */
export function rolesNamed(events: readonly SeqEvent[], ticket: Ticket, flow: Flow = []): readonly string[] {
  const named = new Set<string>();
  const note = (role: string): readonly MemberId[] => {
    named.add(role);
    return [];
  };
  for (const event of events) heardOf(event, events, ticket, note, flow);
  return [...named];
}

const isUrgent = (event: SeqEvent, kind: NoticeKind, { priority }: Ticket): boolean =>
  priority === 'urgent' || kind === 'overdue' || (event.type === 'ticket.urged' && event.count >= URGENT_URGE);

/** `about`: an earlier event of the same decision, where that one says why. */
type Word = { readonly to: MemberId | 'group'; readonly kind: NoticeKind; readonly about?: SeqEvent | undefined };
const tell = (kind: NoticeKind, to: readonly (MemberId | null)[], about?: SeqEvent): readonly Word[] =>
  to.flatMap((id) => (id === null ? [] : [{ to: id, kind, about }]));

function heardOf(
  event: SeqEvent,
  events: readonly SeqEvent[],
  ticket: Ticket,
  holders: Holders,
  flow: Flow,
): readonly Word[] {
  const { requesterId, assigneeId } = ticket;
  const group = (kind: NoticeKind): readonly Word[] => [{ to: 'group', kind }];
  switch (event.type) {
    case 'ticket.created':
      // what waits for nobody to take it up is no news to a group
      return events.some((next) => next.type === 'ticket.entered' && next.kind === 'dispatch') ? group('created') : [];
    case 'ticket.entered':
      return entered(event, events, holders);
    case 'ticket.offered':
      return [...tell('offered', receivers(event.opens, holders)), ...group('offered')];
    case 'ticket.accepted':
      return [...tell('accepted', [requesterId]), ...(ENDED.includes(ticket.phase) ? [] : group('accepted'))];
    case 'ticket.transferred':
      return [...tell('assigned', [event.to]), ...tell('transferred', [event.from])];
    case 'ticket.departed':
      return tell('departed', [requesterId]);
    case 'ticket.arrived':
      return tell('arrived', [requesterId]);
    case 'ticket.urged':
      return [...tell('urged', whoeverHasIt(ticket, holders)), ...group('urged')];
    case 'ticket.commented':
      return tell('commented', otherSide(event.by, ticket, holders));
    case 'ticket.overdue':
      if (event.purpose !== 'promise') return [];
      return [...tell('overdue', [assigneeId, ...dispatchers(ticket, holders, flow)]), ...group('overdue')];
    case 'ticket.cancelled':
      return [...tell('cancelled', [assigneeId, requesterId]), ...group('cancelled')];
    case 'ticket.closed':
      return tell('closed', [requesterId]);
    case 'ticket.assigned':
    case 'ticket.logged':
    case 'ticket.completed':
    case 'ticket.confirmed':
    case 'ticket.rejected':
    case 'ticket.rated':
    case 'ticket.adopted':
      // what comes of these is said by the step that the ticket enters
      return [];
  }
}

/** A step asks its people to do it. Where an earlier event of the decision says why, it is about that one. */
function entered(
  event: Extract<SeqEvent, { type: 'ticket.entered' }>,
  events: readonly SeqEvent[],
  holders: Holders,
): readonly Word[] {
  const to = receivers(event.opens, holders);
  switch (event.kind) {
    case 'dispatch':
      return tell('created', to);
    case 'task': {
      const why = events.find(({ type }) => type === 'ticket.rejected' || type === 'ticket.assigned');
      return tell(why?.type === 'ticket.rejected' ? 'rejected' : 'assigned', to, why);
    }
    case 'accept':
      return tell('completed', to);
    case 'rate':
      return tell('rate', to);
    case 'start':
    case 'branch':
    case 'end':
      return [];
  }
}

const receivers = (opens: readonly Pick<Opening, 'handlerId' | 'role'>[], holders: Holders): readonly MemberId[] =>
  opens.flatMap(({ handlerId, role }) => [
    ...(handlerId === null ? [] : [handlerId]),
    ...(role === null ? [] : holders(role)),
  ]);

const waiting = (ticket: Ticket, holders: Holders): readonly MemberId[] =>
  receivers(
    ticket.work.filter(({ kind }) => kind === 'dispatch'),
    holders,
  );

const whoeverHasIt = (ticket: Ticket, holders: Holders): readonly MemberId[] =>
  ticket.assigneeId === null ? waiting(ticket, holders) : [ticket.assigneeId];

/** The requester on the one side, whoever has the work on the other; a third person speaks to both. */
function otherSide(by: MemberId | null, ticket: Ticket, holders: Holders): readonly MemberId[] {
  const workSide = whoeverHasIt(ticket, holders);
  if (by === ticket.requesterId) return workSide;
  return by !== null && workSide.includes(by) ? [ticket.requesterId] : [ticket.requesterId, ...workSide];
}

/** Whoever is to dispatch it now; once that is done, whoever was to do so last. */
function dispatchers(ticket: Ticket, holders: Holders, flow: Flow): readonly MemberId[] {
  const now = waiting(ticket, holders);
  if (now.length > 0 || ticket.assigneeId === null) return now;
  const nodes = nodesOf(flow);
  const until = nodes.findIndex(({ id }) => id === ticket.node);
  const roles = nodes
    .slice(0, until + 1)
    .flatMap((node) => (node.kind === 'dispatch' && node.by.kind === 'role' ? [node.by.role] : []))
    .filter((role) => ticket.pools.includes(role));
  const last = roles.at(-1);
  return last === undefined ? [] : holders(last);
}
