// The shape of a decision and of the small functions that make one, a file per family of commands.
import type { Result } from '../../../kernel/result';
import type { TicketCommand } from '../../../model/command';
import type { TicketEventBody } from '../../../model/event';
import type { Ticket } from '../../../model/ticket';
import type { Refusal } from '../../../refusal';
import type { Gated } from '../actions';
import type { Context } from '../context';

export type Decision = Result<readonly TicketEventBody[], Refusal>;
export type CommandOf<Name extends TicketCommand['type']> = Extract<TicketCommand, { type: Name }>;
export type Decider<Name extends TicketCommand['type']> = (
  command: CommandOf<Name>,
  ticket: Ticket,
  context: Context,
) => Decision;
export type Deciders<Name extends Gated> = { readonly [Each in Name]: Decider<Each> };
