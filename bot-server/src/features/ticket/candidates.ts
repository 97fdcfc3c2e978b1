// Who could take this ticket, with what they have in hand, and which pools it could be offered to.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { actions } from '@paidan/shared/rules/ticket/actions';
import type { Handlers } from '../../core/call';
import { peopleOf } from '../../lookups/people';
import { fromRow } from '../../lookups/ticketRow';
import { role } from '../../store/tables/role';
import { ticket as table } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import type { Store } from '../../store/unit';
import { ownTemplate } from './aggregate';
import type { Present } from './present';

const MOST = 2000;

/** The commands for which somebody has to be chosen. */
const GIVING = ['ticket.offer', 'ticket.assign', 'ticket.transfer'];

export function candidateHandlers(store: Store, { templates, clock }: Present): Handlers<'ticket.candidates'> {
  return {
    'ticket.candidates': async ({ ticketId }, { scope }) => {
      const reader = store.read(scope);
      const row = await reader.one(table, { id: ticketId });
      if (row === undefined || !canSee(scope.actor, row)) return no(refuse('not_found'));
      const template = await ownTemplate(templates, reader, fromRow(row));
      const own = actions(fromRow(row), { now: clock.now(), actor: scope.actor, template });
      // Who works here is not for everybody to know.
      if (!own.some(({ command }) => GIVING.includes(command))) return no(refuse('not_yours'));
      const people = (await peopleOf(reader)).filter((person) => person.canWork && person.id !== row.assigneeId);
      const ids = people.map((person) => person.id);
      const open = await reader.find(workItem, {
        where: { state: 'open', kind: 'task', handlerId: { in: ids } },
        columns: ['handlerId'],
        limit: MOST,
      });
      const load = (id: string) => open.filter((item) => item.handlerId === id).length;
      const members = people
        .map(({ id, name }) => ({ id, name, load: load(id) }))
        .sort((a, b) => a.load - b.load || a.name.localeCompare(b.name, 'zh'));
      const held = new Set(people.flatMap((person) => person.roles));
      const roles = await reader.find(role, { where: { state: 'active' } });
      const pools = roles.filter((one) => held.has(one.code) && one.grants.includes('ticket.work'));
      const countOf = (code: string) => people.filter((person) => person.roles.includes(code)).length;
      return ok({ members, roles: pools.map(({ code, name }) => ({ code, name, count: countOf(code) })) });
    },
  };
}
