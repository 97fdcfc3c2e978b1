// From a list's filters and the reader's rights to conditions on the ticket table.
import type { ParsedOf } from '@paidan/shared/contract/index';
import type { MemberId } from '@paidan/shared/kernel/id';
import { visible } from '@paidan/shared/rules/policy/visible';
import type { Actor } from '@paidan/shared/rules/ticket/context';
import { RUNNING } from '@paidan/shared/rules/ticket/overdue';
import { gramsOf } from '../../lookups/grams';
import type { Where } from '../../store/table';
import type { ticket } from '../../store/tables/ticket';
import { ticketGram } from '../../store/tables/ticketGram';
import { workItem } from '../../store/tables/workItem';

export type TicketWhere = Where<typeof ticket>;
type Filter = ParsedOf<'ticket.counts'>;

export function whereOf(filter: Filter, actor: Actor, now: number): TicketWhere {
  const parts: TicketWhere[] = [seen(actor), ofView(filter.view ?? 'all', actor), ...worded(filter.text)];
  return {
    ...(filter.phase !== undefined && { phase: { in: filter.phase } }),
    ...(filter.priority !== undefined && { priority: { in: filter.priority } }),
    ...(filter.templateId !== undefined && { templateId: filter.templateId }),
    ...(filter.siteId !== undefined && { siteId: filter.siteId }),
    ...(filter.assetId !== undefined && { assetId: filter.assetId }),
    ...(filter.assigneeId !== undefined && { assigneeId: filter.assigneeId }),
    all: filter.overdue === true ? [...parts, overdue(now)] : parts,
  };
}

/** `isOverdue` of the rules as conditions. */
const overdue = (now: number): TicketWhere => ({
  phase: { in: [...RUNNING] },
  dueAt: { lt: now },
});

/** `policy/visible` as conditions: its test holds the two against each other. */
function seen(actor: Actor): TicketWhere {
  const filter = visible(actor);
  if (filter.kind === 'all') return {};
  const { memberId, roles, only } = filter;
  if (only !== null) return { id: only, requesterId: memberId };
  // In a flow without a task, whoever was assigned has no work item.
  return { any: [{ requesterId: memberId }, { assigneeId: memberId }, ...worked(memberId, roles)] };
}

const worked = (memberId: MemberId, roles: readonly string[]): TicketWhere[] => [
  { exists: { table: workItem, on: { ticketId: 'id' }, where: { handlerId: memberId }, few: true } },
  ...(roles.length === 0
    ? []
    : [
        {
          exists: { table: workItem, on: { ticketId: 'id' }, where: { role: { in: [...roles] } } },
        } as TicketWhere,
      ]),
];

function ofView(view: NonNullable<Filter['view']>, actor: Actor): TicketWhere {
  if (view === 'all' || actor.kind !== 'member') return {};
  if (view === 'mine') return { requesterId: actor.id };
  if (view === 'handling') return { assigneeId: actor.id, phase: 'active' };
  const open = { kind: 'offer', state: 'open' } as const;
  const offered = (where: { handlerId: MemberId } | { role: { in: string[] } }): TicketWhere => ({
    exists: { table: workItem, on: { ticketId: 'id' }, where: { ...open, ...where }, few: true },
  });
  return { any: [offered({ handlerId: actor.id }), offered({ role: { in: [...actor.roles] } })] };
}

/** Most grams that a search is narrowed by: more of them cost look-ups and no longer tell tickets apart. */
const MOST_GRAMS = 6;

function worded(text: string | undefined): TicketWhere[] {
  if (text === undefined) return [];
  const number = /^#?(\d{1,9})$/.exec(text);
  if (number !== null) return [{ no: Number(number[1]) }];
  const grams = gramsOf(text).slice(0, MOST_GRAMS);
  // Signs alone are no words: they find nothing, rather than everything.
  if (grams.length === 0) return [{ any: [] }];
  return grams.map((gram) => ({ exists: { table: ticketGram, on: { ticketId: 'id' }, where: { gram } } }));
}
