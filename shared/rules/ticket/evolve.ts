// What a ticket is after an event. Needs the event alone: the timeline folds to the row.

import type { MemberId, TicketId } from '../../kernel/id';
import type { Opening, TicketEvent } from '../../model/event';
import type { FormValues } from '../../model/field';
import type { Ticket, WorkItem } from '../../model/ticket';

export function evolve(ticket: Ticket | null, id: TicketId, event: TicketEvent): Ticket {
  if (event.type === 'ticket.created') return born(id, event);
  if (ticket === null) throw new Error(`${event.type} before ticket.created`);
  return { ...ticket, ...change(ticket, event), updatedAt: event.at, version: ticket.version + 1 };
}

export const fold = (id: TicketId, events: readonly TicketEvent[]): Ticket | null =>
  events.reduce<Ticket | null>((ticket, event) => evolve(ticket, id, event), null);

type Later = Exclude<TicketEvent, { type: 'ticket.created' }>;

function change(ticket: Ticket, event: Later): Partial<Ticket> {
  switch (event.type) {
    case 'ticket.entered': {
      // a dispatch looks for somebody: whoever worked at an earlier step is done with it
      const free = event.kind === 'dispatch' ? { assigneeId: null, ...NOT_ACCEPTED } : {};
      return { node: event.node, phase: event.phase, ...free, ...open({ ...ticket, work: [] }, event.node, event) };
    }
    case 'ticket.offered':
      return open(ticket, ticket.node, event);
    case 'ticket.assigned':
      return { ...NOT_ACCEPTED, assigneeId: event.memberId, people: joined(ticket, event.memberId) };
    case 'ticket.accepted':
      return { assigneeId: event.memberId, acceptedAt: event.at, people: joined(ticket, event.memberId) };
    case 'ticket.transferred':
      return { ...NOT_ACCEPTED, assigneeId: event.to, ...open({ ...ticket, work: [] }, ticket.node, event) };
    case 'ticket.departed':
      return { departedAt: event.at };
    case 'ticket.arrived':
      return { arrivedAt: event.at, ...begun(ticket, event) };
    case 'ticket.logged':
      return {
        ...begun(ticket, event),
        workMinutes: ticket.workMinutes + event.minutes,
        values: { ...ticket.values, ...event.values },
      };
    case 'ticket.completed':
      return { ...begun(ticket, event), completedAt: event.at, values: { ...ticket.values, ...event.values } };
    case 'ticket.confirmed':
      return { values: { ...ticket.values, ...event.values } };
    case 'ticket.rejected':
      return {
        completedAt: null,
        departedAt: null,
        arrivedAt: null,
        ...(event.clears.length > 0 && { values: without(ticket.values, event.clears) }),
      };
    case 'ticket.rated':
      return { stars: event.stars, values: { ...ticket.values, ...event.values } };
    case 'ticket.urged':
      return { urges: event.count, urgedAt: event.at };
    case 'ticket.commented':
      return { comments: ticket.comments + 1 };
    case 'ticket.overdue':
      return { overdueAt: event.at };
    case 'ticket.adopted':
      return adopted(ticket, event.from, event.to);
    case 'ticket.cancelled':
      return { phase: 'cancelled', work: [], endedAt: event.at };
    case 'ticket.closed':
      return { phase: 'closed', work: [], endedAt: event.at };
  }
}

/** Work has begun with the first of its marks, and stays so through rework and transfer. */
const begun = (ticket: Ticket, event: Later) => ({ startedAt: ticket.startedAt ?? event.at });

const NOT_ACCEPTED = { acceptedAt: null, departedAt: null, arrivedAt: null } as const;

function born(id: TicketId, event: Extract<TicketEvent, { type: 'ticket.created' }>): Ticket {
  return {
    id,
    no: event.no,
    templateId: event.templateId,
    templateVersion: event.templateVersion,
    source: event.source,
    title: event.title,
    priority: event.priority,
    phase: 'new',
    node: event.node,
    requesterId: event.requesterId,
    assigneeId: null,
    siteId: event.siteId,
    assetId: event.assetId,
    values: event.values,
    createdAt: event.at,
    dueAt: event.dueAt,
    ...NOT_ACCEPTED,
    startedAt: null,
    completedAt: null,
    endedAt: null,
    overdueAt: null,
    updatedAt: event.at,
    urgedAt: null,
    urges: 0,
    comments: 0,
    workMinutes: 0,
    stars: null,
    work: [],
    workCount: 0,
    people: [event.requesterId],
    pools: [],
    version: 1,
  };
}

const without = (values: FormValues, keys: readonly string[]): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));

const joined = (ticket: Ticket, id: MemberId): readonly MemberId[] =>
  ticket.people.includes(id) ? ticket.people : [...ticket.people, id];

/** One person in the place of another, who is nobody here from then on. */
function adopted(ticket: Ticket, from: MemberId, to: MemberId): Partial<Ticket> {
  const now = (id: MemberId) => (id === from ? to : id);
  return {
    requesterId: now(ticket.requesterId),
    people: [...new Set(ticket.people.map(now))],
    work: ticket.work.map((item) => ({ ...item, handlerId: item.handlerId === null ? null : now(item.handlerId) })),
  };
}

/** The event's work items, numbered on from those that the ticket has had. */
function open(
  ticket: Ticket,
  node: string,
  event: { readonly opens: readonly Opening[]; readonly at: number },
): Partial<Ticket> {
  const items = event.opens.map(
    (opening, index): WorkItem => ({
      no: ticket.workCount + 1 + index,
      node,
      token: 'main',
      kind: opening.kind,
      handlerId: opening.handlerId,
      role: opening.role,
      openedAt: event.at,
    }),
  );
  const people = items.flatMap((item) => (item.handlerId === null ? [] : [item.handlerId]));
  const pools = items.flatMap((item) => (item.role === null ? [] : [item.role]));
  return {
    work: [...ticket.work, ...items],
    workCount: ticket.workCount + items.length,
    people: [...new Set([...ticket.people, ...people])],
    pools: [...new Set([...ticket.pools, ...pools])],
  };
}
