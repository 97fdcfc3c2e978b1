// Walking on: the events by which a ticket comes to its next resting place, with the work items that wait there.

import { factsIn } from '../../../kernel/condition';
import type { MemberId } from '../../../kernel/id';
import type { Json } from '../../../kernel/json';
import type { Phase, Priority } from '../../../kinds';
import type { Opening, TicketEventBody } from '../../../model/event';
import type { FormValues } from '../../../model/field';
import type { RestNode, Who } from '../../../model/flow';
import type { Template } from '../../../model/template';
import { nodeIn } from '../../flow/find';
import { next, type Rest } from '../../flow/route';

/** What the walk may ask about: the ticket as it will be once the act itself is done. */
export type Traveller = {
  readonly requesterId: MemberId;
  readonly assigneeId: MemberId | null;
  readonly priority: Priority;
  readonly values: FormValues;
};

const PHASE_OF: Record<RestNode['kind'], Phase> = { dispatch: 'open', task: 'active', accept: 'done', rate: 'done' };

/** From the node where the act took place to the next rest. */
export function walk(template: Template, from: string, traveller: Traveller): readonly TicketEventBody[] {
  const facts = factsIn({ values: traveller.values as unknown as Json, priority: traveller.priority });
  return enter(next(template.flow, from, facts), traveller);
}

/** Straight back to a named node. */
export function goTo(template: Template, id: string, traveller: Traveller): readonly TicketEventBody[] {
  const node = nodeIn(template.flow, id);
  if (node === undefined || node.kind === 'start' || node.kind === 'branch')
    throw new Error(`no resting at node ${id}`);
  return enter(node, traveller);
}

function enter(node: Rest, traveller: Traveller): readonly TicketEventBody[] {
  if (node.kind === 'end') return [{ type: 'ticket.closed' }];
  return [
    {
      type: 'ticket.entered',
      node: node.id,
      kind: node.kind,
      phase: PHASE_OF[node.kind],
      opens: [opening(node, traveller)],
    },
  ];
}

function opening(node: RestNode, traveller: Traveller): Opening {
  if (node.kind === 'task') return { kind: 'task', handlerId: traveller.assigneeId, role: null };
  return { kind: node.kind, ...handler(node.by, traveller) };
}

function handler(who: Who, traveller: Traveller): Pick<Opening, 'handlerId' | 'role'> {
  if (who.kind === 'role') return { handlerId: null, role: who.role };
  return { handlerId: who.kind === 'requester' ? traveller.requesterId : traveller.assigneeId, role: null };
}
