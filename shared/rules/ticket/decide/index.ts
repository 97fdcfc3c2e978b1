// What comes of a command: events, or a refusal in a value. One human act is one decision, however many automatic nodes follow.
import { no } from '../../../kernel/result';
import type { TicketCommand } from '../../../model/command';
import type { Ticket } from '../../../model/ticket';
import { refuse } from '../../../refusal';
import { type Gated, gate } from '../actions';
import type { Context } from '../context';
import { adopt } from './adopt';
import { answerers } from './answer';
import type { Decider, Deciders, Decision } from './decider';
import { dispatchers } from './dispatch';
import { lapse } from './lapse';
import { talkers } from './talk';
import { workers } from './work';

const DECIDERS: Deciders<Gated> = { ...dispatchers, ...workers, ...answerers, ...talkers };

/** For everything but `ticket.create`, which has no ticket yet (see `create`). */
export function decide(
  command: Exclude<TicketCommand, { type: 'ticket.create' }>,
  ticket: Ticket,
  context: Context,
): Decision {
  if (command.type === 'ticket.lapse') return lapse(command, ticket, context);
  if (command.type === 'ticket.adopt') return adopt(command, ticket, context);
  const refusal = gate(command.type, ticket, context);
  if (refusal !== null) return no(refusal);
  if (command.version !== undefined && command.version !== ticket.version) {
    return no(refuse('stale', { version: ticket.version }));
  }
  const decider = DECIDERS[command.type] as Decider<Gated>;
  return decider(command, ticket, context);
}
