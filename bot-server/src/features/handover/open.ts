// What does somebody still have in hand? Tickets that are theirs and not over, and tasks that wait for them. Offers go to others
// by themselves, and what a reporter did not answer, the timers do.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { ENDED, PHASES } from '@paidan/shared/kinds';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { Actor } from '@paidan/shared/rules/ticket/context';
import { ticket } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import type { Reader } from '../../store/unit';

export type OpenTicket = { readonly id: TicketId; readonly no: number; readonly title: string; readonly of: MemberId };

const UNFINISHED = PHASES.filter((phase) => !ENDED.includes(phase));
/** People per statement. */
const MANY = 500;

/** Those that the asking person may see, the oldest first. */
export async function openTickets(
  reader: Reader,
  actor: Actor,
  members: readonly MemberId[],
): Promise<readonly OpenTicket[]> {
  const open: OpenTicket[] = [];
  for (let at = 0; at < members.length; at += MANY) {
    open.push(...(await ofSome(reader, actor, members.slice(at, at + MANY))));
  }
  return open.sort((one, other) => one.no - other.no);
}

async function ofSome(reader: Reader, actor: Actor, members: MemberId[]): Promise<readonly OpenTicket[]> {
  const tasks = await reader.find(workItem, {
    where: { handlerId: { in: members }, state: 'open', kind: 'task' },
    columns: ['ticketId', 'handlerId'],
  });
  const holder = new Map(tasks.map((item) => [item.ticketId, item.handlerId]));
  const ids = [...holder.keys()];
  const rows = await reader.find(ticket, {
    where: {
      phase: { in: UNFINISHED },
      any: [{ assigneeId: { in: members } }, ...(ids.length === 0 ? [] : [{ id: { in: ids } }])],
    },
    columns: ['id', 'no', 'title', 'assigneeId', 'people', 'pools'],
  });
  return rows
    .filter((row) => canSee(actor, row))
    .flatMap(({ id, no, title, assigneeId }) => {
      const of = holder.get(id) ?? assigneeId;
      return of === null ? [] : [{ id, no, title, of }];
    });
}
