// The ticket as an aggregate of the write path: load it with its own template, decide by the shared rules, save by difference.
import type { TicketId } from '@paidan/shared/kernel/id';
import { no } from '@paidan/shared/kernel/result';
import type { TicketCommand } from '@paidan/shared/model/command';
import type { TicketEvent, TicketEventBody } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import { refuse } from '@paidan/shared/refusal';
import { create } from '@paidan/shared/rules/ticket/decide/create';
import { decide } from '@paidan/shared/rules/ticket/decide/index';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { needs } from '@paidan/shared/rules/ticket/needs';
import type { Aggregate, Decide } from '../../core/aggregate';
import type { Scope } from '../../core/scope';
import type { Templates } from '../../lookups/templates';
import { fromRow } from '../../lookups/ticketRow';
import { ticket as ticketTable } from '../../store/tables/ticket';
import type { Reader, Unit } from '../../store/unit';
import { loadFacts } from './facts';
import { saveTicket } from './save';

export type TicketAggregate = Aggregate<TicketCommand, Ticket, TicketEventBody>;

/** How a ticket comes into being that was not begun by a member: under an id known before, by a form of its own. */
export type Born = { readonly id: TicketId; readonly shape: (template: Template) => Template | null };

/** `number`: taken from the organization's block before the unit begins; only a new ticket needs one. */
export const ticketAggregate = (templates: Templates, number: number | null, born?: Born): TicketAggregate => ({
  kind: 'ticket',
  together: true,
  onlyLooks: true,
  find: async (u, id) => {
    const row = await u.one(ticketTable, { id: id as TicketId });
    return row === undefined ? null : fromRow(row);
  },
  prepare: (u, scope, ticket, command) =>
    command.type === 'ticket.create'
      ? prepareNew(templates, u, scope, command, number, born)
      : prepareOld(templates, u, scope, ticket, command),
  personal: async (u, ticket) => {
    const { fields } = await ownTemplate(templates, u, ticket);
    return fields.filter(({ type }) => type === 'phone').map(({ key }) => key);
  },
  evolve: (state, id, event) => evolve(state, id as TicketId, event as TicketEvent),
  save: async (u, change) => saveTicket(u, change, await ownTemplate(templates, u, change.after)),
});

async function prepareNew(
  templates: Templates,
  u: Unit,
  scope: Scope,
  command: Extract<TicketCommand, { type: 'ticket.create' }>,
  number: number | null,
  born: Born | undefined,
): Promise<Decide<TicketEventBody>> {
  if (number === null) throw new Error('a new ticket needs a number');
  const { templateId } = command;
  const formOf = (one: Template) => (born === undefined ? one : born.shape(one));
  const factsFor = async (form: Template | null) =>
    form === null ? null : loadFacts(u, scope, born?.id ?? null, needs(command, null, form), 'unborn');
  // The facts that the last known revision needs are looked up in the same round trip as which revision it is now.
  const guess = templates.before(u.tenantId, templateId);
  const [published, guessed] = await Promise.all([templates.current(u, templateId), guess && factsFor(formOf(guess))]);
  const template = published === undefined ? null : formOf(published);
  if (template === null) return () => no(refuse('unknown_reference', { kind: 'template', id: templateId }));
  const facts = (published === guess && guessed) || (await factsFor(template));
  if (facts === null) throw new Error('a form needs facts');
  const birth = { no: number, source: scope.channel };
  return (now) => create(command, birth, { now, actor: scope.actor, template, facts });
}

async function prepareOld(
  templates: Templates,
  u: Unit,
  scope: Scope,
  ticket: Ticket | null,
  command: Exclude<TicketCommand, { type: 'ticket.create' }>,
): Promise<Decide<TicketEventBody>> {
  if (ticket === null) return () => no(refuse('not_found'));
  const template = await ownTemplate(templates, u, ticket);
  const facts = await loadFacts(u, scope, ticket.id, needs(command, ticket, template));
  return (now) => decide(command, ticket, { now, actor: scope.actor, template, facts });
}

/** A ticket's own revision is always there; anything else is a fault. */
export async function ownTemplate(templates: Templates, reader: Reader, ticket: Ticket): Promise<Template> {
  const template = await templates.at(reader, ticket.templateId, ticket.templateVersion);
  if (template === undefined) throw new Error(`template ${ticket.templateId}/${ticket.templateVersion} is missing`);
  return template;
}
