// The ticket's endpoints: each command goes the one write path and is answered with the ticket and what may be done next.
import { no, ok } from '@paidan/shared/kernel/result';
import { type PersonCommand, TICKET_COMMANDS, type TicketCommandName } from '@paidan/shared/model/command';
import { refuse } from '@paidan/shared/refusal';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { Call, Handler, Handlers } from '../../core/call';
import type { Execute } from '../../core/execute';
import type { Exporter } from '../../core/exporter';
import { newId } from '../../core/ids';
import { fromRow } from '../../lookups/ticketRow';
import { ticket as table } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { ticketAggregate } from './aggregate';
import { boardHandlers } from './board';
import { candidateHandlers } from './candidates';
import { exportTickets } from './export';
import { historyHandlers } from './history';
import { listHandlers } from './list';
import type { Numbers } from './numbers';
import { type PresentOne, presentTicket } from './present';
import { timelineHandlers } from './timeline';

export type TicketDeps = PresentOne & {
  readonly store: Store;
  readonly execute: Execute;
  readonly numbers: Numbers;
  readonly exporter: Exporter;
};
type TicketEndpoint =
  | TicketCommandName
  | 'ticket.get'
  | 'ticket.list'
  | 'ticket.export'
  | 'ticket.counts'
  | 'ticket.board'
  | 'ticket.timeline'
  | 'ticket.candidates'
  | 'asset.history'
  | 'work.list';

export function ticketHandlers(deps: TicketDeps): Handlers<TicketEndpoint> {
  const commands = Object.fromEntries(
    TICKET_COMMANDS.map((name) => [name, commandHandler(deps, name)]),
  ) as unknown as Handlers<TicketCommandName>;
  return {
    ...commands,
    ...listHandlers(deps.store, deps),
    ...boardHandlers(deps.store, deps.clock),
    ...timelineHandlers(deps.store, deps),
    ...candidateHandlers(deps.store, deps),
    ...historyHandlers(deps.store, deps),
    'ticket.export': exportTickets(deps.store, deps, deps.exporter),
    'ticket.get': async ({ ticketId }, call) => {
      const reader = deps.store.glance(call.scope);
      const row = await reader.one(table, { id: ticketId });
      if (row === undefined || !canSee(call.scope.actor, row)) return no(refuse('not_found'));
      return ok(await presentTicket(deps, reader, call, fromRow(row)));
    },
  };
}

const commandHandler =
  (deps: TicketDeps, type: TicketCommandName): Handler<TicketCommandName> =>
  async (input, call) => {
    const command = { ...input, type } as PersonCommand;
    return run(deps, command, call);
  };

async function run(deps: TicketDeps, command: PersonCommand, call: Call): ReturnType<Handler<TicketCommandName>> {
  const { scope, key } = call;
  const born = command.type === 'ticket.create';
  const number = born ? await deps.numbers.take(scope) : null;
  const aggregate = ticketAggregate(deps.templates, number);
  const order = born
    ? { scope, key, id: newId(deps.clock.now()), fresh: true as const, command }
    : { scope, key, id: command.ticketId, command };
  const done = await deps.execute(aggregate, order);
  if (number !== null && (!done.ok || done.value.replayed)) deps.numbers.giveBack(scope, number);
  if (!done.ok) return done;
  // A repeat is answered as things stand now: whoever has lost sight of the ticket since is not shown it again.
  if (done.value.replayed && !canSee(scope.actor, done.value.state)) return no(refuse('not_found'));
  return ok(await presentTicket(deps, deps.store.glance(scope), call, done.value.state));
}
