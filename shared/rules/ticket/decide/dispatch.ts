// Giving work to people: offer to a pool, assign, accept, transfer.
import type { MemberId } from '../../../kernel/id';
import { no, ok } from '../../../kernel/result';
import type { Opening } from '../../../model/event';
import { refuse } from '../../../refusal';
import { nodeIn } from '../../flow/find';
import { poolOf } from '../needs';
import type { Deciders } from './decider';
import { walk } from './enter';

const offerTo = (to: Pick<Opening, 'handlerId' | 'role'>): Opening => ({ kind: 'offer', ...to });

export const dispatchers: Deciders<'ticket.offer' | 'ticket.assign' | 'ticket.accept' | 'ticket.transfer'> = {
  'ticket.offer': (command, ticket, { template, facts }) => {
    // either would have to be dropped in silence
    if (command.role !== undefined && command.memberIds !== undefined) return no(refuse('invalid', { where: 'role' }));
    const offered = ticket.work.filter((item) => item.kind === 'offer');
    if (command.memberIds !== undefined) {
      const stranger = command.memberIds.find((id) => facts.members.get(id)?.canWork !== true);
      if (stranger !== undefined) return no(refuse('not_candidate', { memberId: stranger }));
      const fresh = [...new Set(command.memberIds)].filter((id) => !offered.some((item) => item.handlerId === id));
      if (fresh.length === 0) return no(refuse('already'));
      return ok([{ type: 'ticket.offered', opens: fresh.map((handlerId) => offerTo({ handlerId, role: null })) }]);
    }
    const role = poolOf(command.role, ticket, template);
    if (role === null) return no(refuse('wrong_step', { node: ticket.node }));
    if (offered.some((item) => item.role === role)) return no(refuse('already'));
    if (facts.poolSize === 0) return no(refuse('nobody', { role }));
    return ok([{ type: 'ticket.offered', opens: [offerTo({ handlerId: null, role })] }]);
  },

  'ticket.assign': (command, ticket, { template, facts }) => {
    const { memberId } = command;
    if (facts.members.get(memberId)?.canWork !== true) return no(refuse('not_candidate', { memberId }));
    return ok([
      { type: 'ticket.assigned', memberId },
      ...walk(template, ticket.node, { ...ticket, assigneeId: memberId }),
    ]);
  },

  'ticket.accept': (_command, ticket, { actor, template }) => {
    if (actor.kind !== 'member') return no(refuse('forbidden'));
    const memberId: MemberId = actor.id;
    const accepted = { type: 'ticket.accepted', memberId } as const;
    if (nodeIn(template.flow, ticket.node)?.kind === 'task') return ok([accepted]);
    return ok([accepted, ...walk(template, ticket.node, { ...ticket, assigneeId: memberId })]);
  },

  'ticket.transfer': (command, ticket, { facts }) => {
    const { memberId: to, reason } = command;
    if (to === ticket.assigneeId) return no(refuse('already'));
    if (facts.members.get(to)?.canWork !== true) return no(refuse('not_candidate', { memberId: to }));
    const opens = [{ kind: 'task', handlerId: to, role: null }] as const;
    return ok([{ type: 'ticket.transferred', from: ticket.assigneeId, to, reason, opens }]);
  },
};
