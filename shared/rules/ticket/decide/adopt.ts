// A report that somebody made without an account becomes theirs. That they are the one is known to whoever asks; here only that it is
// still the guest's: what a member reported is never taken away, and the same again finds nothing to do.
import { no, ok } from '../../../kernel/result';
import { refuse } from '../../../refusal';
import { isGuest } from '../context';
import type { Decider } from './decider';

export const adopt: Decider<'ticket.adopt'> = ({ from }, ticket, { actor }) => {
  if (actor.kind !== 'member' || isGuest(actor)) return no(refuse('forbidden'));
  if (ticket.requesterId === actor.id) return ok([]);
  if (ticket.requesterId !== from) return no(refuse('not_found'));
  return ok([{ type: 'ticket.adopted', from, to: actor.id }]);
};
