// Calls to a ticket as the checker of histories sees them: the product's own rules say what each may be told.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { Grant } from '@paidan/shared/kinds';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import { type MemberActor, NO_FACTS, type TicketFacts } from '@paidan/shared/rules/ticket/context';
import { decide } from '@paidan/shared/rules/ticket/decide/index';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { peopleOf, rolesWith } from '../../src/lookups/people';
import { makeTemplates } from '../../src/lookups/templates';
import { fromRow } from '../../src/lookups/ticketRow';
import { event } from '../../src/store/tables/event';
import { member } from '../../src/store/tables/member';
import { role } from '../../src/store/tables/role';
import { ticket as ticketTable } from '../../src/store/tables/ticket';
import type { Reader } from '../../src/store/unit';
import type { Reply } from '../support/product';
import type { Model } from './history';

export type Said = { readonly by: MemberActor; readonly command: Exclude<PersonCommand, { type: 'ticket.create' }> };
/** The version that it came to, or why not. */
export type Told = { readonly version: number } | { readonly refusal: string };
/** `events`: what has been written since the history began, in words. */
export type State = { readonly ticket: Ticket; readonly events: readonly string[] };

export const toldIn = ({ status, body }: Reply): Told | null => {
  if (status === 200) return { version: body.ticket.version };
  return status >= 500 ? null : { refusal: refusalText(body.error.code, body.error.data ?? {}) };
};

/** What the interface adds to a refusal for people to read is none of the rules'. */
const refusalText = (code: string, data: object): string => {
  const { name: _, ...said } = data as { readonly name?: unknown };
  return `${code} ${canonical(said as Json)}`;
};

const words = (type: string, by: string | null, data: object): string =>
  `${type} ${by} ${canonical(JSON.parse(JSON.stringify(data)) as Json)}`;

/** Time stands still: nothing here waits for a moment. */
export function ticketModel(template: Template, facts: TicketFacts, now: number): Model<State, Said, Told> {
  return {
    step: ({ ticket, events }, { by, command }) => {
      const decision = decide(command, ticket, { now, actor: by, template, facts });
      if (!decision.ok) {
        const { code, data = {} } = decision.refusal;
        return { state: { ticket, events }, answer: { refusal: refusalText(code, data) }, changed: false };
      }
      const dated = decision.value.map((body) => ({ ...body, at: now, by: by.id }) as TicketEvent);
      const after = dated.reduce<Ticket>((last, one) => evolve(last, ticket.id, one), ticket);
      const more = decision.value.map(({ type, ...data }) => words(type, by.id, data));
      return {
        state: { ticket: after, events: [...events, ...more] },
        answer: { version: after.version },
        changed: true,
      };
    },
    same: (told, seen) => canonical(told as Json) === canonical(seen as Json),
    textOf: ({ events }) => events.join('\n'),
  };
}

export type Setting = { readonly model: Model<State, Said, Told>; readonly start: State };

export async function settingOf(reader: Reader, ticketId: TicketId): Promise<Setting> {
  const row = await reader.one(ticketTable, { id: ticketId });
  if (row === undefined) throw new Error('no ticket');
  const ticket = fromRow(row);
  const template = await makeTemplates().at(reader, ticket.templateId, ticket.templateVersion);
  if (template === undefined) throw new Error('no template');
  const people = await peopleOf(reader);
  const workers = await rolesWith(reader, 'ticket.work');
  const facts = {
    ...NO_FACTS,
    members: new Map(people.map((person) => [person.id, person])),
    poolSize: people.filter(({ roles }) => roles.some((code) => workers.has(code))).length,
  };
  return { model: ticketModel(template, facts, Date.now()), start: { ticket, events: [] } };
}

/** In words, as the model tells it: what was written after this version. */
export async function timelineAfter(reader: Reader, streamId: string, version: number): Promise<readonly string[]> {
  const where = { streamId, seq: { gt: version } };
  const rows = await reader.find(event, { where, order: [['seq', 'asc']] });
  return rows.map(({ type, byId, data }) => words(type, byId, data as object));
}

export async function actorsOf(reader: Reader): Promise<ReadonlyMap<string, MemberActor>> {
  const grants = new Map(
    (await reader.find(role, { where: {} })).map((row) => [row.code, row.grants as readonly Grant[]]),
  );
  const rows = await reader.find(member, { where: {} });
  return new Map(
    rows.map(({ id, login, roles }) => [
      login,
      {
        kind: 'member',
        id: id as MemberId,
        roles,
        grants: [...new Set(roles.flatMap((code) => grants.get(code) ?? []))],
      },
    ]),
  );
}
