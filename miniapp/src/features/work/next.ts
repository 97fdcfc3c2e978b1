// What comes next, counting what this phone has done already and not sent yet. With nothing waiting the server's own answer holds;
// without signal the few steps of a task are simple enough to walk alone, and the server judges them when they come in.
import type { ActionView } from '@paidan/shared/contract/ticket';
import type { MemberId } from '@paidan/shared/kernel/id';
import { ENDED } from '@paidan/shared/kinds';
import type { Flow } from '@paidan/shared/model/flow';
import type { TicketView } from '@paidan/shared/model/ticket';
import { after, nodeIn, nodesOf } from '@paidan/shared/rules/flow/find';

export const STEPS = ['ticket.accept', 'ticket.depart', 'ticket.arrive', 'ticket.complete'] as const;
export type Step = (typeof STEPS)[number];

type Done = { readonly name: string; readonly at: number };
type Me = { readonly id: MemberId; readonly name: string };

/** The ticket as it will be once what waits has arrived. */
export function ahead(ticket: TicketView, waiting: readonly Done[], me: Me, flow: Flow): TicketView {
  let now = ticket;
  for (const done of waiting) now = { ...now, ...change(now, done, me, flow) };
  return now;
}

function change(now: TicketView, { name, at }: Done, me: Me, flow: Flow): Partial<TicketView> {
  switch (name) {
    case 'ticket.accept':
      return { assignee: { pictureId: null, ...me }, acceptedAt: at, phase: 'active', node: taskFrom(now, flow) };
    case 'ticket.depart':
      return { departedAt: at };
    case 'ticket.arrive':
      return { arrivedAt: at };
    case 'ticket.complete':
      return { completedAt: at };
    case 'ticket.transfer':
      return { assignee: null };
    default:
      return {};
  }
}

/** Who takes it from the pool stands at the next task. */
function taskFrom({ node }: TicketView, flow: Flow): TicketView['node'] {
  if (nodeIn(flow, node.id)?.kind === 'task') return node;
  const next = nodesOf(after(flow, node.id) ?? []).find(({ kind }) => kind === 'task');
  return next ? { id: next.id, title: next.title } : node;
}

/** The one big thing to do; null: nothing is mine to do now. */
export function nextStep(ticket: TicketView, actions: readonly ActionView[], waiting: boolean, me: Me): Step | null {
  if (ENDED.includes(ticket.phase)) return null;
  if (!waiting) return STEPS.find((step) => may(actions, step)) ?? null;
  if (ticket.assignee?.id !== me.id || ticket.completedAt !== null) return null;
  if (ticket.acceptedAt === null) return 'ticket.accept';
  if (ticket.arrivedAt !== null) return 'ticket.complete';
  return ticket.departedAt === null ? 'ticket.depart' : 'ticket.arrive';
}

export const may = (actions: readonly ActionView[], command: string): boolean =>
  actions.some((action) => action.command === command && action.enabled);

/** How many of the four steps are behind. */
export function stepsDone({ acceptedAt, departedAt, arrivedAt, completedAt }: TicketView): number {
  if (completedAt !== null) return 4;
  if (arrivedAt !== null) return 3;
  if (departedAt !== null) return 2;
  return acceptedAt !== null ? 1 : 0;
}
