// A ticket as people read it: names instead of ids, and what this person may do with it now.
import type { OutputOf } from '@paidan/shared/contract/index';
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket, TicketSummary } from '@paidan/shared/model/ticket';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { actions } from '@paidan/shared/rules/ticket/actions';
import { type Fence, hasGrant } from '@paidan/shared/rules/ticket/context';
import { isOverdue } from '@paidan/shared/rules/ticket/overdue';
import { stageOf } from '@paidan/shared/rules/ticket/stage';
import type { Locale } from '@paidan/shared/text/index';
import type { Call } from '../../core/call';
import type { Clock } from '../../core/clock';
import { type SaidRefusal, sayRefusal } from '../../core/say';
import type { Places } from '../../lookups/fence';
import { type Names, namesOf } from '../../lookups/names';
import { screeningOf } from '../../lookups/screenings';
import type { Templates } from '../../lookups/templates';
import type { Reader } from '../../store/unit';
import { ownTemplate } from './aggregate';
import type { Twins } from './twins';

const NONE: Twins = new Map();

export type Present = { readonly templates: Templates; readonly clock: Clock };
export type PresentOne = Present & { readonly places: Places };

/** The answer to every command on a ticket, and to `ticket.get`. */
export async function presentTicket(
  { templates, clock, places }: PresentOne,
  reader: Reader,
  call: Pick<Call, 'scope' | 'locale'>,
  ticket: Ticket,
): Promise<OutputOf<'ticket.get'>> {
  const { actor } = call.scope;
  const [template, named, place, screening] = await Promise.all([
    ownTemplate(templates, reader, ticket),
    namesOf(reader, { members: peopleIn([ticket]), locale: call.locale, assets: [ticket.assetId] }),
    places.of(reader, ticket.siteId),
    hasGrant(actor, 'ticket.dispatch') ? screeningOf(reader, ticket.id) : null,
  ]);
  // The way to the site's position begins at the site itself: its name comes along.
  const names: Names = { ...named, site: (id) => place?.path ?? id };
  const now = clock.now();
  const allowed = actions(ticket, { now, actor, template });
  const said = await Promise.all(
    allowed.map(async ({ command, refusal }) => {
      if (refusal === null) return { command, enabled: true };
      const refused: SaidRefusal = await sayRefusal(reader, call.locale, refusal);
      return { command, enabled: false, refusal: refused };
    }),
  );
  return { ticket: { ...view(ticket, template, names, place?.fence ?? null, now), screening }, actions: said };
}

function view(ticket: Ticket, template: Template, names: Names, fence: Fence | null, now: Instant) {
  return {
    ...summary(ticket, template, names, now),
    assignee: faceOf(ticket.assigneeId, names),
    templateVersion: ticket.templateVersion,
    source: ticket.source,
    values: ticket.values,
    acceptedAt: ticket.acceptedAt,
    departedAt: ticket.departedAt,
    arrivedAt: ticket.arrivedAt,
    completedAt: ticket.completedAt,
    endedAt: ticket.endedAt,
    workMinutes: ticket.workMinutes,
    comments: ticket.comments,
    work: ticket.work.map((item) => ({
      no: item.no,
      node: item.node,
      kind: item.kind,
      handler: item.handlerId === null ? null : { id: item.handlerId, name: names.member(item.handlerId) },
      role: item.role,
    })),
    fence,
  };
}

const faceOf = (id: MemberId | null, names: Names) =>
  id === null ? null : { id, name: names.member(id), pictureId: names.picture(id) };

/** Of the first step: what whoever reported it has sent along. */
const photosOf = ({ values }: Ticket, { fields, flow }: Template): number =>
  fields
    .filter(({ node, type }) => node === flow[0]?.id && type === 'photo')
    .reduce((sum, { key }) => sum + (Array.isArray(values[key]) ? values[key].length : 0), 0);

export function summary(
  ticket: Ticket,
  template: Template,
  names: Names,
  now: Instant,
  twins: Twins = NONE,
): TicketSummary {
  const { id, no, title, priority, phase, createdAt, dueAt, updatedAt, urges, stars, version } = ticket;
  const { requesterId, assigneeId, siteId, assetId } = ticket;
  return {
    id,
    no,
    title,
    priority,
    phase,
    stage: stageOf(ticket),
    node: { id: ticket.node, title: nodeIn(template.flow, ticket.node)?.title ?? { zh: ticket.node, en: ticket.node } },
    template: { id: template.id, name: template.name },
    requester: { id: requesterId, name: names.member(requesterId) },
    assignee: assigneeId === null ? null : { id: assigneeId, name: names.member(assigneeId) },
    site: siteId === null ? null : { id: siteId, name: names.site(siteId) },
    asset: assetId === null ? null : { id: assetId, name: names.asset(assetId) },
    createdAt,
    dueAt,
    updatedAt,
    overdue: isOverdue(ticket, now),
    urges,
    stars,
    waitsFor: [...new Set(ticket.work.flatMap(({ handlerId }) => handlerId ?? []))],
    photos: photosOf(ticket, template),
    twin: twins.get(id) ?? null,
    version,
  };
}

const peopleIn = (tickets: readonly Ticket[]) =>
  tickets.flatMap((one) => [one.requesterId, one.assigneeId, ...one.work.map((item) => item.handlerId)]);

export const namesOfTickets = (reader: Reader, tickets: readonly Ticket[], locale: Locale): Promise<Names> =>
  namesOf(reader, {
    members: peopleIn(tickets),
    locale,
    sites: tickets.map((one) => one.siteId),
    assets: tickets.map((one) => one.assetId),
  });

export async function summaries(
  { templates, clock }: Present,
  reader: Reader,
  tickets: readonly Ticket[],
  locale: Locale,
  twins: Twins = NONE,
): Promise<TicketSummary[]> {
  const names = await namesOfTickets(reader, tickets, locale);
  const now = clock.now();
  return Promise.all(
    tickets.map(async (one) => summary(one, await ownTemplate(templates, reader, one), names, now, twins)),
  );
}
