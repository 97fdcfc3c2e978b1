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
import type { Reader } from '../../store/unit';

export type TicketWhere = Where<typeof ticket>;
type Filter = ParsedOf<'ticket.counts'>;

/** `rarest`: which of the text's grams few tickets contain, as `narrowingOf` says. */
export function whereOf(filter: Filter, actor: Actor, now: number, rarest: string | null = null): TicketWhere {
  const parts: TicketWhere[] = [seen(actor), ofView(filter.view ?? 'all', actor), ...worded(filter.text, rarest)];
  return {
    ...(filter.phase !== undefined && { phase: { in: filter.phase } }),
    ...(filter.priority !== undefined && { priority: { in: filter.priority } }),
    ...(filter.templateId !== undefined && { templateId: filter.templateId }),
    ...(filter.siteId !== undefined && { siteId: filter.siteId }),
    ...(filter.assetId !== undefined && { assetId: filter.assetId }),
    ...(filter.assigneeId !== undefined && { assigneeId: filter.assigneeId }),
    ...(filter.day !== undefined && { createdDay: filter.day }),
    all: filter.overdue === true ? [...parts, overdue(now)] : parts,
  };
}

/** `isOverdue` of the rules as conditions. */
const overdue = (now: number): TicketWhere => ({
  phase: { in: [...RUNNING] },
  dueAt: { lt: now },
});

/** `policy/visible` as conditions: its test holds the two against each other. */
export function seen(actor: Actor): TicketWhere {
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

const NUMBER = /^#?(\d{1,9})$/;
const gramsIn = (text: string) => gramsOf(text).slice(0, MOST_GRAMS);

function worded(text: string | undefined, rarest: string | null): TicketWhere[] {
  if (text === undefined) return [];
  const number = NUMBER.exec(text);
  if (number !== null) return [{ no: Number(number[1]) }];
  const grams = gramsIn(text);
  // Signs alone are no words: they find nothing, rather than everything.
  if (grams.length === 0) return [{ any: [] }];
  return grams.map((gram) => {
    const few = gram === rarest;
    return { exists: { table: ticketGram, on: { ticketId: 'id' }, where: { gram }, ...(few && { few }) } };
  });
}

/** Each of the grams is in many tickets; several need not stand together anywhere. */
export type Common = { readonly kind: 'common'; readonly grams: readonly string[] };
export type Narrowing = { readonly kind: 'rare'; readonly gram: string } | { readonly kind: 'none' } | Common;

/**
 * Which of a text's grams do the fewest tickets contain? Where they are few, a search begins with those; with a word that hardly anybody
 * wrote it would otherwise go through all the others first.
 */
export async function narrowingOf(reader: Reader, text: string | undefined, few: number): Promise<Narrowing> {
  const grams = text === undefined || NUMBER.test(text) ? [] : gramsIn(text);
  const counted = grams.map(async (gram) => ({ gram, count: await reader.count(ticketGram, { gram }, few) }));
  const [rarest] = (await Promise.all(counted)).sort((a, b) => a.count - b.count);
  if (rarest === undefined) return { kind: 'none' };
  if (rarest.count < few) return { kind: 'rare', gram: rarest.gram };
  return { kind: 'common', grams };
}

export const rareIn = (narrowing: Narrowing): string | null => (narrowing.kind === 'rare' ? narrowing.gram : null);
