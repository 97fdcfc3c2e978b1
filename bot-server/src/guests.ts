// Reports without an account, in the composition: the feature meets the write path of tickets here.
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { Handlers, OpenHandlers } from './core/call';
import type { Clock } from './core/clock';
import type { Execute } from './core/execute';
import { systemScope } from './core/scope';
import type { Sessions } from './core/sessions';
import type { Created, TicketPort } from './features/guest/deps';
import { guestHandlers, guestOpenHandlers } from './features/guest/handlers';
import { makeSecrets } from './features/guest/secrets';
import { type TicketAggregate, ticketAggregate } from './features/ticket/aggregate';
import type { Numbers } from './features/ticket/numbers';
import type { Templates } from './lookups/templates';
import type { Store } from './store/unit';

export type GuestsDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly execute: Execute;
  readonly templates: Templates;
  readonly numbers: Numbers;
  readonly sessions: Sessions;
  readonly secretKey: string;
};
type Guests = {
  readonly handlers: Handlers<keyof ReturnType<typeof guestHandlers>>;
  readonly openHandlers: OpenHandlers<keyof ReturnType<typeof guestOpenHandlers>>;
};

export function makeGuests(deps: GuestsDeps): Guests {
  const { store, clock, execute, templates, sessions, secretKey } = deps;
  const tickets = makeTicketPort(deps);
  const secrets = makeSecrets(secretKey);
  const feature = { store, clock, execute, templates, secrets, issue: sessions.issueFor, tickets };
  return { handlers: guestHandlers(feature), openHandlers: guestOpenHandlers(feature) };
}

export function makeTicketPort({
  clock,
  execute,
  templates,
  numbers,
}: Pick<GuestsDeps, 'clock' | 'execute' | 'templates' | 'numbers'>): TicketPort {
  return {
    create: async ({ scope, key, id, command, shape, gate, also }) => {
      const number = await numbers.take(scope);
      const base = ticketAggregate(templates, number, { id, shape });
      const aggregate: TicketAggregate = {
        ...base,
        prepare: async (u, by, before, order) => {
          const decide = await base.prepare(u, by, before, order);
          // What would be refused anyhow takes nobody's place.
          if (!decide(clock.now()).ok) return decide;
          const full = await gate(u);
          return full === null ? decide : () => no(full);
        },
        save: async (u, change) => {
          await base.save(u, change);
          const [created] = change.events;
          if (created?.type === 'ticket.created') await also(u, created);
        },
      };
      const done = await execute(aggregate, { scope, key, id, fresh: true, command });
      if (!done.ok || done.value.replayed) numbers.giveBack(scope, number);
      return done.ok ? ok({ id: done.value.id as TicketId }) : done;
    },

    try: async (u, { scope, id, command, shape }, now) => {
      const decision = (await ticketAggregate(templates, 0, { id, shape }).prepare(u, scope, null, command))(now);
      return decision.ok ? ok(decision.value[0] as Created) : decision;
    },

    comment: (tenantId, key, ticketId, text) => {
      const scope = { ...systemScope(tenantId), channel: 'miniapp' as const };
      const command = { type: 'ticket.comment', ticketId, text } as const;
      return execute(ticketAggregate(templates, null), { scope, key, id: ticketId, command });
    },
  };
}
