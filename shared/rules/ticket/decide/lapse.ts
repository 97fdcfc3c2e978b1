// A timer came due. Everything is reckoned anew from the given time: a late, doubled or stale timer finds nothing to do.
import { no, ok } from '../../../kernel/result';
import { refuse } from '../../../refusal';
import { expects } from '../expects';
import type { Decider } from './decider';
import { walk } from './enter';

export const lapse: Decider<'ticket.lapse'> = (command, ticket, { actor, now, template }) => {
  if (actor.kind !== 'system') return no(refuse('forbidden'));
  const timer = expects(ticket, template).find((candidate) => candidate.purpose === command.purpose);
  if (timer === undefined || now < timer.dueAt) return ok([]);
  switch (command.purpose) {
    case 'promise':
      return ok([{ type: 'ticket.overdue', purpose: 'promise' }]);
    case 'autoConfirm':
      return ok([{ type: 'ticket.confirmed', values: {}, auto: true }, ...walk(template, ticket.node, ticket)]);
    case 'autoClose':
      return ok([...walk(template, ticket.node, ticket)]);
  }
};
